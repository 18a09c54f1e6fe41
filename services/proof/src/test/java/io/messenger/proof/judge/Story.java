package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A small run in which everything goes as it should, for tests to tamper with: ann and ben found a
/// group and write, with a device each; cleo is a stranger, until she joins.
final class Story {
    static final UserId ANN = new UserId(id("ann"));
    static final UserId BEN = new UserId(id("ben"));
    static final UserId CLEO = new UserId(id("cleo"));
    static final ChatId CHAT = new ChatId(id("chat"));

    final List<Item> history = new ArrayList<>();
    final Map<UserId, List<Item>> read = new HashMap<>();
    final Map<UserId, List<Entry>> logs = new HashMap<>();
    final Map<UserId, View.Pointers> pointers = new HashMap<>();
    private final Map<UserId, Integer> conns = new HashMap<>();
    private final Map<UserId, Long> cursors = new HashMap<>();
    private long now = 1_000;

    Story() {
        for (UserId user : List.of(ANN, BEN, CLEO)) {
            logs.put(user, new ArrayList<>());
            conns.put(user, 0);
            attach(user);
        }
        read.put(ANN, new ArrayList<>());
        read.put(BEN, new ArrayList<>());
        happen(ANN, "created", Item.CREATED, null);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static ClientMsgId key(String name) {
        return new ClientMsgId(id(name));
    }

    static Item item(long seq, UserId sender, String name) {
        return new Item(CHAT, seq, sender, key(name), Item.MESSAGE, null, name.hashCode());
    }

    /// What the user's device keeps.
    List<Entry> log(UserId user) {
        return Objects.requireNonNull(logs.get(user));
    }

    /// What a member reads at the end.
    List<Item> seen(UserId user) {
        return Objects.requireNonNull(read.get(user));
    }

    /// A place that the log gives to nothing else.
    long next() {
        return history.size() + 1L;
    }

    /// Later by that much.
    Story waits(long millis) {
        now += millis;
        return this;
    }

    /// Says something and is told that it is stored.
    Story says(UserId sender, String text) {
        sends(sender, text);
        return happen(sender, text, Item.MESSAGE, null);
    }

    /// Says something into the wind.
    Story sends(UserId sender, String text) {
        log(sender).add(sent(sender, text));
        return this;
    }

    Entry sent(UserId sender, String text) {
        return new Entry.Sent(tick(), conn(sender), CHAT, key(text), text.hashCode());
    }

    Story joins(UserId user) {
        read.put(user, new ArrayList<>());
        return happen(ANN, "join " + next(), Item.JOINED, user);
    }

    Story leaves(UserId user) {
        happen(user, "leave " + next(), Item.LEFT, user);
        read.remove(user);
        return this;
    }

    private Story happen(UserId sender, String name, String type, @Nullable UserId about) {
        int text = type.equals(Item.MESSAGE) ? name.hashCode() : 0;
        Item item = new Item(CHAT, next(), sender, key(name), type, about, text);
        history.add(item);
        read.forEach((user, seen) -> {
            seen.add(item);
            if (online(user)) {
                push(user, item);
            }
        });
        return this;
    }

    void push(UserId user, Item item) {
        log(user).add(new Entry.Pushed(tick(), conn(user), item));
        cursors.put(user, item.seq());
    }

    Story told(UserId device, UserId whose, long to) {
        log(device).add(new Entry.Pointed(tick(), conn(device), CHAT, whose, to, to));
        return pointed(whose, to);
    }

    /// What is true in the end.
    Story pointed(UserId whose, long to) {
        pointers.put(whose, new View.Pointers(whose, to, to));
        return this;
    }

    Story goes(UserId user) {
        log(user).add(new Entry.Ended(tick(), conn(user)));
        conns.put(user, -conn(user));
        return this;
    }

    /// Comes back and fetches what it lacks.
    Story comesBack(UserId user) {
        conns.put(user, -conn(user));
        attach(user);
        return this;
    }

    private void attach(UserId user) {
        conns.merge(user, 1, Integer::sum);
        long cursor = cursors.getOrDefault(user, 0L);
        List<Entry> log = log(user);
        boolean member = cursor > 0;
        log.add(
                new Entry.Began(
                        tick(),
                        conn(user),
                        member ? List.of(new Entry.Cursor(CHAT, cursor)) : List.of()));
        View.Pointers own = pointers.getOrDefault(user, new View.Pointers(user, 0, 0));
        log.add(
                new Entry.Ready(
                        tick(),
                        conn(user),
                        member
                                ? List.of(
                                        new Entry.ChatState(
                                                CHAT, next() - 1, own.received(), own.read()))
                                : List.of(),
                        List.of()));
        if (member && cursor < next() - 1) {
            log.add(batch(user, cursor, next() - 1));
            cursors.put(user, next() - 1);
        }
        log.add(new Entry.Synced(tick(), conn(user)));
    }

    Entry.Batch batch(UserId user, long from, long to) {
        return new Entry.Batch(
                tick(),
                conn(user),
                CHAT,
                from,
                to,
                false,
                history.subList(Math.toIntExact(from), Math.toIntExact(to)));
    }

    private boolean online(UserId user) {
        return conn(user) > 0;
    }

    int conn(UserId user) {
        return conns.getOrDefault(user, 0);
    }

    long tick() {
        return now++;
    }

    Verdict verdict() {
        return Judge.judge(evidence());
    }

    Evidence evidence() {
        List<View> views = new ArrayList<>();
        read.forEach((user, seen) ->
                views.add(
                        new View(
                                user, CHAT, history.size(), seen, List.copyOf(pointers.values()))));
        return new Evidence(
                logs.entrySet().stream().map(Story::deviceLog).toList(),
                views,
                Map.of(CHAT, Set.of(ANN, BEN)));
    }

    private static DeviceLog deviceLog(Map.Entry<UserId, List<Entry>> of) {
        return new DeviceLog("device of " + of.getKey(), of.getKey(), of.getValue());
    }
}
