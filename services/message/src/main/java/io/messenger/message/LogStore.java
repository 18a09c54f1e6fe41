package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a batch: a statement per table, all in the caller's transaction.
final class LogStore {
    private LogStore() {}

    /// Moves the applied offset of each partition, if it is where this consumer believes it to be.
    ///
    /// @return false when it is not: another instance owns the partition now, and the transaction
    ///   must be rolled back
    static boolean advance(Connection connection, Collection<Batch.Span> spans)
            throws SQLException {
        int moved =
                Sql.update(
                        connection,
                        """
                        UPDATE applied SET next_offset = v.next_offset
                        FROM unnest(?, ?, ?) AS v(partition, expected, next_offset)
                        WHERE applied.partition = v.partition AND applied.next_offset = v.expected
                        """,
                        Sql.array(connection, "int4", spans, Batch.Span::partition),
                        Sql.array(connection, "int8", spans, Batch.Span::expected),
                        Sql.array(connection, "int8", spans, Batch.Span::next));
        return moved == spans.size();
    }

    static void write(Connection connection, Effects effects) throws SQLException {
        if (!effects.chats.isEmpty()) {
            chats(connection, effects.chats);
        }
        if (!effects.histories.isEmpty()) {
            histories(connection, effects.histories);
        }
        if (!effects.memberships.isEmpty()) {
            members(connection, effects.memberships);
        }
        if (!effects.entries.isEmpty()) {
            messages(connection, effects.entries);
        }
        MentionStore.write(connection, effects);
        OperationStore.write(connection, effects);
        if (!effects.hidden.isEmpty()) {
            HiddenStore.write(connection, effects.hidden);
        }
    }

    private static void chats(Connection connection, Collection<Chat> chats) throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO chat (chat_id, type, title, created_by, created_at, head_seq, last_msg_no)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chat_id) DO UPDATE
                SET title = excluded.title, head_seq = excluded.head_seq,
                    last_msg_no = excluded.last_msg_no
                """,
                Sql.array(connection, "uuid", chats, chat -> chat.chatId.value()),
                Sql.array(connection, "text", chats, chat -> chat.type.wire()),
                Sql.array(connection, "text", chats, chat -> chat.title),
                Sql.array(connection, "uuid", chats, chat -> chat.createdBy.value()),
                Sql.array(connection, "timestamptz", chats, chat -> Sql.time(chat.createdAt)),
                Sql.array(connection, "int8", chats, chat -> chat.headSeq),
                Sql.array(connection, "int8", chats, chat -> chat.lastMsgNo));
    }

    private static void histories(Connection connection, Collection<Chat> chats)
            throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE chat SET all_since = nullif(v.all_since, 0)
                FROM unnest(?, ?) AS v(chat_id, all_since)
                WHERE chat.chat_id = v.chat_id
                """,
                Sql.array(connection, "uuid", chats, chat -> chat.chatId.value()),
                Sql.array(connection, "int8", chats, chat -> chat.allSince));
    }

    private static void members(Connection connection, Collection<Effects.Membership> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO member (chat_id, user_id, role, joined_seq, left_seq, read_seq,
                                    read_msg_no, received_seq)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chat_id, user_id) DO UPDATE
                SET role = excluded.role, joined_seq = excluded.joined_seq,
                    left_seq = excluded.left_seq, read_seq = excluded.read_seq,
                    read_msg_no = excluded.read_msg_no, received_seq = excluded.received_seq
                """,
                Sql.array(connection, "uuid", all, of -> of.chat().chatId.value()),
                Sql.array(connection, "uuid", all, of -> of.member().userId.value()),
                Sql.array(connection, "text", all, of -> of.member().role.wire()),
                Sql.array(connection, "int8", all, of -> of.member().joinedSeq),
                Sql.array(connection, "int8", all, of -> leftSeq(of.member())),
                Sql.array(connection, "int8", all, of -> of.member().readSeq),
                Sql.array(connection, "int8", all, of -> of.member().readMsgNo),
                Sql.array(connection, "int8", all, of -> of.member().receivedSeq));
    }

    private static void messages(Connection connection, List<Effects.Entry> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO message (chat_id, seq, change_seq, msg_no, sender_id, client_msg_id,
                                     kind, body, reply_to, sent_at)
                SELECT chat_id, seq, seq, msg_no, sender_id, client_msg_id, kind, body, reply_to,
                       sent_at
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     AS v(chat_id, seq, msg_no, sender_id, client_msg_id, kind, body, reply_to,
                          sent_at)
                """,
                Sql.array(connection, "uuid", all, of -> of.message().chatId().value()),
                Sql.array(connection, "int8", all, of -> of.message().seq()),
                Sql.array(connection, "int8", all, Effects.Entry::msgNo),
                Sql.array(connection, "uuid", all, of -> of.message().senderId().value()),
                Sql.array(connection, "uuid", all, of -> of.message().clientMsgId().value()),
                Sql.array(connection, "int2", all, of -> kind(of.message())),
                Sql.array(connection, "text", all, of -> of.message().body()),
                Sql.array(connection, "int8", all, of -> of.message().replyTo()),
                Sql.array(connection, "timestamptz", all, of -> Sql.time(of.message().sentAt())));
    }

    /// What the log has under these keys, to know retries.
    static Map<Key, Message> stored(Connection connection, Collection<Key> keys)
            throws SQLException {
        if (keys.isEmpty()) {
            return Map.of();
        }
        return Rows.map(
                connection,
                "SELECT "
                        + MessageRow.COLUMNS_FOR_LOG
                        + """

                         FROM unnest(?, ?, ?) AS k(chat_id, sender_id, client_msg_id)
                        JOIN message m USING (chat_id, sender_id, client_msg_id)
                        """,
                MessageRow::read,
                Key::of,
                Sql.array(connection, "uuid", keys, key -> key.chatId().value()),
                Sql.array(connection, "uuid", keys, key -> key.senderId().value()),
                Sql.array(connection, "uuid", keys, key -> key.clientMsgId().value()));
    }

    private static short kind(Message message) {
        return message.system() ? MessageRow.SYSTEM : 0;
    }

    private static @Nullable Long leftSeq(Member member) {
        return member.present() ? null : member.leftSeq;
    }
}
