package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The entries that the changes and replies of a batch name: those that are stored are looked up at
/// once, and only when there are such commands; those of the batch itself are added as it is
/// applied.
final class Targets {
    private final Set<Place> wanted = new HashSet<>();
    private final Map<Place, Message> known = new HashMap<>();
    private final Set<Effects.Hidden> hidden = new HashSet<>();

    private Targets() {}

    static Targets load(Connection connection, Collection<Batch.Entry> batch) throws SQLException {
        Targets targets = new Targets();
        Set<Effects.Hidden> replies = new HashSet<>();
        for (Batch.Entry entry : batch) {
            Command command = entry.command();
            if (command.op() instanceof Op.Change change) {
                targets.wanted.add(new Place(command.chatId(), change.target()));
            } else if (command.op() instanceof Op.Send send && send.replyTo() != null) {
                Place place = new Place(command.chatId(), send.replyTo());
                targets.wanted.add(place);
                replies.add(new Effects.Hidden(place, command.senderId()));
            }
        }
        if (!targets.wanted.isEmpty()) {
            targets.read(connection);
        }
        if (!replies.isEmpty()) {
            targets.hidden.addAll(HiddenStore.among(connection, replies));
        }
        return targets;
    }

    private void read(Connection connection) throws SQLException {
        Rows.list(
                        connection,
                        "SELECT "
                                + MessageRow.COLUMNS_FOR_LOG
                                + """

                                 FROM unnest(?, ?) AS p(chat_id, seq)
                                JOIN message m USING (chat_id, seq)
                                """,
                        MessageRow::read,
                        Sql.array(connection, "uuid", wanted, place -> place.chatId().value()),
                        Sql.array(connection, "int8", wanted, Place::seq))
                .forEach(this::put);
    }

    /// Learns of a new message, or of a new state of one.
    void put(Message message) {
        if (!wanted.isEmpty()) {
            Place place = new Place(message.chatId(), message.seq());
            if (wanted.contains(place)) {
                known.put(place, message);
            }
        }
    }

    /// Whether a member may reply to it: there is an entry at that seq, a deleted one too, and they
    /// see it.
    boolean answerable(Chat chat, Member member, long seq) {
        Place place = new Place(chat.chatId, seq);
        return known.containsKey(place)
                && chat.shows(member, seq)
                && !hidden.contains(new Effects.Hidden(place, member.userId));
    }

    /// A member has hidden it.
    void hide(Effects.Hidden it) {
        hidden.add(it);
    }

    /// The message as it is at this point of the log; null when there is none.
    @Nullable Message at(ChatId chat, long seq) {
        return known.get(new Place(chat, seq));
    }
}
