package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// Messages that users deleted for themselves.
final class HiddenStore {
    /// The most that are told one by one: of one chat, and of all.
    private static final int MAX_OF_A_CHAT = 1000;

    private static final int MAX = 5000;

    private HiddenStore() {}

    /// What was hidden at or above the cursors, in those chats that have any; without a look-up
    /// when there are none.
    ///
    /// @param chats all seen by the same user
    static Map<ChatId, HiddenSince> since(Connection connection, List<ChangeStore.Since> chats)
            throws SQLException {
        List<ChangeStore.Since> some = chats.stream().filter(ChangeStore.Since::hid).toList();
        if (some.isEmpty()) {
            return Map.of();
        }
        int limit = Math.min(MAX_OF_A_CHAT, MAX / some.size());
        Map<ChatId, List<Long>> found = new HashMap<>();
        Rows.list(
                connection,
                """
                SELECT c.chat_id, h.seq
                FROM unnest(?, ?) AS c(chat_id, since)
                CROSS JOIN LATERAL (
                    SELECT h.seq FROM hidden h
                    WHERE h.chat_id = c.chat_id AND h.user_id = ? AND h.head_seq >= c.since
                    ORDER BY h.head_seq DESC, h.seq DESC LIMIT ?) h
                """,
                row ->
                        found.computeIfAbsent(
                                        new ChatId(Sql.uuid(row, "chat_id")),
                                        _ -> new ArrayList<>())
                                .add(row.getLong("seq")),
                Sql.array(connection, "uuid", some, of -> of.view().chatId().value()),
                Sql.array(connection, "int8", some, ChangeStore.Since::cursor),
                some.getFirst().view().userId().value(),
                limit + 1);
        Map<ChatId, HiddenSince> hidden = HashMap.newHashMap(found.size());
        found.forEach((chat, seqs) -> hidden.put(chat, HiddenSince.of(seqs, limit)));
        return hidden;
    }

    /// Those of `all` that are hidden.
    static List<Effects.Hidden> among(Connection connection, Collection<Effects.Hidden> all)
            throws SQLException {
        return Rows.list(
                connection,
                """
                SELECT h.chat_id, h.user_id, h.seq
                FROM unnest(?, ?, ?) AS p(chat_id, user_id, seq)
                JOIN hidden h USING (chat_id, user_id, seq)
                """,
                row ->
                        new Effects.Hidden(
                                new Place(new ChatId(Sql.uuid(row, "chat_id")), row.getLong("seq")),
                                new UserId(Sql.uuid(row, "user_id"))),
                Sql.array(connection, "uuid", all, of -> of.place().chatId().value()),
                Sql.array(connection, "uuid", all, of -> of.userId().value()),
                Sql.array(connection, "int8", all, of -> of.place().seq()));
    }

    /// Hides them, each at the chat's head as it was then; what is hidden already is hidden anew.
    static void write(Statements batch, Map<Effects.Hidden, Long> all) throws SQLException {
        Collection<Effects.Hidden> which = all.keySet();
        Object[] rows = {
            batch.array("uuid", which, of -> of.place().chatId().value()),
            batch.array("uuid", which, of -> of.userId().value()),
            batch.array("int8", which, of -> of.place().seq()),
            batch.array("int8", all.values(), head -> head)
        };
        batch.add(
                """
                INSERT INTO hidden (chat_id, user_id, seq, head_seq)
                SELECT * FROM unnest(?, ?, ?, ?)
                ON CONFLICT (chat_id, user_id, seq) DO UPDATE SET head_seq = excluded.head_seq
                """,
                rows);
        batch.add(
                """
                UPDATE member SET hidden_head = v.head_seq
                FROM (SELECT chat_id, user_id, max(head_seq) AS head_seq
                      FROM unnest(?, ?, ?, ?) AS v(chat_id, user_id, seq, head_seq)
                      GROUP BY chat_id, user_id) v
                WHERE member.chat_id = v.chat_id AND member.user_id = v.user_id
                """,
                rows);
    }
}
