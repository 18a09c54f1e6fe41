package io.messenger.message;

import io.messenger.contracts.ChatId;
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

/// The messages that the changes of a batch name: those that are stored are looked up at once, and
/// only when there are such changes; those of the batch itself are added as it is applied.
final class Targets {
    private final Set<Place> wanted = new HashSet<>();
    private final Map<Place, Message> known = new HashMap<>();

    private Targets() {}

    static Targets load(Connection connection, Collection<Batch.Entry> batch) throws SQLException {
        Targets targets = new Targets();
        for (Batch.Entry entry : batch) {
            if (entry.command().op() instanceof Op.Change change) {
                targets.wanted.add(new Place(entry.command().chatId(), change.target()));
            }
        }
        if (!targets.wanted.isEmpty()) {
            targets.read(connection);
        }
        return targets;
    }

    private void read(Connection connection) throws SQLException {
        Rows.list(
                        connection,
                        "SELECT "
                                + MessageRow.COLUMNS
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

    /// The message as it is at this point of the log; null when there is none.
    @Nullable Message at(ChatId chat, long seq) {
        return known.get(new Place(chat, seq));
    }
}
