package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/// What the devices sent and asked for, the first time each, and what was answered other than by an
/// event.
///
/// @param refused for good
/// @param idle changes that changed nothing
record Wishes(
        Map<Place, Entry.Sent> sent,
        Map<Place, Entry.Asked> asked,
        Set<Place> refused,
        Set<Item.Author> idle) {
    private static final Set<String> PASSING = Set.of("rate_limited", "unavailable", "internal");

    /// @param author who sent it to the chat, under which key
    record Place(ChatId chat, Item.Author author) {}

    static Wishes of(Evidence evidence) {
        Wishes wishes =
                new Wishes(new HashMap<>(), new HashMap<>(), new HashSet<>(), new HashSet<>());
        evidence.logs().forEach(log -> log.entries().forEach(entry -> wishes.add(log, entry)));
        return wishes;
    }

    private void add(DeviceLog log, Entry entry) {
        if (entry instanceof Entry.Sent one) {
            sent.putIfAbsent(place(log, one.chat(), one.key()), one);
        } else if (entry instanceof Entry.Asked one) {
            asked.putIfAbsent(place(log, one.chat(), one.key()), one);
        } else if (entry instanceof Entry.Refused one && !PASSING.contains(one.code())) {
            refused.add(place(log, one.chat(), one.key()));
        } else if (entry instanceof Entry.Idle one) {
            idle.add(new Item.Author(log.user(), one.key()));
        }
    }

    static Place place(DeviceLog log, ChatId chat, ClientMsgId key) {
        return new Place(chat, new Item.Author(log.user(), key));
    }

    static Place place(Change change) {
        return new Place(change.chat(), change.author());
    }
}
