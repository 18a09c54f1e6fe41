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
        if (new BanStore(tx).find(chat(), user).isPresent()) {
            throw new ApiException(ErrorCode.CONFLICT, "This user is banned: lift the ban first.");
        }
        Blocks.demandNone(tx, List.of(user), actor.own().userId(), "user_id");
        actor.chat().demandRoomBeside(members().count(chat()));
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
        return new Put(member.as(role), give(member.userId(), role), false);
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
        // Or they could come back by their own link, or let others in by it.
        new InviteStore(tx).deleteOf(chat(), user);
        return end(user);
    }

    /// Makes another member owner in the actor's stead, who becomes admin; see [Members#transfer].
    ///
    /// @return the new owner, and the command with which the log has all of it
    Put transfer(UserId user) {
        Rights.demandOwner(actor.own());
        Member heir =
                members()
                        .find(chat(), user)
                        .orElseThrow(() ->
                                ApiException.field(
                                        ErrorCode.NOT_FOUND,
                                        "user_id",
                                        "The chat has no such member."));
        if (user.equals(actor.own().userId())) {
            return new Put(heir, new ChatStore(tx).lastCommand(chat()), false);
        }
        if (heir.role() != Role.OWNER) {
            give(user, Role.OWNER);
        }
        return new Put(heir.as(Role.OWNER), give(actor.own().userId(), Role.ADMIN), false);
    }

    private CommandKey give(UserId user, Role role) {
        members().setRole(chat(), user, role);
        return add(new Op.SetRole(user, role));
    }

    /// Ends the actor's own membership; see [Members#leave].
    CommandKey leave() {
        UserId user = actor.own().userId();
        if (isLastOwner(actor.own())) {
            members().firstBeside(chat(), user).ifPresent(heir -> give(heir.userId(), Role.OWNER));
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
