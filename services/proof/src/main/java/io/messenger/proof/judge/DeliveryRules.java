package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each single thing that a device was given: it is in the history, just so or as it was then, and
/// the device's user may see it. The own message is the acknowledgement.
record DeliveryRules(
        DeviceLog log,
        Histories histories,
        Map<ChatId, Membership> memberships,
        Map<ChatId, Chronicle> chronicles,
        List<Finding> findings) {

    void judge() {
        Set<ClientMsgId> sent = new HashSet<>();
        Set<Event> pushed = new HashSet<>();
        Set<Item> fetched = new HashSet<>();
        for (Entry entry : log.entries()) {
            if (entry instanceof Entry.Sent one) {
                sent.add(one.key());
            } else if (entry instanceof Entry.Pushed one && pushed.add(one.event())) {
                pushed(one.event(), sent);
            } else if (entry instanceof Entry.Batch batch) {
                for (Item item : batch.items()) {
                    if (fetched.add(item)) {
                        fetched(item, sent);
                    }
                }
            }
        }
    }

    private void pushed(Event event, Set<ClientMsgId> sent) {
        Membership membership = memberships.get(event.chat());
        if (membership == null || !membership.isThere(log.user(), event.seq())) {
            findings.add(notForThem(event));
        } else if (event instanceof Change change
                && !membership.seesAt(log.user(), change.seq(), change.target())) {
            findings.add(
                    Finding.of(
                            Rule.MEMBERS_ONLY,
                            change,
                            "that %s, who does not see that message, does not get it"
                                    .formatted(log.name())));
        }
        if (event instanceof Item item) {
            isThere(item, sent);
        }
    }

    private void fetched(Item item, Set<ClientMsgId> sent) {
        Membership membership = memberships.get(item.chat());
        if (membership == null || !membership.mayGet(log.user(), item.seq())) {
            findings.add(notForThem(item));
        }
        isThere(item, sent);
    }

    private Finding notForThem(Event event) {
        return new Finding(
                Rule.MEMBERS_ONLY,
                event.chat(),
                event.seq(),
                null,
                "that %s, no member then, does not get it".formatted(log.name()));
    }

    private void isThere(Item item, Set<ClientMsgId> sent) {
        Item stored = histories.of(item.chat()).get(item.seq());
        if (stored == null || !stored.isSameAs(item) || !wasSo(stored, item.state())) {
            boolean own = item.sender().equals(log.user()) && sent.contains(item.key());
            findings.add(
                    Finding.of(
                            own ? Rule.ACKNOWLEDGED_IS_STORED : Rule.DELIVERED_IS_STORED,
                            item,
                            "there, as %s was given it: %s".formatted(log.name(), item)));
        }
    }

    private boolean wasSo(Item stored, State state) {
        Chronicle chronicle = chronicles.get(stored.chat());
        if (chronicle == null || stored.state().equals(state)) {
            return true;
        }
        if (chronicle
                .stateAt(stored, state.changeSeq())
                .filter(was -> !was.equals(state))
                .isEmpty()) {
            return true;
        }
        // Who left is shown messages as they are now, and not told when they were changed.
        Membership membership = memberships.get(stored.chat());
        long leaving = membership == null ? 0 : membership.leaving(log.user(), stored.seq());
        return state.changeSeq() == stored.seq()
                && leaving < Long.MAX_VALUE
                && chronicle.wasEver(stored, state, leaving);
    }
}
