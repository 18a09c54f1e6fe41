package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Message;
import io.messenger.contracts.UserId;
import java.sql.ResultSet;
import java.sql.SQLException;

/// The table `message` as Java.
final class MessageRow {
    private static final String OWN_COLUMNS =
            """
            m.chat_id, m.seq, m.change_seq, m.kind, m.sender_id, m.client_msg_id, m.body,
            m.reply_to, m.edited_at, m.deleted_at, m.sent_at, m.pinned, m.mentions, \
            """;

    /// `reactions` of a message in a table of this alias, as it is shown; of those that have none,
    /// which the message itself says, without a look-up.
    static String reactions(String alias) {
        return """
        CASE WHEN %1$s.reacted THEN (
            SELECT CAST(json_object_agg(k.emoji, k.users ORDER BY k.first) AS text)
            FROM (SELECT r.emoji, min(r.at_seq) AS first,
                         json_agg(r.user_id ORDER BY r.at_seq) AS users
                  FROM reaction r
                  WHERE r.chat_id = %1$s.chat_id AND r.seq = %1$s.seq
                  GROUP BY r.emoji) k) END AS reactions\
        """
                .formatted(alias);
    }

    /// The columns that [#read] needs, for a table aliased `m`.
    static final String COLUMNS = OWN_COLUMNS + reactions("m");

    /// The same for the log, which need not know who reacted: `{}` stands for any reactions.
    static final String COLUMNS_FOR_LOG =
            OWN_COLUMNS + "CASE WHEN m.reacted THEN '{}' END AS reactions";

    /// What stands for any reactions.
    static final String SOME_REACTIONS = "{}";

    /// A condition on a table aliased `m`, with the user as its parameter: it is not deleted for
    /// them alone. OFFSET 0 has it looked up by its whole key: as a join it might read all that the
    /// user has hidden for each message.
    static final String NOT_HIDDEN =
            """
            NOT EXISTS (SELECT FROM hidden h
                WHERE h.chat_id = m.chat_id AND h.user_id = ? AND h.seq = m.seq OFFSET 0)\
            """;

    /// `kind` of a system message.
    static final short SYSTEM = 1;

    private MessageRow() {}

    static Message read(ResultSet row) throws SQLException {
        return new Message(
                new ChatId(Sql.uuid(row, "chat_id")),
                row.getLong("seq"),
                row.getLong("change_seq"),
                row.getShort("kind") == SYSTEM,
                new UserId(Sql.uuid(row, "sender_id")),
                new ClientMsgId(Sql.uuid(row, "client_msg_id")),
                row.getString("body"),
                Sql.longOrNull(row, "reply_to"),
                Sql.instantOrNull(row, "edited_at"),
                Sql.instantOrNull(row, "deleted_at"),
                Sql.instant(row, "sent_at"),
                row.getString("reactions"),
                row.getBoolean("pinned"),
                row.getString("mentions"));
    }
}
