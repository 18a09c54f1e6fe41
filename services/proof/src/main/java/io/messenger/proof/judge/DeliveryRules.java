package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/// Each single thing that a device was given: it is in the history, just so, and the device's user
/// may see it. The own one is the acknowledgement.
record DeliveryRules(
        DeviceLog log,
        Histories histories,
        Map<ChatId, Membership> memberships,
        List<Finding> findings) {

    void judge() {
        Set<ClientMsgId> sent = new HashSet<>();
        Set<Item> known = new HashSet<>();
        for (Entry entry : log.entries()) {
            if (entry instanceof Entry.Sent one) {
                sent.add(one.key());
            }
            for (Item item : given(entry)) {
                if (known.add(item)) {
                    given(item, sent);
                }
            }
        }
    }

    private static List<Item> given(Entry entry) {
        return switch (entry) {
            case Entry.Pushed pushed -> List.of(pushed.item());
            case Entry.Batch batch -> batch.items();
            case Entry.Began _,
                    Entry.Sent _,
                    Entry.Refused _,
                    Entry.Ready _,
                    Entry.Synced _,
                    Entry.Resync _,
                    Entry.Pointed _,
                    Entry.Ended _ ->
                    List.of();
        };
    }

    private void given(Item item, Set<ClientMsgId> sent) {
        Membership membership = memberships.get(item.chat());
        if (membership == null || !membership.sees(log.user(), item.seq())) {
            findings.add(
                    Finding.of(
                            Rule.MEMBERS_ONLY,
                            item,
                            "that %s, no member then, does not get it".formatted(log.name())));
        }
        if (!histories.has(item)) {
            boolean own = item.sender().equals(log.user()) && sent.contains(item.key());
            findings.add(
                    Finding.of(
                            own ? Rule.ACKNOWLEDGED_IS_STORED : Rule.DELIVERED_IS_STORED,
                            item,
                            "there, as %s was given it: %s".formatted(log.name(), item)));
        }
    }
}
