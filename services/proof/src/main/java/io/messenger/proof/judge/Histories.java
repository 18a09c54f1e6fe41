package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/// The history of each chat, put together from what its readers see; where two see different things
/// at one seq, the first one's.
record Histories(Map<ChatId, NavigableMap<Long, Item>> byChat) {

    static Histories of(List<View> views) {
        Map<ChatId, NavigableMap<Long, Item>> byChat = new HashMap<>();
        for (View view : views) {
            NavigableMap<Long, Item> chat =
                    byChat.computeIfAbsent(view.chat(), _ -> new TreeMap<>());
            view.items().forEach(item -> chat.putIfAbsent(item.seq(), item));
        }
        return new Histories(byChat);
    }

    NavigableMap<Long, Item> of(ChatId chat) {
        return byChat.getOrDefault(chat, new TreeMap<>());
    }

    /// Whether just this stands at its seq.
    boolean has(Item item) {
        return item.equals(of(item.chat()).get(item.seq()));
    }
}
