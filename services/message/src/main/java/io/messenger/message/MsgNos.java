package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Command;
import io.messenger.contracts.Op;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// How many messages a chat had at each seq up to which somebody has read: those that are stored
/// are looked up at once for the whole batch, those of the batch itself are added as it is applied.
final class MsgNos {
    private final Set<Place> wanted = new HashSet<>();
    private final Map<Place, Long> known = new HashMap<>();

    private MsgNos() {}

    /// @param chats the chats of the batch as they are before it
    static MsgNos load(
            Connection connection, Collection<Batch.Entry> batch, Map<ChatId, Chat> chats)
            throws SQLException {
        MsgNos msgNos = new MsgNos();
        Set<Place> stored = new HashSet<>();
        for (Batch.Entry entry : batch) {
            Command command = entry.command();
            if (command.op() instanceof Op.Read read) {
                Place place = new Place(command.chatId(), read.seq());
                Chat chat = chats.get(command.chatId());
                boolean old = chat != null && read.seq() <= chat.headSeq;
                (old ? stored : msgNos.wanted).add(place);
            }
        }
        if (!stored.isEmpty()) {
            msgNos.read(connection, stored);
        }
        return msgNos;
    }

    /// A place that a change took has no row: what was said before it counts.
    private void read(Connection connection, Set<Place> places) throws SQLException {
        Rows.list(
                        connection,
                        """
                        SELECT p.chat_id, p.seq, m.msg_no
                        FROM unnest(?, ?) AS p(chat_id, seq)
                        JOIN LATERAL (
                            SELECT m.msg_no FROM message m
                            WHERE m.chat_id = p.chat_id AND m.seq <= p.seq
                            ORDER BY m.seq DESC LIMIT 1) m ON true
                        """,
                        row ->
                                Map.entry(
                                        new Place(
                                                new ChatId(Sql.uuid(row, "chat_id")),
                                                row.getLong("seq")),
                                        row.getLong("msg_no")),
                        Sql.array(connection, "uuid", places, place -> place.chatId().value()),
                        Sql.array(connection, "int8", places, Place::seq))
                .forEach(row -> known.put(row.getKey(), row.getValue()));
    }

    /// The chat's head has moved on.
    void add(Chat chat) {
        if (!wanted.isEmpty()) {
            Place place = new Place(chat.chatId, chat.headSeq);
            if (wanted.contains(place)) {
                known.put(place, chat.lastMsgNo);
            }
        }
    }

    /// The count of messages up to and including `seq`, which a read of this batch names or which
    /// is the head.
    long at(Chat chat, long seq) {
        if (seq == chat.headSeq) {
            return chat.lastMsgNo;
        }
        Long msgNo = known.get(new Place(chat.chatId, seq));
        if (msgNo == null) {
            throw new IllegalStateException("no entry " + seq + " in the log of " + chat.chatId);
        }
        return msgNo;
    }
}
