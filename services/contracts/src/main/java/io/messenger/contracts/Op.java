package io.messenger.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a command does. `Send`, [Change]s, `Read` and `Received` come from sockets, the rest from
/// the chat service.
public sealed interface Op {
    /// Its name on the wire.
    String name();

    /// Stores a message; `replyTo` is the seq it answers.
    record Send(Body body, @Nullable Long replyTo, Mentions mentions) implements Op {
        /// Without mentions.
        public Send(Body body, @Nullable Long replyTo) {
            this(body, replyTo, Mentions.NONE);
        }

        @Override
        public String name() {
            return "send";
        }
    }

    /// Changes the message at the seq `target`.
    sealed interface Change extends Op {
        /// The seq of the message.
        long target();
    }

    /// Says something else instead.
    record Edit(long target, Body body, Mentions mentions) implements Change {
        /// Without mentions.
        public Edit(long target, Body body) {
            this(target, body, Mentions.NONE);
        }

        @Override
        public String name() {
            return "edit";
        }
    }

    /// Takes a message away, from everybody or from the sender's own sight.
    record Delete(long target, Scope scope) implements Change {
        @Override
        public String name() {
            return "delete";
        }
    }

    /// From whom a message is taken away.
    enum Scope implements Wire {
        ALL,
        ME;

        /// The constant of this wire name.
        ///
        /// @throws ApiException `bad_request` for an unknown name
        public static Scope of(String wire) {
            return switch (wire) {
                case "all" -> ALL;
                case "me" -> ME;
                default -> throw ApiException.badRequest("scope", "\"scope\" is all or me.");
            };
        }
    }

    /// Adds the sender's reaction, or takes it back.
    record React(long target, String emoji, boolean on) implements Change {
        private static final int MAX_CHARS = 32;

        public React {
            if (emoji.isBlank()
                    || emoji.codePointCount(0, emoji.length()) > MAX_CHARS
                    || !Text.storable(emoji)) {
                throw ApiException.badRequest(
                        "emoji", "A reaction has 1 to " + MAX_CHARS + " characters.");
            }
        }

        @Override
        public String name() {
            return "react";
        }
    }

    /// Pins a message, or takes the pin off.
    record Pin(long target, boolean on) implements Change {
        @Override
        public String name() {
            return "pin";
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

    /// Renames or describes the chat, gives it a picture, or has its members see another part of
    /// the log; null for what stays. An empty `about` or `avatarUrl` takes it away.
    record Update(
            @Nullable String title,
            @Nullable String about,
            @Nullable History history,
            @Nullable String avatarUrl)
            implements Op {
        public Update {
            if (title == null && about == null && history == null && avatarUrl == null) {
                throw new IllegalArgumentException("nothing is updated");
            }
        }

        /// All but the picture.
        public Update(@Nullable String title, @Nullable String about, @Nullable History history) {
            this(title, about, history, null);
        }

        /// Another title.
        public Update(String title) {
            this(title, null, null);
        }

        /// Another picture.
        ///
        /// @param url where it is; empty for none
        public static Update avatar(String url) {
            return new Update(null, null, null, url);
        }

        @Override
        public String name() {
            return "chat.update";
        }
    }

    /// Ends the chat for all who are in it: the last event of its log.
    record DeleteChat() implements Op {
        @Override
        public String name() {
            return "chat.delete";
        }
    }

    /// How the sender, a member, keeps the chat from now on: all of it at once. Nobody else learns
    /// of it, so it takes no place in the log.
    ///
    /// @param mutedUntil when notifications come again, to the millisecond; null for always
    /// @param archived whether it is out of the way
    /// @param blocked in a direct chat: whether the other one's messages are refused
    record Keep(@Nullable Instant mutedUntil, boolean archived, boolean blocked) implements Op {
        /// As everybody keeps a chat who said nothing else.
        public static final Keep PLAIN = new Keep(null, false, false);

        public Keep {
            mutedUntil = mutedUntil == null ? null : mutedUntil.truncatedTo(ChronoUnit.MILLIS);
        }

        @Override
        public String name() {
            return "member.keep";
        }
    }
}
