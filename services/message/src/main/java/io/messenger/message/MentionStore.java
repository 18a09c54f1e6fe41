package io.messenger.message;

import io.messenger.contracts.Message;
import java.sql.SQLException;
import java.util.Collection;

/// Writes whom the messages of a batch mention, in the caller's transaction; a batch without
/// mentions costs no statement. The rows of the messages and the members are there already.
final class MentionStore {
    private MentionStore() {}

    static void write(Statements batch, Effects effects) throws SQLException {
        if (!effects.mentioning.isEmpty()) {
            show(batch, effects.mentioning);
        }
        if (!effects.mentions.isEmpty()) {
            insert(batch, effects.mentions);
        }
        if (!effects.mentionCounts.isEmpty()) {
            count(batch, effects.mentionCounts);
        }
    }

    private static void show(Statements batch, Collection<Message> all) throws SQLException {
        batch.add(
                """
                UPDATE message SET mentions = v.mentions
                FROM unnest(?, ?, ?) AS v(chat_id, seq, mentions)
                WHERE message.chat_id = v.chat_id AND message.seq = v.seq
                """,
                batch.array("uuid", all, message -> message.chatId().value()),
                batch.array("int8", all, Message::seq),
                batch.array("text", all, Message::mentions));
    }

    private static void insert(Statements batch, Collection<Effects.Mention> all)
            throws SQLException {
        batch.add(
                """
                INSERT INTO mention (chat_id, user_id, seq, mention_no)
                SELECT * FROM unnest(?, ?, ?, ?)
                """,
                batch.array("uuid", all, of -> of.place().chatId().value()),
                batch.array("uuid", all, of -> of.userId().value()),
                batch.array("int8", all, of -> of.place().seq()),
                batch.array("int8", all, Effects.Mention::mentionNo));
    }

    private static void count(Statements batch, Collection<Effects.Membership> all)
            throws SQLException {
        batch.add(
                """
                UPDATE member
                SET mention_no = v.mention_no, read_mention_no = v.read_mention_no
                FROM unnest(?, ?, ?, ?) AS v(chat_id, user_id, mention_no, read_mention_no)
                WHERE member.chat_id = v.chat_id AND member.user_id = v.user_id
                """,
                batch.array("uuid", all, of -> of.chat().chatId.value()),
                batch.array("uuid", all, of -> of.member().userId.value()),
                batch.array("int8", all, of -> of.member().mentionNo),
                batch.array("int8", all, of -> of.member().readMentionNo));
    }
}
