package io.messenger.message;

import io.messenger.contracts.Message;
import io.messenger.contracts.UserId;
import io.messenger.platform.Trace;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// What a batch of commands does: rows to write, then events to emit, both in the log's order.
final class Effects {
    /// A new row of the log with its count of messages so far.
    record Entry(Message message, long msgNo) {}

    /// A membership that changed, with its chat.
    record Membership(Chat chat, Member member) {}

    /// A message out of one user's sight.
    record Hidden(Place place, UserId userId) {}

    /// A user's reaction to a message.
    record Reaction(Place place, String emoji, UserId userId) {}

    /// In place of the seq of a reaction that is gone.
    static final long TAKEN_OFF = 0;

    /// A user whom a message names, and how often that user was named in the chat by then.
    record Mention(Place place, UserId userId, long mentionNo) {}

    final List<Entry> entries = new ArrayList<>();
    final Set<Chat> chats = new LinkedHashSet<>();
    final Set<Chat> grown = new LinkedHashSet<>();
    final Set<Membership> memberships = new LinkedHashSet<>();

    /// Chats with another description or picture, or whose members see another part of the log now.
    final Set<Chat> described = new LinkedHashSet<>();

    /// Chats that are over for everybody.
    final Set<Chat> ended = new LinkedHashSet<>();

    /// Members who keep their chat otherwise now.
    final Set<Membership> kept = new LinkedHashSet<>();

    final Map<Place, Message> changes = new LinkedHashMap<>();
    final List<Operation> operations = new ArrayList<>();

    /// With their places in the log, or [#TAKEN_OFF].
    final Map<Reaction, Long> reactions = new LinkedHashMap<>();

    /// Messages that lose all reactions.
    final Set<Place> cleared = new LinkedHashSet<>();

    /// With the chat's head when it was hidden.
    final Map<Hidden, Long> hidden = new LinkedHashMap<>();

    /// New messages that mention somebody.
    final List<Message> mentioning = new ArrayList<>();

    final List<Mention> mentions = new ArrayList<>();

    /// Those whose count of mentions, or of read ones, is another.
    final Set<Membership> mentionCounts = new LinkedHashSet<>();

    final List<Event> events = new ArrayList<>();
    final Tally tally = new Tally();

    /// Has the events from `first` on follow the way of the command that made them.
    void follow(Trace way, int first) {
        events.subList(first, events.size())
                .replaceAll(event -> new Event(event.route(), event.lane(), event.frame(), way));
    }

    void changed(Chat chat, Member member) {
        memberships.add(new Membership(chat, member));
    }
}
