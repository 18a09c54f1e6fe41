package io.messenger.proof.judge;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
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
    final List<Outside.Fault> faults = new ArrayList<>();
    Optional<List<Outside.Registered>> registry = Optional.empty();
    boolean channel;
    long head;
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
        happen(ANN, "created", system(Item.CREATED, null));
    }

    private static Item.Content system(String type, @Nullable UserId about) {
        return new Item.Content(type, about, null);
    }

    private static UUID id(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    }

    static ClientMsgId key(String name) {
        return new ClientMsgId(id(name));
    }

    static Item item(long seq, UserId sender, String name) {
        return new Item(
                CHAT, seq, sender, key(name), Item.Content.SAID, State.said(seq, name.hashCode()));
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
        return head + 1;
    }

    /// Later by that much.
    Story waits(long millis) {
        now += millis;
        return this;
    }

    /// Says something and is told that it is stored.
    Story says(UserId sender, String text) {
        sends(sender, text);
        return happen(sender, text, Item.Content.SAID);
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
        read.put(user, new ArrayList<>(isOpen() ? history : List.of()));
        return happen(ANN, "join " + next(), system(Item.JOINED, user));
    }

    Story leaves(UserId user) {
        happen(user, "leave " + next(), system(Item.LEFT, user));
        read.remove(user);
        return this;
    }

    /// From here on every member reads everything.
    Story opens() {
        happen(ANN, "open", new Item.Content("chat.updated", null, Item.ALL));
        read.replaceAll((_, _) -> new ArrayList<>(history));
        return this;
    }

    private boolean isOpen() {
        return channel
                || history.stream().anyMatch(item -> Item.ALL.equals(item.content().history()));
    }

    private Story happen(UserId sender, String name, Item.Content content) {
        int text = content.equals(Item.Content.SAID) ? name.hashCode() : 0;
        Item item = new Item(CHAT, next(), sender, key(name), content, State.said(next(), text));
        head++;
        history.add(item);
        read.values().forEach(seen -> seen.add(item));
        tell(item);
        return this;
    }

    private void tell(Event event) {
        read.keySet().stream().filter(this::online).forEach(user -> push(user, event));
    }

    /// Asks for a change, and all are told that it is done.
    Story changes(UserId who, String key, Deed deed) {
        asks(who, key, deed);
        Change change = new Change(CHAT, next(), who, key(key), deed);
        head++;
        alter(history, change);
        read.values().forEach(seen -> alter(seen, change));
        for (UserId user : read.keySet()) {
            boolean sees = seen(user).stream().anyMatch(item -> item.seq() == deed.target());
            if (online(user)) {
                push(user, sees ? change : new Event.Passing(CHAT, change.seq()));
            }
        }
        return this;
    }

    /// Asks for a change into the wind.
    Story asks(UserId who, String key, Deed deed) {
        log(who).add(new Entry.Asked(tick(), conn(who), CHAT, key(key), deed));
        return this;
    }

    private static void alter(List<Item> items, Change change) {
        items.replaceAll(item ->
                item.seq() == change.target() ? item.with(item.state().after(change)) : item);
    }

    static Deed edit(long target, String text) {
        return new Deed(Deed.EDITED, target, text.hashCode(), "", false);
    }

    static Deed delete(long target) {
        return new Deed(Deed.DELETED, target, 0, "", false);
    }

    static Deed react(long target, String emoji, boolean on) {
        return new Deed(Deed.REACTION, target, 0, emoji, on);
    }

    static Deed pin(long target, boolean on) {
        return new Deed(Deed.PIN, target, 0, "", on);
    }

    void push(UserId user, Event event) {
        log(user).add(new Entry.Pushed(tick(), conn(user), event));
        cursors.put(user, event.seq());
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
        log.add(new Entry.Opened(tick(), conn(user), socket(user)));
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
                history.stream()
                        .filter(item -> at(item) > from && at(item) <= to)
                        .sorted(Comparator.comparingLong(Story::at))
                        .toList());
    }

    private static long at(Item item) {
        return item.state().changeSeq();
    }

    private boolean online(UserId user) {
        return conn(user) > 0;
    }

    /// The name of the user's present or next connection.
    ConnId socket(UserId user) {
        return new ConnId(id(user + " " + conn(user)));
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
                views.add(new View(user, CHAT, head, seen, List.copyOf(pointers.values()))));
        return new Evidence(
                logs.entrySet().stream().map(Story::deviceLog).toList(),
                views,
                Map.of(CHAT, Set.of(ANN, BEN)),
                channel ? Set.of(CHAT) : Set.of(),
                new Outside(registry, faults));
    }

    private static DeviceLog deviceLog(Map.Entry<UserId, List<Entry>> of) {
        return new DeviceLog("device of " + of.getKey(), of.getKey(), of.getValue());
    }
}
