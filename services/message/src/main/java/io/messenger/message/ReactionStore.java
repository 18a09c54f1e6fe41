package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// The table `reaction`. A message shows its own by [MessageRow#COLUMNS].
final class ReactionStore {
    /// How many of a kind a message has.
    record Kind(Place place, String emoji, long count) {}

    /// Steps from kind to kind by the primary key, however many of each there are.
    private static final String KINDS =
            """
            WITH RECURSIVE kind AS (
                SELECT p.chat_id, p.seq,
                       (SELECT min(r.emoji) FROM reaction r
                        WHERE r.chat_id = p.chat_id AND r.seq = p.seq) AS emoji
                FROM unnest(?, ?) AS p(chat_id, seq)
                UNION ALL
                SELECT k.chat_id, k.seq,
                       (SELECT min(r.emoji) FROM reaction r
                        WHERE r.chat_id = k.chat_id AND r.seq = k.seq AND r.emoji > k.emoji)
                FROM kind k WHERE k.emoji IS NOT NULL)
            SELECT k.chat_id, k.seq, k.emoji, n.count
            FROM kind k
            CROSS JOIN LATERAL (
                SELECT count(*) FROM (
                    SELECT FROM reaction r
                    WHERE r.chat_id = k.chat_id AND r.seq = k.seq AND r.emoji = k.emoji
                    LIMIT ?) upto) n
            WHERE k.emoji IS NOT NULL
            """;

    private ReactionStore() {}

    /// Those of `all` that are there.
    static List<Effects.Reaction> among(Connection connection, Collection<Effects.Reaction> all)
            throws SQLException {
        return Rows.list(
                connection,
                """
                SELECT r.chat_id, r.seq, r.emoji, r.user_id
                FROM unnest(?, ?, ?, ?) AS p(chat_id, seq, emoji, user_id)
                JOIN reaction r ON r.chat_id = p.chat_id AND r.seq = p.seq
                               AND r.emoji = p.emoji AND r.user_id = p.user_id
                """,
                row ->
                        new Effects.Reaction(
                                place(row),
                                row.getString("emoji"),
                                new UserId(Sql.uuid(row, "user_id"))),
                keys(connection, all));
    }

    /// The kinds of the messages that are named.
    ///
    /// @param most how far they are counted
    static List<Kind> kinds(Connection connection, Collection<Effects.Reaction> named, int most)
            throws SQLException {
        Set<Place> places = named.stream().map(Effects.Reaction::place).collect(Collectors.toSet());
        return Rows.list(
                connection,
                KINDS,
                row -> new Kind(place(row), row.getString("emoji"), row.getLong("count")),
                Sql.array(connection, "uuid", places, place -> place.chatId().value()),
                Sql.array(connection, "int8", places, Place::seq),
                most);
    }

    private static Place place(ResultSet row) throws SQLException {
        return new Place(new ChatId(Sql.uuid(row, "chat_id")), row.getLong("seq"));
    }

    /// Writes what a batch put on and took off, and clears what it deleted.
    static void write(Statements batch, Effects effects) throws SQLException {
        Map<Boolean, List<Effects.Reaction>> byOn =
                effects.reactions.keySet().stream()
                        .collect(Collectors.partitioningBy(of -> on(effects, of)));
        List<Effects.Reaction> off = byOn.getOrDefault(false, List.of());
        if (!off.isEmpty()) {
            batch.add(
                    """
                    DELETE FROM reaction r
                    USING unnest(?, ?, ?, ?) AS v(chat_id, seq, emoji, user_id)
                    WHERE r.chat_id = v.chat_id AND r.seq = v.seq AND r.emoji = v.emoji
                      AND r.user_id = v.user_id
                    """,
                    keys(batch.connection(), off));
        }
        List<Effects.Reaction> on = byOn.getOrDefault(true, List.of());
        if (!on.isEmpty()) {
            insert(batch, on, effects.reactions);
        }
        if (!effects.cleared.isEmpty()) {
            clear(batch, effects.cleared);
        }
    }

    private static boolean on(Effects effects, Effects.Reaction reaction) {
        return effects.reactions.getOrDefault(reaction, Effects.TAKEN_OFF) != Effects.TAKEN_OFF;
    }

    private static void insert(
            Statements batch, List<Effects.Reaction> on, Map<Effects.Reaction, Long> seqs)
            throws SQLException {
        Object[] keys = keys(batch.connection(), on);
        batch.add(
                """
                INSERT INTO reaction (chat_id, seq, emoji, user_id, at_seq)
                SELECT * FROM unnest(?, ?, ?, ?, ?)
                ON CONFLICT (chat_id, seq, emoji, user_id) DO UPDATE SET at_seq = excluded.at_seq
                """,
                keys[0],
                keys[1],
                keys[2],
                keys[3],
                batch.array("int8", on, of -> seqs.get(of)));
    }

    private static void clear(Statements batch, Collection<Place> places) throws SQLException {
        batch.add(
                """
                DELETE FROM reaction r USING unnest(?, ?) AS v(chat_id, seq)
                WHERE r.chat_id = v.chat_id AND r.seq = v.seq
                """,
                batch.array("uuid", places, place -> place.chatId().value()),
                batch.array("int8", places, Place::seq));
    }

    private static Object[] keys(Connection connection, Collection<Effects.Reaction> all)
            throws SQLException {
        return new Object[] {
            Sql.array(connection, "uuid", all, of -> of.place().chatId().value()),
            Sql.array(connection, "int8", all, of -> of.place().seq()),
            Sql.array(connection, "text", all, Effects.Reaction::emoji),
            Sql.array(connection, "uuid", all, of -> of.userId().value())
        };
    }
}
