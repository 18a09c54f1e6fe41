package io.messenger.standalone;

import io.messenger.proof.judge.Item;
import io.messenger.proof.judge.Rule;
import io.messenger.proof.judge.State;
import io.messenger.proof.judge.View;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Faults in what is stored and read: rows are altered in PostgreSQL when all is said, as a lost
/// transaction or a wrong statement would have left them; what the schema's constraints forbid is
/// seeded on the way of the final reading.
final class StoreFaults {
    private StoreFaults() {}

    static Stream<SeededFault> all() {
        return Stream.of(
                sql(
                        "acknowledged before the commit",
                        Rule.ACKNOWLEDGED_IS_STORED,
                        """
                        DELETE FROM message.message WHERE chat_id = ? AND body LIKE '%ann 5%'
                        """),
                sql(
                        "a seq left out",
                        Rule.SEQ_DENSE,
                        """
                        UPDATE message.message SET seq = seq + 1, change_seq = change_seq + 1
                        WHERE chat_id = ? AND body LIKE '%ann 8%'
                        """),
                sql(
                        "text altered in the store",
                        Rule.STORED_WAS_SENT,
                        """
                        UPDATE message.message SET body = replace(body, 'ann 5', 'ann 6')
                        WHERE chat_id = ? AND body LIKE '%ann 5%'
                        """),
                sql(
                        "stored in another's name",
                        Rule.STORED_WAS_SENT,
                        """
                        UPDATE message.message AS mine SET sender_id = other.sender_id
                        FROM message.message AS other
                        WHERE mine.chat_id = ? AND mine.body LIKE '%ann 5%'
                          AND other.chat_id = mine.chat_id AND other.body LIKE '%ben 3%'
                        """),
                sql(
                        "places of two messages swapped in the store",
                        Rule.SENDER_ORDER,
                        """
                        UPDATE message.message SET seq = seq + 1000
                        WHERE chat_id = ? AND body LIKE '%ann 5%'
                        """,
                        """
                        UPDATE message.message SET seq = seq - 1, change_seq = change_seq - 1
                        WHERE chat_id = ? AND body LIKE '%ann 6%'
                        """,
                        """
                        UPDATE message.message SET seq = seq - 999, change_seq = change_seq + 1
                        WHERE chat_id = ? AND body LIKE '%ann 5%'
                        """),
                sql(
                        "a pointer set back",
                        Rule.POINTERS_FORWARD,
                        """
                        UPDATE message.member SET read_seq = 1 WHERE chat_id = ?
                        """),
                sql(
                        "a member's history begins too late",
                        Rule.SEQ_DENSE,
                        """
                        UPDATE message.member SET joined_seq = 4 WHERE chat_id = ? AND role = 'member'
                        """),
                sql(
                        "deletion not stored",
                        Rule.CHANGES_STORED,
                        """
                        UPDATE message.message SET deleted_at = NULL,
                          body = '{"type":"text","text":"ann 7"}'
                        WHERE chat_id = ? AND deleted_at IS NOT NULL
                        """),
                sql(
                        "edit lost in the store",
                        Rule.CHANGES_STORED,
                        """
                        UPDATE message.message SET body = replace(body, 'best', 'better')
                        WHERE chat_id = ? AND body LIKE '%ann 1, best%'
                        """),
                sql(
                        "reaction lost in the store",
                        Rule.CHANGES_STORED,
                        """
                        DELETE FROM message.reaction WHERE chat_id = ?
                        """),
                sql(
                        "pin lost in the store",
                        Rule.CHANGES_STORED,
                        """
                        UPDATE message.message SET pinned = false WHERE chat_id = ? AND pinned
                        """),
                SeededFault.behind(
                        "a new member reads what was before",
                        Rule.MEMBERS_ONLY,
                        scene ->
                                update(
                                        scene,
                                        """
                                        UPDATE message.member SET joined_seq = 1
                                        WHERE chat_id = ? AND user_id = '%s'
                                        """
                                                .formatted(scene.fayJoins().userId()))),
                SeededFault.behind(
                        "a stranger may read",
                        Rule.MEMBERS_ONLY,
                        scene ->
                                update(
                                        scene,
                                        """
                                        INSERT INTO message.member (chat_id, user_id, role, joined_seq,
                                          read_seq, read_msg_no, received_seq)
                                        SELECT ?, '%s', 'member', 1, 1, 0, 1
                                        """
                                                .formatted(scene.eve.userId()))),
                SeededFault.reading(
                        "a message there twice", Rule.STORED_ONCE, view -> altered(view, true)),
                SeededFault.reading(
                        "a member reads something else",
                        Rule.SAME_FOR_ALL,
                        view -> altered(view, false)));
    }

    private static SeededFault sql(String name, Rule breaks, String... statements) {
        return SeededFault.behind(
                name,
                breaks,
                scene -> {
                    for (String statement : statements) {
                        update(scene, statement);
                    }
                });
    }

    private static void update(SeededScene scene, String sql) throws Exception {
        try (Connection connection =
                        DriverManager.getConnection(
                                SeededScene.stack().jdbcUrl(),
                                SeededScene.stack().user(),
                                SeededScene.stack().password());
                PreparedStatement statement = connection.prepareStatement(sql)) {
            statement.setObject(1, scene.chat.value());
            if (statement.executeUpdate() == 0) {
                throw new AssertionError("nothing was altered by " + sql);
            }
        }
    }

    /// The last message once more after the end, or its place given to the one before it.
    private static View altered(View view, boolean longer) {
        List<Item> items = new ArrayList<>(view.items());
        Item last = longer ? items.getLast() : items.removeLast();
        Item source = longer ? last : items.getLast();
        long seq = longer ? last.seq() + 1 : last.seq();
        items.add(
                new Item(
                        source.chat(),
                        seq,
                        source.sender(),
                        source.key(),
                        source.content(),
                        State.said(seq, source.state().text())));
        return new View(
                view.reader(),
                view.chat(),
                longer ? view.head() + 1 : view.head(),
                items,
                view.pointers());
    }
}
