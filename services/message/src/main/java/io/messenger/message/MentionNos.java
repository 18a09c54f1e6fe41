package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// How often members were mentioned up to each seq to which they read: what is stored is looked up
/// at once for the whole batch, and only for those who have unread mentions; those of the batch
/// itself are added as it is applied.
final class MentionNos {
    private record Reader(ChatId chatId, UserId userId) {}

    private record Reading(Reader reader, long seq) {}

    private final Map<Reading, Long> stored = new HashMap<>();
    private final Map<Reader, TreeMap<Long, Long>> added = new HashMap<>();

    private MentionNos() {}

    /// @param chats the chats of the batch as they are before it
    static MentionNos load(
            Connection connection, Collection<Batch.Entry> batch, Map<ChatId, Chat> chats)
            throws SQLException {
        MentionNos mentionNos = new MentionNos();
        Set<Reading> wanted = new HashSet<>();
        for (Batch.Entry entry : batch) {
            if (entry.command().op() instanceof Op.Read read) {
                Chat chat = chats.get(entry.command().chatId());
                Member member = chat == null ? null : chat.members.get(entry.command().senderId());
                if (chat != null && member != null && member.unreadMentions() > 0) {
                    wanted.add(new Reading(new Reader(chat.chatId, member.userId), read.seq()));
                }
            }
        }
        if (!wanted.isEmpty()) {
            mentionNos.read(connection, wanted);
        }
        return mentionNos;
    }

    private void read(Connection connection, Set<Reading> wanted) throws SQLException {
        Rows.list(
                        connection,
                        """
                        SELECT p.chat_id, p.user_id, p.seq, m.mention_no
                        FROM unnest(?, ?, ?) AS p(chat_id, user_id, seq)
                        JOIN LATERAL (
                            SELECT m.mention_no FROM mention m
                            WHERE m.chat_id = p.chat_id AND m.user_id = p.user_id
                              AND m.seq <= p.seq
                            ORDER BY m.seq DESC LIMIT 1) m ON true
                        """,
                        row ->
                                Map.entry(
                                        new Reading(
                                                new Reader(
                                                        new ChatId(Sql.uuid(row, "chat_id")),
                                                        new UserId(Sql.uuid(row, "user_id"))),
                                                row.getLong("seq")),
                                        row.getLong("mention_no")),
                        Sql.array(connection, "uuid", wanted, of -> of.reader().chatId().value()),
                        Sql.array(connection, "uuid", wanted, of -> of.reader().userId().value()),
                        Sql.array(connection, "int8", wanted, Reading::seq))
                .forEach(row -> stored.put(row.getKey(), row.getValue()));
    }

    /// The member was mentioned at the chat's head.
    void add(Chat chat, Member member) {
        added.computeIfAbsent(new Reader(chat.chatId, member.userId), _ -> new TreeMap<>())
                .put(chat.headSeq, member.mentionNo);
    }

    /// How many of the member's mentions are up to and including `seq`, which a read of this batch
    /// names or which is the head; never fewer than they have read.
    long at(Chat chat, Member member, long seq) {
        if (seq == chat.headSeq || member.unreadMentions() == 0) {
            return member.mentionNo;
        }
        Reader reader = new Reader(chat.chatId, member.userId);
        Map.Entry<Long, Long> last = added.getOrDefault(reader, new TreeMap<>()).floorEntry(seq);
        long found =
                last == null ? stored.getOrDefault(new Reading(reader, seq), 0L) : last.getValue();
        return Math.max(found, member.readMentionNo);
    }
}
