package io.messenger.message;

import io.messenger.contracts.Mentions;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.UserId;

/// Counts who is mentioned while a batch is applied. Only members at that point of the log are; who
/// mentions oneself, or edits somebody into a message, counts nothing.
record Mentioning(Effects effects, MentionNos mentionNos) {
    /// The same without those who are no members now.
    static Op.Send among(Chat chat, Op.Send send) {
        Mentions mentions = send.mentions().only(chat::isMember);
        return new Op.Send(send.body(), send.replyTo(), mentions);
    }

    /// The same without those who are no members now.
    static Op.Change among(Chat chat, Op.Change change) {
        return change instanceof Op.Edit edit
                ? new Op.Edit(edit.target(), edit.body(), edit.mentions().only(chat::isMember))
                : change;
    }

    /// A message at the chat's head mentions members.
    void count(Chat chat, Message message, Mentions mentions) {
        if (mentions.users().isEmpty()) {
            return;
        }
        effects.mentioning.add(message);
        Place place = new Place(chat.chatId, message.seq());
        for (UserId user : mentions.users()) {
            if (!user.equals(message.senderId())) {
                Member member = chat.member(user);
                member.mentionNo++;
                effects.mentions.add(new Effects.Mention(place, user, member.mentionNo));
                effects.mentionCounts.add(new Effects.Membership(chat, member));
                mentionNos.add(chat, member);
            }
        }
    }

    /// A member has read up to a seq that a read of this batch names, or to the head.
    void read(Chat chat, Member member, long seq) {
        if (member.unreadMentions() > 0) {
            member.readMentionNo = mentionNos.at(chat, member, seq);
            effects.mentionCounts.add(new Effects.Membership(chat, member));
        }
    }
}
