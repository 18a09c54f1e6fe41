package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The history of each chat, put together from what its readers see; where two see different things
/// at one seq, what was changed last, else the first one's.
record Histories(Map<ChatId, NavigableMap<Long, Item>> byChat) {

    static Histories of(List<View> views) {
        Map<ChatId, NavigableMap<Long, Item>> byChat = new HashMap<>();
        for (View view : views) {
            NavigableMap<Long, Item> chat =
                    byChat.computeIfAbsent(view.chat(), _ -> new TreeMap<>());
            view.items().forEach(item -> chat.merge(item.seq(), item, Histories::latest));
        }
        return new Histories(byChat);
    }

    private static Item latest(Item one, Item other) {
        return other.state().changeSeq() > one.state().changeSeq() ? other : one;
    }

    NavigableMap<Long, Item> of(ChatId chat) {
        return byChat.getOrDefault(chat, new TreeMap<>());
    }
}
