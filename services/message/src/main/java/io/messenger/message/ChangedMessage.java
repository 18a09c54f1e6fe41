package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// A message in another state.
final class ChangedMessage {
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

    /// After a change of the message itself, if it changes anything; its `change_seq` is still the
    /// one before.
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
            case Op.React _ -> before;
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

    /// After a reaction, which is not in the message itself.
    static Message reacted(Message before, boolean any) {
        return marked(before, any ? MessageRow.SOME_REACTIONS : null, before.pinned());
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
