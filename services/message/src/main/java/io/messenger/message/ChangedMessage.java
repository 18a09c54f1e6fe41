package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/// A message in another state.
final class ChangedMessage {
    /// The most different reactions of one message.
    private static final int MAX_KINDS = 20;

    private ChangedMessage() {}

    /// After a change, if it changes anything; its `change_seq` is still the one before.
    static Message of(Message before, Command command, Op.Change change) {
        Instant at = command.at().truncatedTo(ChronoUnit.MILLIS);
        return switch (change) {
            case Op.Edit edit -> {
                String body = edit.body().json();
                yield body.equals(before.body())
                        ? before
                        : with(before, body, at, null, before.reactions(), before.pinned());
            }
            case Op.Delete _ ->
                    before.deletedAt() != null
                            ? before
                            : with(before, null, before.editedAt(), at, null, false);
            case Op.React react -> {
                String reactions = react(before, command, react);
                yield with(
                        before, before.body(), before.editedAt(), null, reactions, before.pinned());
            }
            case Op.Pin pin ->
                    with(
                            before,
                            before.body(),
                            before.editedAt(),
                            null,
                            before.reactions(),
                            pin.on());
        };
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

    private static Message with(
            Message before,
            @Nullable String body,
            @Nullable Instant editedAt,
            @Nullable Instant deletedAt,
            @Nullable String reactions,
            boolean pinned) {
        return new Message(
                before.chatId(),
                before.seq(),
                before.changeSeq(),
                before.system(),
                before.senderId(),
                before.clientMsgId(),
                body,
                before.replyTo(),
                editedAt,
                deletedAt,
                before.sentAt(),
                reactions,
                pinned);
    }

    /// The same with the seq of its latest change.
    static Message at(Message message, long changeSeq) {
        return new Message(
                message.chatId(),
                message.seq(),
                changeSeq,
                message.system(),
                message.senderId(),
                message.clientMsgId(),
                message.body(),
                message.replyTo(),
                message.editedAt(),
                message.deletedAt(),
                message.sentAt(),
                message.reactions(),
                message.pinned());
    }
}
