package io.messenger.chat;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// A chat that somebody asks for, before it is one.
///
/// @param others those beside the creator: exactly one in a direct chat
/// @param key the creator's own name for the request, so that a retry makes no second chat
record NewChat(
        ChatType type,
        @Nullable Title title,
        UserId creator,
        List<UserId> others,
        @Nullable ClientMsgId key) {
    /// The most members of a group, and the most a channel begins with.
    static final int MAX_MEMBERS = 1000;

    NewChat {
        Set<UserId> once = new LinkedHashSet<>(others);
        once.remove(creator);
        others = List.copyOf(once);
        if (type == ChatType.DIRECT && others.size() != 1) {
            throw ApiException.badRequest(
                    "member_ids", "A direct chat is with exactly one other user.");
        }
        if (others.size() >= MAX_MEMBERS) {
            throw ApiException.field(
                    ErrorCode.TOO_LARGE,
                    "member_ids",
                    "A chat begins with at most " + MAX_MEMBERS + " members.");
        }
        if ((type == ChatType.DIRECT) != (title == null)) {
            throw ApiException.badRequest(
                    "title", "A group and a channel need a title, a direct chat has none.");
        }
    }

    /// The two of a direct chat.
    @Nullable Pair pair() {
        return type == ChatType.DIRECT ? new Pair(creator, others.getFirst()) : null;
    }

    /// All members with the roles they begin with, the creator first.
    List<Op.Founder> founders() {
        Role role = Newcomers.role(type);
        List<Op.Founder> founders = new ArrayList<>();
        founders.add(new Op.Founder(creator, type == ChatType.DIRECT ? Role.MEMBER : Role.OWNER));
        others.forEach(user -> founders.add(new Op.Founder(user, role)));
        return founders;
    }
}
