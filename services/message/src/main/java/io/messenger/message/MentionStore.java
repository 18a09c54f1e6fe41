package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;

/// Writes whom the messages of a batch mention, in the caller's transaction; a batch without
/// mentions costs no statement. The rows of the messages and the members are there already.
final class MentionStore {
    private MentionStore() {}

    static void write(Connection connection, Effects effects) throws SQLException {
        if (!effects.mentioning.isEmpty()) {
            show(connection, effects.mentioning);
        }
        if (!effects.mentions.isEmpty()) {
            insert(connection, effects.mentions);
        }
        if (!effects.mentionCounts.isEmpty()) {
            count(connection, effects.mentionCounts);
        }
    }

    private static void show(Connection connection, Collection<Message> all) throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE message SET mentions = v.mentions
                FROM unnest(?, ?, ?) AS v(chat_id, seq, mentions)
                WHERE message.chat_id = v.chat_id AND message.seq = v.seq
                """,
                Sql.array(connection, "uuid", all, message -> message.chatId().value()),
                Sql.array(connection, "int8", all, Message::seq),
                Sql.array(connection, "text", all, Message::mentions));
    }

    private static void insert(Connection connection, Collection<Effects.Mention> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                INSERT INTO mention (chat_id, user_id, seq, mention_no)
                SELECT * FROM unnest(?, ?, ?, ?)
                """,
                Sql.array(connection, "uuid", all, of -> of.place().chatId().value()),
                Sql.array(connection, "uuid", all, of -> of.userId().value()),
                Sql.array(connection, "int8", all, of -> of.place().seq()),
                Sql.array(connection, "int8", all, Effects.Mention::mentionNo));
    }

    private static void count(Connection connection, Collection<Effects.Membership> all)
            throws SQLException {
        Sql.update(
                connection,
                """
                UPDATE member
                SET mention_no = v.mention_no, read_mention_no = v.read_mention_no
                FROM unnest(?, ?, ?, ?) AS v(chat_id, user_id, mention_no, read_mention_no)
                WHERE member.chat_id = v.chat_id AND member.user_id = v.user_id
                """,
                Sql.array(connection, "uuid", all, of -> of.chat().chatId.value()),
                Sql.array(connection, "uuid", all, of -> of.member().userId.value()),
                Sql.array(connection, "int8", all, of -> of.member().mentionNo),
                Sql.array(connection, "int8", all, of -> of.member().readMentionNo));
    }
}
