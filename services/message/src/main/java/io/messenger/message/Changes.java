package io.messenger.message;

import io.messenger.contracts.ApiException;
import io.messenger.contracts.ChangeFrames;
import io.messenger.contracts.Command;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Route;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// What changes of messages do while a batch is applied: each takes a place in the log and leaves
/// its message in another state, without a row of its own.
final class Changes {
    private final Effects effects;
    private final Appender appender;
    private final Targets targets;
    private final Reactions reactions;
    private final Announcer announcer;
    private final Map<Key, Operation> added = new HashMap<>();

    Changes(
            Effects effects,
            Appender appender,
            Targets targets,
            Reactions reactions,
            Announcer announcer) {
        this.effects = effects;
        this.appender = appender;
        this.targets = targets;
        this.reactions = reactions;
        this.announcer = announcer;
    }

    /// What this batch added under a key.
    @Nullable Operation added(Key key) {
        return added.get(key);
    }

    /// Does it.
    ///
    /// @return false when everything was so already
    /// @throws ApiException when it is refused; nothing is changed then
    boolean apply(Chat chat, Command command, Op.Change wanted) {
        Op.Change change = Mentioning.among(chat, wanted);
        Member member = ChangeRules.member(chat, command, change);
        Message before = message(chat, member, change);
        ChangeRules.check(chat, member, before, change);
        Place place = new Place(chat.chatId, before.seq());
        Message after = ChangedMessage.of(before, command, change);
        if (change instanceof Op.React react) {
            if (!reactions.apply(reaction(place, member, react), react.on())) {
                return false;
            }
            after = ChangedMessage.reacted(before, reactions.any(place));
        } else if (after.equals(before)) {
            return false;
        }
        long seq = appender.place(chat);
        if (change instanceof Op.React react) {
            long at = react.on() ? seq : Effects.TAKEN_OFF;
            effects.reactions.put(reaction(place, member, react), at);
        } else if (before.reactions() != null && after.reactions() == null) {
            effects.cleared.add(place);
        }
        Message stored = ChangedMessage.at(after, seq);
        Operation operation = Operation.of(command, change, seq);
        targets.put(stored);
        added.put(operation.key(), operation);
        effects.changes.put(place, stored);
        effects.operations.add(operation);
        announcer.tell(chat, command, operation);
        return true;
    }

    /// Remembers how somebody keeps the chat, for the chat service, which waits for it.
    void kept(Chat chat, Command command) {
        Operation operation = Operation.keep(command, chat.headSeq);
        added.put(operation.key(), operation);
        effects.operations.add(operation);
    }

    private static Effects.Reaction reaction(Place place, Member member, Op.React react) {
        return new Effects.Reaction(place, react.emoji(), member.userId);
    }

    /// Takes a message out of its member's own sight, and tells their devices. It has no place in
    /// the log; a second time does no harm, so its retries need not be known.
    ///
    /// @throws ApiException when it is refused
    void hide(Chat chat, Command command, Op.Delete delete) {
        Member member = ChangeRules.member(chat, command, delete);
        Message message = message(chat, member, delete);
        Place place = new Place(chat.chatId, message.seq());
        Effects.Hidden it = new Effects.Hidden(place, member.userId);
        effects.hidden.put(it, chat.headSeq);
        targets.hide(it);
        tellHidden(place, member);
    }

    /// Tells once more of what was hidden, if nothing was told then.
    void hideAgain(Chat chat, Command command, Op.Delete delete) {
        Member member = chat.members.get(command.senderId());
        if (member != null && chat.shows(member, delete.target())) {
            tellHidden(new Place(chat.chatId, delete.target()), member);
        }
    }

    private void tellHidden(Place place, Member member) {
        effects.events.add(
                Event.to(
                        Route.state(place.chatId(), place.seq(), List.of(member.userId)),
                        ChangeFrames.hidden(place.chatId(), place.seq())));
    }

    private Message message(Chat chat, Member member, Op.Change change) {
        Message message = targets.at(chat.chatId, change.target());
        if (message == null || !chat.shows(member, change.target())) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such message.");
        }
        return message;
    }
}
