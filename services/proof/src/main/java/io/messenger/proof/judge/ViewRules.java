package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.UserId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// What the members read at the end: without a gap, the same for all, and for members alone.
record ViewRules(
        Evidence evidence,
        Histories histories,
        Map<ChatId, Membership> memberships,
        List<Finding> findings) {

    void judge() {
        demandViewsOfAllMembers();
        Map<ChatId, Long> heads = new HashMap<>();
        for (View view : evidence.views()) {
            Membership membership = memberships.get(view.chat());
            if (membership == null) {
                throw new IllegalArgumentException("founders of chat " + view.chat());
            }
            view.items().forEach(item -> item(view, membership, item));
            if (membership.isMember(view.reader())) {
                dense(view, membership.joined(view.reader()).orElseThrow());
                long head = heads.computeIfAbsent(view.chat(), _ -> view.head());
                if (head != view.head()) {
                    findings.add(
                            new Finding(
                                    Rule.SAME_FOR_ALL,
                                    view.chat(),
                                    view.head(),
                                    null,
                                    "head %d at %s too".formatted(head, view.reader())));
                }
            }
        }
    }

    private void demandViewsOfAllMembers() {
        memberships.forEach((chat, membership) -> {
            for (UserId user : membership.users()) {
                if (membership.isMember(user)
                        && evidence.views().stream()
                                .noneMatch(view ->
                                        view.chat().equals(chat) && view.reader().equals(user))) {
                    throw new IllegalArgumentException(
                            "the view of user %s of chat %s".formatted(user, chat));
                }
            }
        });
    }

    private void item(View view, Membership membership, Item item) {
        if (!membership.sees(view.reader(), item.seq())) {
            findings.add(
                    Finding.of(
                            Rule.MEMBERS_ONLY,
                            item,
                            "that %s, no member then, does not read it".formatted(view.reader())));
        }
        Item first = histories.of(view.chat()).get(item.seq());
        if (first != null && !first.equals(item)) {
            findings.add(
                    Finding.of(
                            Rule.SAME_FOR_ALL,
                            item,
                            "at %s what others have there: %s".formatted(view.reader(), first)));
        }
    }

    private void dense(View view, long joined) {
        long next = joined;
        for (Item item : view.items()) {
            if (item.seq() != next && item.seq() >= joined) {
                findings.add(
                        Finding.of(
                                Rule.SEQ_DENSE,
                                item,
                                "seq %d next at %s".formatted(next, view.reader())));
            }
            next = Math.max(next, item.seq() + 1);
        }
        if (next != view.head() + 1) {
            findings.add(
                    new Finding(
                            Rule.SEQ_DENSE,
                            view.chat(),
                            next,
                            null,
                            "a history up to the head, %d, at %s"
                                    .formatted(view.head(), view.reader())));
        }
    }
}
