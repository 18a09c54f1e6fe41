package io.messenger.chat;

import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A member in answers.
///
/// @param joinedSeq absent while the log has not confirmed the joining
record MemberView(UserId userId, Role role, @Nullable Long joinedSeq) {

    static MemberView of(Member member) {
        return new MemberView(member.userId(), member.role(), member.joinedSeq());
    }

    static List<MemberView> all(List<Member> members) {
        return members.stream().map(MemberView::of).toList();
    }
}
