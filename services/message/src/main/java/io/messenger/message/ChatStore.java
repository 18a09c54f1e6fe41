package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads chats with their members, as the last committed batch left them.
final class ChatStore {
    private ChatStore() {}

    private static final String MEMBER_COLUMNS =
            """
            chat_id, user_id, role, joined_seq, left_seq, read_seq, read_msg_no, received_seq,
            mention_no, read_mention_no, muted_until, archived, blocked
            """;

    /// Those of `ids` that exist; large ones without their members.
    static Map<ChatId, Chat> load(Connection connection, Collection<ChatId> ids)
            throws SQLException {
        Map<ChatId, Chat> chats =
                Rows.map(
                        connection,
                        """
                        SELECT chat_id, type, title, created_by, created_at, head_seq, last_msg_no,
                               all_since, large_seq, about, avatar_url, deleted_seq
                        FROM chat WHERE chat_id = ANY (?)
                        """,
                        ChatStore::chat,
                        chat -> chat.chatId,
                        Sql.array(connection, "uuid", ids, ChatId::value));
        List<ChatId> small =
                chats.values().stream()
                        .filter(chat -> !chat.large())
                        .map(chat -> chat.chatId)
                        .toList();
        loadAllMembers(connection, chats, small);
        return chats;
    }

    /// Adds all members of the chats of `ids`, which are among `chats`.
    static void loadAllMembers(
            Connection connection, Map<ChatId, Chat> chats, Collection<ChatId> ids)
            throws SQLException {
        loadMembers(
                connection,
                chats,
                "SELECT "
                        + MEMBER_COLUMNS
                        + """
                         FROM member WHERE chat_id = ANY (?)
                        ORDER BY chat_id, joined_seq, user_id
                        """,
                Sql.array(connection, "uuid", ids, ChatId::value));
    }

    /// Adds those of `named` that are or were members.
    static void loadNamed(Connection connection, Map<ChatId, Chat> chats, Collection<Named> named)
            throws SQLException {
        loadMembers(
                connection,
                chats,
                "SELECT "
                        + MEMBER_COLUMNS
                        + """
                         FROM unnest(?, ?) AS n(chat_id, user_id)
                        JOIN member USING (chat_id, user_id)
                        """,
                Sql.array(connection, "uuid", named, one -> one.chatId().value()),
                Sql.array(connection, "uuid", named, one -> one.userId().value()));
    }

    /// A user whom a command in a chat is about.
    record Named(ChatId chatId, UserId userId) {}

    /// Who is at hand already stays as they are: they may have changed since the last commit.
    private static void loadMembers(
            Connection connection, Map<ChatId, Chat> chats, String sql, Object... parameters)
            throws SQLException {
        try (PreparedStatement statement = Sql.prepare(connection, sql, parameters);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                Chat chat = chats.get(new ChatId(Sql.uuid(rows, "chat_id")));
                if (chat != null) {
                    Member member = member(rows);
                    chat.members.putIfAbsent(member.userId, member);
                }
            }
        }
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
        chat.about = row.getString("about");
        chat.avatarUrl = row.getString("avatar_url");
        chat.deletedSeq = row.getLong("deleted_seq");
        @Nullable Long large = Sql.longOrNull(row, "large_seq");
        chat.largeSeq = large == null ? Chat.NEVER : large;
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
        member.keep = keep(row);
        return member;
    }

    /// How a row of `member` says that the chat is kept.
    static Op.Keep keep(ResultSet row) throws SQLException {
        @Nullable OffsetDateTime muted = row.getObject("muted_until", OffsetDateTime.class);
        return new Op.Keep(
                muted == null ? null : muted.toInstant(),
                row.getBoolean("archived"),
                row.getBoolean("blocked"));
    }
}
