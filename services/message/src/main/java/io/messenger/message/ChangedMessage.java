package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message in another state.
final class ChangedMessage {
    /// The most different reactions of one message.
    private static final int MAX_KINDS = 20;

    private ChangedMessage() {}

    /// What a message says, and when it was changed.
    private record Content(
            @Nullable String body,
            @Nullable String mentions,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt) {
        static Content of(Message message) {
            return new Content(
                    message.body(), message.mentions(), message.editedAt(), message.deletedAt());
        }
    }

    /// After a change, if it changes anything; its `change_seq` is still the one before.
    static Message of(Message before, Command command, Op.Change change) {
        Instant at = command.at().truncatedTo(ChronoUnit.MILLIS);
        return switch (change) {
            case Op.Edit edit -> edited(before, edit.body().json(), edit.mentions().json(), at);
            case Op.Delete _ ->
                    before.deletedAt() != null
                            ? before
                            : with(
                                    before,
                                    before.changeSeq(),
                                    new Content(null, null, before.editedAt(), at),
                                    null,
                                    false);
            case Op.React react -> marked(before, react(before, command, react), before.pinned());
            case Op.Pin pin -> marked(before, before.reactions(), pin.on());
        };
    }

    private static Message edited(
            Message before, String body, @Nullable String mentions, Instant at) {
        if (body.equals(before.body()) && Objects.equals(mentions, before.mentions())) {
            return before;
        }
        return with(
                before,
                before.changeSeq(),
                new Content(body, mentions, at, null),
                before.reactions(),
                before.pinned());
    }

    private static @Nullable String react(Message before, Command command, Op.React react) {
        Reactions reactions = Reactions.parse(before.reactions());
        if (react.on()) {
            reactions.add(react.emoji(), command.senderId());
            if (reactions.kinds() > MAX_KINDS) {
                throw new ApiException(ErrorCode.CONFLICT, "It has all its reactions.");
            }
        } else {
            reactions.remove(react.emoji(), command.senderId());
        }
        return reactions.json();
    }

    private static Message marked(Message before, @Nullable String reactions, boolean pinned) {
        return with(before, before.changeSeq(), Content.of(before), reactions, pinned);
    }

    /// The same with the seq of its latest change.
    static Message at(Message message, long changeSeq) {
        return with(message, changeSeq, Content.of(message), message.reactions(), message.pinned());
    }

    private static Message with(
            Message before,
            long changeSeq,
            Content content,
            @Nullable String reactions,
            boolean pinned) {
        return new Message(
                before.chatId(),
                before.seq(),
                changeSeq,
                before.system(),
                before.senderId(),
                before.clientMsgId(),
                content.body(),
                before.replyTo(),
                content.editedAt(),
                content.deletedAt(),
                before.sentAt(),
                reactions,
                pinned,
                content.mentions());
    }
}
