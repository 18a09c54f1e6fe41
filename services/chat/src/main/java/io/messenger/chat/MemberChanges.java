package io.messenger.chat;

import io.helidon.dbclient.DbExecute;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Op;
import io.messenger.contracts.Role;
import io.messenger.contracts.UserId;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What one member does to the members of a chat, in a transaction that holds the chat's lock: the
/// rows and the commands of the log change together.
record MemberChanges(DbExecute tx, ChatLog log, Membership actor) {

    /// What [#put] did.
    ///
    /// @param last the command with which the log has all of it
    record Put(Member member, CommandKey last, boolean isNew) {}

    /// Adds a member or changes a role; see [Members#put].
    Put put(UserId user, @Nullable Role role) {
        return members()
                .find(chat(), user)
                .map(member -> setRole(member, Objects.requireNonNullElse(role, member.role())))
                .orElseGet(() ->
                        join(
                                user,
                                Objects.requireNonNullElse(
                                        role, Newcomers.role(actor.chat().type()))));
    }

    private Put join(UserId user, Role role) {
        Rights.demandMayGive(actor.own(), role);
        if (!actor.chat().hasRoomBeside(members().count(chat()))) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A group has at most " + NewChat.MAX_MEMBERS + " members.");
        }
        CommandKey command = add(new Op.Join(user, role));
        members().insert(chat(), List.of(new Op.Founder(user, role)), command);
        return new Put(members().find(chat(), user).orElseThrow(), command, true);
    }

    private Put setRole(Member member, Role role) {
        Rights.demandManager(actor.own());
        if (member.role() == role) {
            return new Put(member, new ChatStore(tx).lastCommand(chat()), false);
        }
        Rights.demandMayManage(actor.own(), member);
        Rights.demandMayGive(actor.own(), role);
        if (isLastOwner(member)) {
            throw new ApiException(
                    ErrorCode.CONFLICT, "A chat needs an owner: make somebody else one first.");
        }
        members().setRole(chat(), member.userId(), role);
        return new Put(member.as(role), add(new Op.SetRole(member.userId(), role)), false);
    }

    /// Ends a membership; see [Members#remove].
    CommandKey remove(UserId user) {
        if (user.equals(actor.own().userId())) {
            return leave();
        }
        Rights.demandManager(actor.own());
        Member member =
                members()
                        .find(chat(), user)
                        .orElseThrow(() ->
                                new ApiException(
                                        ErrorCode.NOT_FOUND, "The chat has no such member."));
        Rights.demandMayManage(actor.own(), member);
        return end(user);
    }

    /// Ends the actor's own membership; see [Members#leave].
    CommandKey leave() {
        UserId user = actor.own().userId();
        if (isLastOwner(actor.own())) {
            members()
                    .firstBeside(chat(), user)
                    .ifPresent(heir -> {
                        members().setRole(chat(), heir.userId(), Role.OWNER);
                        add(new Op.SetRole(heir.userId(), Role.OWNER));
                    });
        }
        return end(user);
    }

    private CommandKey end(UserId user) {
        members().delete(chat(), user);
        return add(new Op.Leave(user));
    }

    private boolean isLastOwner(Member member) {
        return member.role() == Role.OWNER
                && members()
                        .firstBeside(chat(), member.userId())
                        .filter(first -> first.role() == Role.OWNER)
                        .isEmpty();
    }

    private CommandKey add(Op op) {
        return log.add(tx, chat(), actor.own().userId(), op);
    }

    private MemberStore members() {
        return new MemberStore(tx);
    }

    private ChatId chat() {
        return actor.chat().id();
    }
}
