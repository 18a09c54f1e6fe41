package io.messenger.message;

import com.fasterxml.jackson.core.JsonGenerator;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.History;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.Times;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A user's chat as `ready` shows it.
///
/// @param showsAll whether its members see all of its log, for a group that an owner told so
record MembershipRow(
        View view,
        ChatType type,
        @Nullable String title,
        @Nullable String avatarUrl,
        boolean showsAll,
        @Nullable UserId peer,
        Role role,
        boolean present,
        boolean large,
        Op.Keep keep,
        long readSeq,
        long receivedSeq,
        long unread,
        long mentions,
        @Nullable Message last) {

    /// The columns that [#read] needs, of [#TABLES].
    static final String COLUMNS =
            View.COLUMNS
                    + """
                    , c.title, c.avatar_url, c.large_seq IS NOT NULL AS large, m.role, m.read_seq, m.received_seq,
                    CASE WHEN m.muted_until > now() THEN m.muted_until END AS muted_until,
                    m.archived, m.blocked, p.user_id AS peer,
                    c.last_msg_no - m.read_msg_no AS unread,
                    m.mention_no - m.read_mention_no AS unread_mentions,
                    l.seq, l.change_seq, l.kind, l.sender_id, l.client_msg_id, l.body, l.reply_to,
                    l.edited_at, l.deleted_at, l.sent_at, l.reactions, l.pinned,
                    l.mentions\
                    """;

    /// To be joined with `member m` and `chat c`: the peer of a direct chat and the last message
    /// that the member sees.
    static final String TABLES =
            """
            LEFT JOIN member p
              ON c.type = 'direct' AND p.chat_id = m.chat_id AND p.user_id <> m.user_id
            LEFT JOIN LATERAL (
                SELECT l.seq, l.change_seq, l.kind, l.sender_id, l.client_msg_id, l.body,
                       l.reply_to, l.edited_at, l.deleted_at, l.sent_at, l.pinned, l.mentions,
                       %s
                FROM message l
                WHERE l.chat_id = m.chat_id AND (%s OR l.seq >= m.joined_seq)
                  AND NOT EXISTS (
                      SELECT FROM hidden h
                      WHERE h.chat_id = l.chat_id AND h.user_id = m.user_id AND h.seq = l.seq
                      OFFSET 0)
                ORDER BY l.seq DESC LIMIT 1) l ON true
            """
                    .formatted(MessageRow.reactions("l"), View.SEES_ALL);

    static MembershipRow read(ResultSet row) throws SQLException {
        row.getLong("left_seq");
        boolean present = row.wasNull();
        UUID peer = row.getObject("peer", UUID.class);
        row.getLong("seq");
        boolean empty = row.wasNull();
        return new MembershipRow(
                View.read(row),
                ChatType.of(row.getString("type")),
                row.getString("title"),
                row.getString("avatar_url"),
                row.getObject("all_since") != null,
                peer == null ? null : new UserId(peer),
                Role.of(row.getString("role")),
                present,
                row.getBoolean("large"),
                ChatStore.keep(row),
                row.getLong("read_seq"),
                row.getLong("received_seq"),
                row.getLong("unread"),
                row.getLong("unread_mentions"),
                empty ? null : MessageRow.read(row));
    }

    /// When something was last said.
    Instant activity() {
        return last == null ? Instant.EPOCH : last.sentAt();
    }

    void writeTo(JsonGenerator out, boolean withLast) throws IOException {
        out.writeStartObject();
        out.writeStringField("chat_id", view.chatId().toString());
        out.writeStringField("type", type.wire());
        if (title != null) {
            out.writeStringField("title", title);
        }
        if (avatarUrl != null) {
            out.writeStringField("avatar_url", avatarUrl);
        }
        if (showsAll) {
            out.writeStringField("history", History.ALL.wire());
        }
        if (peer != null) {
            out.writeStringField("peer_id", peer.toString());
        }
        out.writeStringField("role", role.wire());
        out.writeNumberField("head_seq", view.head());
        out.writeNumberField("read_seq", readSeq);
        out.writeNumberField("received_seq", receivedSeq);
        out.writeNumberField("unread", unread);
        out.writeNumberField("mentions", mentions);
        if (keep.mutedUntil() != null) {
            out.writeStringField("muted_until", Times.format(keep.mutedUntil()));
        }
        if (keep.archived()) {
            out.writeBooleanField("archived", true);
        }
        if (keep.blocked()) {
            out.writeBooleanField("blocked", true);
        }
        if (withLast && last != null) {
            out.writeFieldName("last_message");
            last.writeTo(out);
        }
        out.writeEndObject();
    }
}
