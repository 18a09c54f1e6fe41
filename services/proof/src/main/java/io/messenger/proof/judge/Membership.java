package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/// Who was in one chat from which seq to which, and from which to which its history was open to all
/// members, by the chat's own history.
///
/// @param open whether it was, from each seq at which that changed
record Membership(Map<UserId, NavigableMap<Long, Long>> stays, NavigableMap<Long, Boolean> open) {
    private static final long STILL = Long.MAX_VALUE;

    /// @param history all that anybody sees of the chat
    static Membership of(Set<UserId> founders, boolean channel, NavigableMap<Long, Item> history) {
        Membership membership = new Membership(new HashMap<>(), new TreeMap<>());
        membership.open.put(0L, channel);
        founders.forEach(user -> membership.begin(user, 1));
        history.values().forEach(membership::add);
        return membership;
    }

    private void add(Item item) {
        UserId user = item.user();
        if (user != null && item.type().equals(Item.JOINED)) {
            begin(user, item.seq());
        } else if (user != null && item.type().equals(Item.LEFT)) {
            end(user, item.seq());
        }
        String history = item.content().history();
        if (history != null) {
            open.put(item.seq(), history.equals(Item.ALL));
        }
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

    private NavigableMap<Long, Long> stays(UserId user) {
        return stays.getOrDefault(user, new TreeMap<>());
    }

    private boolean isOpen(long seq) {
        return Objects.requireNonNull(open.floorEntry(seq)).getValue();
    }

    /// Whether the user was there at a seq: at the joining and at the leaving too.
    boolean isThere(UserId user, long seq) {
        Map.Entry<Long, Long> stay = stays(user).floorEntry(seq);
        return stay != null && seq <= stay.getValue();
    }

    /// Whether the user, who is there at a seq, sees what stands at an earlier one.
    boolean seesAt(UserId user, long seq, long earlier) {
        Map.Entry<Long, Long> stay = stays(user).floorEntry(seq);
        return stay != null && seq <= stay.getValue() && (earlier >= stay.getKey() || isOpen(seq));
    }

    /// Whether the user could ever be given what stands at a seq: there at it, or later while all
    /// was open.
    boolean mayGet(UserId user, long seq) {
        return isThere(user, seq)
                || stays(user).entrySet().stream()
                        .filter(stay -> seq <= stay.getValue())
                        .anyMatch(stay -> wasOpen(Math.max(stay.getKey(), seq), stay.getValue()));
    }

    private boolean wasOpen(long from, long to) {
        return isOpen(from) || open.subMap(from, true, to, true).containsValue(true);
    }

    /// Whether the user reads what stands at a seq when all is over.
    boolean reads(UserId user, long seq) {
        Map.Entry<Long, Long> last = stays(user).lastEntry();
        if (last == null || seq > last.getValue()) {
            return false;
        }
        return seq >= last.getKey() || (isOpen(STILL) && isOpen(last.getValue()));
    }

    boolean isMember(UserId user) {
        return isThere(user, STILL);
    }

    /// The first seq that a member reads when all is over.
    long first(UserId member) {
        return isOpen(STILL) ? 1 : stays(member).lastKey();
    }

    /// The last seq at which a user was there who was there at this one.
    long leaving(UserId user, long seq) {
        Map.Entry<Long, Long> stay = stays(user).floorEntry(seq);
        return stay == null ? STILL : stay.getValue();
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
                .forEach((chat, founders) ->
                        all.put(
                                chat,
                                of(
                                        founders,
                                        evidence.channels().contains(chat),
                                        histories.of(chat))));
        return all;
    }
}
