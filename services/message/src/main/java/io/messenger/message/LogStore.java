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

    /// Moves the applied offsets and writes what the batch did, in one round trip.
    ///
    /// @return false when an applied offset is not where this consumer believes it to be: another
    ///   instance owns the partition now, and the transaction must be rolled back
    static boolean write(Connection connection, Collection<Batch.Span> spans, Effects effects)
            throws SQLException {
        Statements batch = new Statements(connection);
        // A plan for the size of each batch costs more than it gains: all of them go by keys.
        batch.add("SET LOCAL plan_cache_mode = force_generic_plan");
        advance(batch, spans);
        if (!effects.chats.isEmpty()) {
            chats(batch, effects.chats);
        }
        if (!effects.described.isEmpty()) {
            described(batch, effects.described);
        }
        if (!effects.grown.isEmpty()) {
            grown(batch, effects.grown);
        }
        if (!effects.memberships.isEmpty()) {
            members(batch, effects.memberships);
        }
        if (!effects.ended.isEmpty()) {
            ended(batch, effects.ended);
        }
        if (!effects.kept.isEmpty()) {
            KeepStore.write(batch, effects.kept);
        }
        if (!effects.entries.isEmpty()) {
            messages(batch, effects.entries);
        }
        MentionStore.write(batch, effects);
        OperationStore.write(batch, effects);
        if (!effects.hidden.isEmpty()) {
            HiddenStore.write(batch, effects.hidden);
        }
        return batch.run()[1] == spans.size();
    }

    /// Whether the applied offsets are where this consumer believes them to be.
    static boolean owns(Connection connection, Collection<Batch.Span> spans) throws SQLException {
        List<Integer> owned =
                Rows.list(
                        connection,
                        """
                        SELECT applied.partition FROM applied
                        JOIN unnest(?, ?) AS v(partition, expected) USING (partition)
                        WHERE applied.next_offset = v.expected
                        """,
                        row -> row.getInt("partition"),
                        Sql.array(connection, "int4", spans, Batch.Span::partition),
                        Sql.array(connection, "int8", spans, Batch.Span::expected));
        return owned.size() == spans.size();
    }

    private static void advance(Statements batch, Collection<Batch.Span> spans)
            throws SQLException {
        batch.add(
                """
                UPDATE applied SET next_offset = v.next_offset
                FROM unnest(?, ?, ?) AS v(partition, expected, next_offset)
                WHERE applied.partition = v.partition AND applied.next_offset = v.expected
                """,
                batch.array("int4", spans, Batch.Span::partition),
                batch.array("int8", spans, Batch.Span::expected),
                batch.array("int8", spans, Batch.Span::next));
    }

    private static void chats(Statements batch, Collection<Chat> chats) throws SQLException {
        batch.add(
                """
                INSERT INTO chat (chat_id, type, title, created_by, created_at, head_seq, last_msg_no)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chat_id) DO UPDATE
                SET title = excluded.title, head_seq = excluded.head_seq,
                    last_msg_no = excluded.last_msg_no
                """,
                batch.array("uuid", chats, chat -> chat.chatId.value()),
                batch.array("text", chats, chat -> chat.type.wire()),
                batch.array("text", chats, chat -> chat.title),
                batch.array("uuid", chats, chat -> chat.createdBy.value()),
                batch.array("timestamptz", chats, chat -> Sql.time(chat.createdAt)),
                batch.array("int8", chats, chat -> chat.headSeq),
                batch.array("int8", chats, chat -> chat.lastMsgNo));
    }

    private static void described(Statements batch, Collection<Chat> chats) throws SQLException {
        batch.add(
                """
                UPDATE chat SET about = v.about, avatar_url = v.avatar_url,
                    all_since = nullif(v.all_since, 0)
                FROM unnest(?, ?, ?, ?) AS v(chat_id, about, avatar_url, all_since)
                WHERE chat.chat_id = v.chat_id
                """,
                batch.array("uuid", chats, chat -> chat.chatId.value()),
                batch.array("text", chats, chat -> chat.about),
                batch.array("text", chats, chat -> chat.avatarUrl),
                batch.array("int8", chats, chat -> chat.allSince));
    }

    /// Whoever is there then leaves with it, also of a large chat, whose members are not at hand.
    private static void ended(Statements batch, Collection<Chat> chats) throws SQLException {
        batch.add(
                """
                WITH ended AS (
                    UPDATE chat SET deleted_seq = v.seq, deleted_at = now()
                    FROM unnest(?, ?) AS v(chat_id, seq) WHERE chat.chat_id = v.chat_id
                    RETURNING chat.chat_id, v.seq)
                UPDATE member SET left_seq = ended.seq FROM ended
                WHERE member.chat_id = ended.chat_id AND member.left_seq IS NULL
                """,
                batch.array("uuid", chats, chat -> chat.chatId.value()),
                batch.array("int8", chats, chat -> chat.deletedSeq));
    }

    private static void grown(Statements batch, Collection<Chat> chats) throws SQLException {
        batch.add(
                """
                UPDATE chat SET large_seq = v.large_seq
                FROM unnest(?, ?) AS v(chat_id, large_seq) WHERE chat.chat_id = v.chat_id
                """,
                batch.array("uuid", chats, chat -> chat.chatId.value()),
                batch.array("int8", chats, chat -> chat.largeSeq));
    }

    private static void members(Statements batch, Collection<Effects.Membership> all)
            throws SQLException {
        batch.add(
                """
                INSERT INTO member (chat_id, user_id, role, joined_seq, left_seq, read_seq,
                                    read_msg_no, received_seq)
                SELECT * FROM unnest(?, ?, ?, ?, ?, ?, ?, ?)
                ON CONFLICT (chat_id, user_id) DO UPDATE
                SET role = excluded.role, joined_seq = excluded.joined_seq,
                    left_seq = excluded.left_seq, read_seq = excluded.read_seq,
                    read_msg_no = excluded.read_msg_no, received_seq = excluded.received_seq
                """,
                batch.array("uuid", all, of -> of.chat().chatId.value()),
                batch.array("uuid", all, of -> of.member().userId.value()),
                batch.array("text", all, of -> of.member().role.wire()),
                batch.array("int8", all, of -> of.member().joinedSeq),
                batch.array("int8", all, of -> leftSeq(of.member())),
                batch.array("int8", all, of -> of.member().readSeq),
                batch.array("int8", all, of -> of.member().readMsgNo),
                batch.array("int8", all, of -> of.member().receivedSeq));
    }

    private static void messages(Statements batch, List<Effects.Entry> all) throws SQLException {
        batch.add(
                """
                INSERT INTO message (chat_id, seq, change_seq, msg_no, sender_id, client_msg_id,
                                     kind, body, reply_to, sent_at)
                SELECT chat_id, seq, seq, msg_no, sender_id, client_msg_id, kind, body, reply_to,
                       sent_at
                FROM unnest(?, ?, ?, ?, ?, ?, ?, ?, ?)
                     AS v(chat_id, seq, msg_no, sender_id, client_msg_id, kind, body, reply_to,
                          sent_at)
                """,
                batch.array("uuid", all, of -> of.message().chatId().value()),
                batch.array("int8", all, of -> of.message().seq()),
                batch.array("int8", all, Effects.Entry::msgNo),
                batch.array("uuid", all, of -> of.message().senderId().value()),
                batch.array("uuid", all, of -> of.message().clientMsgId().value()),
                batch.array("int2", all, of -> kind(of.message())),
                batch.array("text", all, of -> of.message().body()),
                batch.array("int8", all, of -> of.message().replyTo()),
                batch.array("timestamptz", all, of -> Sql.time(of.message().sentAt())));
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
