package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// What changed in a chat after a cursor: the content of `batch` and of `GET …/changes`.
///
/// @param from the cursor, raised to what may be seen
/// @param to the cursor after these changes
/// @param truncated whether there are more
/// @param hidden what was deleted for oneself meanwhile
record ChangeBatch(
        View view,
        long from,
        long to,
        List<Message> changes,
        boolean truncated,
        HiddenSince hidden) {
    /// The most changes of one batch.
    static final int MAX = 500;

    static ChangeBatch read(Connection connection, View view, long since, int limit)
            throws SQLException {
        return read(connection, List.of(ChangeStore.Since.of(view, since)), limit, limit)
                .getFirst();
    }

    /// A batch for each of these chats of one user, perhaps empty.
    ///
    /// @param perChat the most changes of one chat
    /// @param total the most changes of all; those of the first chats come first
    static List<ChangeBatch> read(
            Connection connection, List<ChangeStore.Since> chats, int perChat, int total)
            throws SQLException {
        List<List<Message>> found = ChangeStore.read(connection, chats, perChat, total);
        Map<ChatId, HiddenSince> hidden = HiddenStore.since(connection, chats);
        List<ChangeBatch> batches = new ArrayList<>();
        int rest = total;
        for (int i = 0; i < chats.size(); i++) {
            HiddenSince hid =
                    hidden.getOrDefault(chats.get(i).view().chatId(), HiddenSince.NOTHING);
            ChangeBatch batch = of(chats.get(i), found.get(i), Math.min(rest, perChat), hid);
            batches.add(batch);
            rest -= batch.changes().size();
        }
        return batches;
    }

    private static ChangeBatch of(
            ChangeStore.Since since, List<Message> found, int limit, HiddenSince hidden) {
        View view = since.view();
        if (limit == 0 && since.behind()) {
            return new ChangeBatch(view, since.from(), since.from(), List.of(), true, hidden);
        }
        boolean truncated = found.size() > limit;
        List<Message> some = truncated ? found.subList(0, limit) : found;
        long to = truncated ? some.getLast().changeSeq() : view.head();
        return new ChangeBatch(view, since.from(), to, some, truncated, hidden);
    }

    /// Whether the cursor moves, or there is more to come; else only hidden messages are told.
    boolean moves() {
        return to > from || truncated;
    }

    /// The same, where hidden messages are told apart.
    ChangeBatch withoutHidden() {
        return new ChangeBatch(view, from, to, changes, truncated, HiddenSince.NOTHING);
    }

    /// The `batch` frame.
    ///
    /// @param id the id of the `sync` that it answers; empty for none
    byte[] frame(String id) {
        return JsonText.bytes(out -> {
            out.writeStartObject();
            out.writeStringField("t", "batch");
            if (!id.isEmpty()) {
                out.writeStringField("id", id);
            }
            out.writeStringField("chat_id", view.chatId().toString());
            writeContent(out);
            out.writeEndObject();
        });
    }

    /// Without braces: `from`, `to`, `changes`, `truncated`, and what was hidden.
    void writeContent(JsonGenerator out) throws IOException {
        out.writeNumberField("from", from);
        out.writeNumberField("to", to);
        out.writeArrayFieldStart("changes");
        for (Message message : changes) {
            message.writeTo(out);
        }
        out.writeEndArray();
        out.writeBooleanField("truncated", truncated);
        hidden.writeTo(out);
    }
}
