package io.messenger.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command does. `Send` to `Received` come from sockets, the rest from the chat service.
public sealed interface Op {
    /// Its name on the wire.
    String name();

    /// Stores a message; `replyTo` is the seq it answers.
    record Send(Body body, @Nullable Long replyTo) implements Op {
        @Override
        public String name() {
            return "send";
        }
    }

    /// Moves the sender's read pointer up to `seq`.
    record Read(long seq) implements Op {
        @Override
        public String name() {
            return "read";
        }
    }

    /// Moves the sender's received pointer up to `seq`.
    record Received(long seq) implements Op {
        @Override
        public String name() {
            return "received";
        }
    }

    /// Begins a chat: seq 1 of its log. `members` are its founders, each of them once.
    record Create(ChatType type, @Nullable String title, List<Founder> members) implements Op {
        public Create {
            members = List.copyOf(members);
            long users = members.stream().map(Founder::userId).distinct().count();
            if (users == 0 || users < members.size() || (type == ChatType.DIRECT && users > 2)) {
                throw new IllegalArgumentException(
                        "members: each once, at least one, in a direct chat at most two");
            }
        }

        @Override
        public String name() {
            return "chat.create";
        }
    }

    /// A member of the first hour.
    record Founder(UserId userId, Role role) {}

    /// Makes a user a member; a member already: a no-op.
    record Join(UserId userId, Role role) implements Op {
        @Override
        public String name() {
            return "member.join";
        }
    }

    /// Ends a membership, by oneself or by somebody who may.
    record Leave(UserId userId) implements Op {
        @Override
        public String name() {
            return "member.leave";
        }
    }

    /// Gives a member another role.
    record SetRole(UserId userId, Role role) implements Op {
        @Override
        public String name() {
            return "member.role";
        }
    }

    /// Renames the chat.
    record Update(String title) implements Op {
        @Override
        public String name() {
            return "chat.update";
        }
    }
}
