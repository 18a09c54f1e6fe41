package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.JsonText;
import io.messenger.contracts.Message;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/// What changed in a chat after a cursor: the content of `batch` and of `GET …/changes`.
///
/// @param from the cursor, raised to what may be seen
/// @param to the cursor after these changes
/// @param truncated whether there are more
record ChangeBatch(View view, long from, long to, List<Message> changes, boolean truncated) {
    /// The most changes of one batch.
    static final int MAX = 500;

    static ChangeBatch read(Connection connection, View view, long since, int limit)
            throws SQLException {
        long from = Math.min(view.from(since), view.head());
        List<Message> changes =
                limit == 0 || from == view.head()
                        ? List.of()
                        : HistoryStore.changes(connection, view, from, limit + 1);
        if (limit == 0 && from < view.head()) {
            return new ChangeBatch(view, from, from, List.of(), true);
        }
        boolean truncated = changes.size() > limit;
        List<Message> some = truncated ? changes.subList(0, limit) : changes;
        long to = truncated ? some.getLast().changeSeq() : view.head();
        return new ChangeBatch(view, from, to, some, truncated);
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

    /// Without braces: `from`, `to`, `changes`, `truncated`.
    void writeContent(JsonGenerator out) throws IOException {
        out.writeNumberField("from", from);
        out.writeNumberField("to", to);
        out.writeArrayFieldStart("changes");
        for (Message message : changes) {
            message.writeTo(out);
        }
        out.writeEndArray();
        out.writeBooleanField("truncated", truncated);
    }
}
