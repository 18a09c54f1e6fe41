package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Does with what came what a device does: applies `local + 1`, keeps what is newer, takes batches.
/// At the end a device that is connected has the whole history from where it began.
final class ReplayRule {
    private final DeviceLog log;
    private final Histories histories;
    private final Map<ChatId, Membership> memberships;
    private final List<Finding> findings;
    private final Map<ChatId, Replica> replicas = new HashMap<>();
    private int synced;
    private boolean online;

    ReplayRule(
            DeviceLog log,
            Histories histories,
            Map<ChatId, Membership> memberships,
            List<Finding> findings) {
        this.log = log;
        this.histories = histories;
        this.memberships = memberships;
        this.findings = findings;
    }

    void judge() {
        log.entries().forEach(this::replay);
        memberships.forEach((chat, membership) -> {
            Optional<Long> joined = membership.joined(log.user());
            if (joined.isPresent() && membership.isMember(log.user())) {
                Optional.ofNullable(replicas.get(chat))
                        .ifPresentOrElse(
                                replica -> compare(replica, chat, membership), () -> lacks(chat));
            }
        });
    }

    private void replay(Entry entry) {
        switch (entry) {
            case Entry.Ready ready -> ready(ready);
            case Entry.Batch batch -> {
                Replica replica = replicas.get(batch.chat());
                if (replica != null) {
                    raise(replica, batch);
                    replica.batch(batch);
                    batch.items().forEach(this::leave);
                }
            }
            case Entry.Pushed pushed -> pushed(pushed.event());
            case Entry.Synced one -> {
                synced = one.conn();
                online = true;
            }
            case Entry.Ended one -> online &= one.conn() != synced;
            case Entry.Opened _,
                    Entry.Began _,
                    Entry.Sent _,
                    Entry.Asked _,
                    Entry.Idle _,
                    Entry.Refused _,
                    Entry.Resync _,
                    Entry.Pointed _,
                    Entry.Away _,
                    Entry.Back _ -> {
                // They give the device nothing.
            }
        }
    }

    private void ready(Entry.Ready ready) {
        ready.left().forEach(replicas::remove);
        for (Entry.ChatState state : ready.chats()) {
            replicas.computeIfAbsent(state.chat(), _ -> new Replica(state.head()));
        }
    }

    /// A cursor is raised to what the user may see and no further.
    private void raise(Replica replica, Entry.Batch batch) {
        Membership membership = memberships.get(batch.chat());
        if (batch.from() > replica.local()
                && (membership == null
                        || membership
                                .joined(log.user())
                                .filter(seq -> seq == batch.from() + 1)
                                .isEmpty())) {
            findings.add(
                    new Finding(
                            Rule.DEVICE_HAS_ALL,
                            batch.chat(),
                            batch.from(),
                            null,
                            "a batch from %d on at %s".formatted(replica.local(), log.name())));
        }
    }

    private void pushed(Event event) {
        if (event instanceof Item item && begins(item)) {
            replicas.computeIfAbsent(item.chat(), _ -> new Replica(item.seq() - 1));
        }
        Replica replica = replicas.get(event.chat());
        if (replica != null) {
            replica.pushed(event);
            if (event instanceof Item item) {
                leave(item);
            }
        }
    }

    private boolean begins(Item item) {
        return item.type().equals(Item.CREATED) || own(item, Item.JOINED);
    }

    private void leave(Item item) {
        if (own(item, Item.LEFT)) {
            replicas.remove(item.chat());
        }
    }

    private boolean own(Item item, String type) {
        return item.isOf(log.user(), type);
    }

    private void lacks(ChatId chat) {
        if (online) {
            findings.add(
                    new Finding(
                            Rule.DEVICE_HAS_ALL,
                            chat,
                            0,
                            null,
                            "the chat itself at %s".formatted(log.name())));
        }
    }

    private void compare(Replica replica, ChatId chat, Membership membership) {
        for (Item item : histories.of(chat).tailMap(replica.start(), true).values()) {
            if ((online || item.state().changeSeq() <= replica.local())
                    && membership.reads(log.user(), item.seq())) {
                compare(replica, item);
            }
        }
    }

    private void compare(Replica replica, Item item) {
        Optional<Item> own = replica.at(item.seq());
        if (own.filter(item::isSameAs).isEmpty()) {
            findings.add(
                    Finding.of(
                            Rule.DEVICE_HAS_ALL,
                            item,
                            "it at %s, which has up to seq %d"
                                    .formatted(log.name(), replica.local())));
        } else if (own.filter(item::equals).isEmpty()) {
            findings.add(
                    Finding.of(
                            Rule.CHANGES_CONVERGE,
                            item,
                            "%s at %s, which has %s"
                                    .formatted(
                                            item.state(), log.name(), own.orElseThrow().state())));
        }
    }
}
