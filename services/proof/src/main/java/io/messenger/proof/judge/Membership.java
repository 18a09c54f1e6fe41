package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who was in one chat from which seq to which, by the chat's own history.
record Membership(Map<UserId, NavigableMap<Long, Long>> stays) {
    private static final long STILL = Long.MAX_VALUE;

    /// @param history all that anybody sees of the chat
    static Membership of(Set<UserId> founders, NavigableMap<Long, Item> history) {
        Membership membership = new Membership(new HashMap<>());
        founders.forEach(user -> membership.begin(user, 1));
        for (Item item : history.values()) {
            UserId user = item.user();
            if (user != null && item.type().equals(Item.JOINED)) {
                membership.begin(user, item.seq());
            } else if (user != null && item.type().equals(Item.LEFT)) {
                membership.end(user, item.seq());
            }
        }
        return membership;
    }

    private void begin(UserId user, long seq) {
        stays.computeIfAbsent(user, _ -> new TreeMap<>()).put(seq, STILL);
    }

    private void end(UserId user, long seq) {
        NavigableMap<Long, Long> ofUser = stays.get(user);
        if (ofUser != null) {
            ofUser.put(ofUser.lastKey(), seq);
        }
    }

    /// Whether the user may see what stands at a seq: the joining and the leaving included.
    boolean sees(UserId user, long seq) {
        NavigableMap<Long, Long> ofUser = stays.getOrDefault(user, new TreeMap<>());
        Map.Entry<Long, Long> stay = ofUser.floorEntry(seq);
        return stay != null && seq <= stay.getValue();
    }

    boolean isMember(UserId user) {
        return sees(user, STILL);
    }

    /// The seq of the latest joining; none for who never was a member.
    Optional<Long> joined(UserId user) {
        return Optional.ofNullable(stays.get(user)).map(NavigableMap::lastKey);
    }

    Set<UserId> users() {
        return stays.keySet();
    }

    static Map<ChatId, Membership> ofAll(Evidence evidence, Histories histories) {
        Map<ChatId, Membership> all = new HashMap<>();
        evidence.founders()
                .forEach((chat, founders) -> all.put(chat, of(founders, histories.of(chat))));
        return all;
    }
}
