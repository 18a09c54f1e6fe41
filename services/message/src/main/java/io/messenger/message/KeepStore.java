package io.messenger.message;

import java.sql.SQLException;
import java.util.Collection;

/// Writes how members keep their chats; a statement of its own, since nothing that is said needs
/// it.
final class KeepStore {
    private KeepStore() {}

    static void write(Statements batch, Collection<Effects.Membership> all) throws SQLException {
        batch.add(
                """
                UPDATE member
                SET muted_until = v.muted_until, archived = v.archived, blocked = v.blocked
                FROM unnest(?, ?, ?, ?, ?) AS v(chat_id, user_id, muted_until, archived, blocked)
                WHERE member.chat_id = v.chat_id AND member.user_id = v.user_id
                """,
                batch.array("uuid", all, of -> of.chat().chatId.value()),
                batch.array("uuid", all, of -> of.member().userId.value()),
                batch.array("timestamptz", all, of -> Sql.time(of.member().keep.mutedUntil())),
                batch.array("bool", all, of -> of.member().keep.archived()),
                batch.array("bool", all, of -> of.member().keep.blocked()));
    }
}
