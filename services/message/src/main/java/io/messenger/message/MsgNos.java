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

/// How many messages a chat had at each seq up to which somebody has read: those that are stored
/// are looked up at once for the whole batch, those of the batch itself are added as it is applied.
final class MsgNos {
    /// A seq of a chat.
    private record Place(ChatId chatId, long seq) {}

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

    private void read(Connection connection, Set<Place> places) throws SQLException {
        Rows.list(
                        connection,
                        """
                        SELECT chat_id, seq, msg_no
                        FROM unnest(?, ?) AS p(chat_id, seq) JOIN message USING (chat_id, seq)
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

    /// Learns of a new entry.
    void add(Message message, long msgNo) {
        if (!wanted.isEmpty()) {
            Place place = new Place(message.chatId(), message.seq());
            if (wanted.contains(place)) {
                known.put(place, msgNo);
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
