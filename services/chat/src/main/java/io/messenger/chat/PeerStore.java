package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.UserId;
import io.messenger.platform.Rows;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;

/// What a user has to do with others.
record PeerStore(DbExecute db) {
    /// Those of `others` whom the user blocks, or who block the user.
    List<UserId> blocks(UserId user, Collection<UserId> others) {
        return others.isEmpty()
                ? List.of()
                : Rows.list(
                        db.query(
                                """
                                SELECT blocked_id AS other FROM block
                                WHERE user_id = CAST(? AS uuid)
                                    AND blocked_id = ANY (CAST(? AS uuid[]))
                                UNION
                                SELECT user_id FROM block
                                WHERE user_id = ANY (CAST(? AS uuid[]))
                                    AND blocked_id = CAST(? AS uuid)
                                """,
                                user.toString(),
                                array(others),
                                array(others),
                                user.toString()),
                        row -> new UserId(Rows.uuid(row, "other")));
    }

    /// Those of `others` who are members of a chat that the user is a member of. Each is looked up
    /// in the order of the index of both, so that nobody's many chats are read for nothing.
    List<UserId> shares(UserId user, Collection<UserId> others) {
        return others.isEmpty()
                ? List.of()
                : Rows.list(
                        db.query(
                                """
                                SELECT o.user_id FROM unnest(CAST(? AS uuid[])) AS o (user_id)
                                WHERE EXISTS (
                                    SELECT 1 FROM member a
                                    JOIN member b ON b.chat_id = a.chat_id
                                    WHERE a.user_id = CAST(? AS uuid) AND b.user_id = o.user_id)
                                """,
                                array(others),
                                user.toString()),
                        row -> new UserId(Rows.uuid(row, "user_id")));
    }

    /// Who shares a chat with the user: at most 10,000, of the 500 chats that the user joined last,
    /// without those of more than 1,000 members. So somebody in many large ones costs no more than
    /// that.
    List<UserId> around(UserId user) {
        return Rows.list(
                db.query(
                        """
                        SELECT DISTINCT o.user_id
                        FROM (
                            SELECT m.chat_id FROM member m WHERE m.user_id = CAST(? AS uuid)
                            ORDER BY m.join_no DESC LIMIT 500) c
                        CROSS JOIN LATERAL (
                            SELECT s.user_id, count(*) OVER () AS members
                            FROM (
                                SELECT m.user_id FROM member m
                                WHERE m.chat_id = c.chat_id LIMIT 1001) s) o
                        WHERE o.members <= 1000 AND o.user_id <> CAST(? AS uuid)
                        LIMIT 10000
                        """,
                        user.toString(),
                        user.toString()),
                row -> new UserId(Rows.uuid(row, "user_id")));
    }

    private static String array(Collection<UserId> users) {
        return users.stream().map(UserId::toString).collect(Collectors.joining(",", "{", "}"));
    }
}
