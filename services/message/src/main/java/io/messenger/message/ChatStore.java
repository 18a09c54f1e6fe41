package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads chats with their members, as the last committed batch left them.
final class ChatStore {
    private ChatStore() {}

    /// Those of `ids` that exist, whole.
    static Map<ChatId, Chat> load(Connection connection, Collection<ChatId> ids)
            throws SQLException {
        java.sql.Array array = Sql.array(connection, "uuid", ids, ChatId::value);
        Map<ChatId, Chat> chats =
                Rows.map(
                        connection,
                        """
                        SELECT chat_id, type, title, created_by, created_at, head_seq, last_msg_no,
                               all_since
                        FROM chat WHERE chat_id = ANY (?)
                        """,
                        ChatStore::chat,
                        chat -> chat.chatId,
                        array);
        try (PreparedStatement statement =
                        Sql.prepare(
                                connection,
                                """
                                SELECT chat_id, user_id, role, joined_seq, left_seq, read_seq,
                                       read_msg_no, received_seq, mention_no, read_mention_no
                                FROM member WHERE chat_id = ANY (?)
                                ORDER BY chat_id, joined_seq, user_id
                                """,
                                array);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Chat chat = chats.get(new ChatId(Sql.uuid(rows, "chat_id")));
                if (chat != null) {
                    Member member = member(rows);
                    chat.members.put(member.userId, member);
                }
            }
        }
        return chats;
    }

    private static Chat chat(ResultSet row) throws SQLException {
        Chat chat =
                new Chat(
                        new ChatId(Sql.uuid(row, "chat_id")),
                        ChatType.of(row.getString("type")),
                        row.getString("title"),
                        new UserId(Sql.uuid(row, "created_by")),
                        Sql.instant(row, "created_at"));
        chat.headSeq = row.getLong("head_seq");
        chat.lastMsgNo = row.getLong("last_msg_no");
        chat.allSince = row.getLong("all_since");
        return chat;
    }

    private static Member member(ResultSet row) throws SQLException {
        Member member =
                new Member(
                        new UserId(Sql.uuid(row, "user_id")),
                        Role.of(row.getString("role")),
                        row.getLong("joined_seq"));
        @Nullable Long left = Sql.longOrNull(row, "left_seq");
        member.leftSeq = left == null ? Member.PRESENT : left;
        member.readSeq = row.getLong("read_seq");
        member.readMsgNo = row.getLong("read_msg_no");
        member.receivedSeq = row.getLong("received_seq");
        member.mentionNo = row.getLong("mention_no");
        member.readMentionNo = row.getLong("read_mention_no");
        return member;
    }
}
