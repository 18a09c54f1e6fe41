package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;

/// Who may change which message, by the membership at that point of the log.
final class ChangeRules {
    private static final String MAY_NOT = "You may not do that.";

    private ChangeRules() {}

    /// The member who wants it.
    ///
    /// @throws ApiException `not_found` for strangers, `not_member` for those who left, `blocked`
    ///   where the other one takes nothing, `forbidden` when the role does not allow it whatever
    ///   the message is
    static Member member(Chat chat, Command command, Op.Change change) {
        Member member = chat.members.get(command.senderId());
        if (member == null) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such chat.");
        }
        if (!member.present()) {
            throw new ApiException(ErrorCode.NOT_MEMBER, "You have left.");
        }
        if (!(change instanceof Op.Delete) && chat.refuses(member)) {
            throw new ApiException(ErrorCode.BLOCKED, "They take nothing from you.");
        }
        boolean allowed =
                switch (change) {
                    case Op.Edit _ -> member.role.writes();
                    case Op.Pin _ -> chat.type == ChatType.DIRECT || member.role.manages();
                    case Op.Delete _, Op.React _ -> true;
                };
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, MAY_NOT);
        }
        return member;
    }

    /// Checks the message.
    ///
    /// @throws ApiException `forbidden` if not theirs or a system message, `conflict` if deleted
    static void check(Chat chat, Member member, Message message, Op.Change change) {
        boolean own = !message.system() && message.senderId().equals(member.userId);
        boolean moderated =
                !message.system() && chat.type != ChatType.DIRECT && member.role.manages();
        boolean allowed =
                switch (change) {
                    case Op.Edit _ -> own;
                    case Op.Delete _ -> own || moderated;
                    case Op.React _, Op.Pin _ -> true;
                };
        if (!allowed) {
            throw new ApiException(ErrorCode.FORBIDDEN, MAY_NOT);
        }
        if (message.deletedAt() != null && !(change instanceof Op.Delete)) {
            throw new ApiException(ErrorCode.CONFLICT, "The message is deleted.");
        }
    }
}
