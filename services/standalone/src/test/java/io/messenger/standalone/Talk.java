package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.proof.judge.DeviceLog;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Item;
import io.messenger.proof.judge.Judge;
import io.messenger.proof.judge.Outside;
import io.messenger.proof.judge.Verdict;
import io.messenger.proof.judge.View;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import java.io.IOException;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// People who write in direct chats, groups and a channel, edit, delete, react and pin, read, lose
/// their connections, go offline and come back, join and leave, whatever happens to the messenger
/// meanwhile. Every device keeps a log, and in the end the judge has them all.
final class Talk implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int PEOPLE = 5;
    private static final int CREATED = 201;

    private static final int REVOKED = 4502;
    private static final int LATEST = 20;
    private static final List<String> EMOJI = List.of("\uD83D\uDC4D", "\u2764", "\uD83D\uDE42");

    private final URI door;
    private final RegistryView registry;
    private final Duration pace;
    private final Random random;
    private final List<Account> people = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();

    /// Who speaks where.
    private final Map<ChatId, List<Account>> chats = new LinkedHashMap<>();

    /// Devices that were there for a while.
    private final List<Witness> guests = new ArrayList<>();

    private final Map<ChatId, Set<UserId>> founders = new HashMap<>();

    /// Who is there besides the founders, and stays.
    private final Map<ChatId, Account> joined = new HashMap<>();

    private final Map<ClientMsgId, Long> sent = new ConcurrentHashMap<>();
    private final List<Outside.Fault> faults = new ArrayList<>();
    private final ChatId everybody;
    private final ChatId open;
    private final ChatId news;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean quiet;
    private volatile boolean staying;
    private volatile int said;

    /// @param door of the gateways
    /// @param seed of who says something, and where, and who goes away
    Talk(URI door, long seed) {
        this(door, RegistryView.ofShared(), seed, PACE);
    }

    /// @param registry of the messenger behind the door
    /// @param pace between two things that anybody says or does
    Talk(URI door, RegistryView registry, long seed, Duration pace) {
        this.door = door;
        this.registry = registry;
        this.pace = pace;
        random = new Random(seed);
        Accounts accounts = new Accounts(door);
        for (int i = 0; i < PEOPLE; i++) {
            people.add(accounts.create("person" + i));
        }
        Account second = accounts.anotherDevice(people.getFirst());
        for (Account account : people) {
            witnesses.add(Witness.of(door, "of person " + witnesses.size(), account));
        }
        witnesses.add(Witness.of(door, "second of person 0", second));
        witnesses.forEach(witness -> witness.device().connect());
        everybody = group(0, 1, 2, 3);
        group(1, 0, 4);
        direct(0, 1);
        direct(2, 3);
        open = group(2, 1);
        demand("PATCH", "/v1/chats/" + open, people.get(2), Map.of("history", "all"), 200);
        news = channel(0, 1, 2);
        thread.start();
    }

    private ChatId channel(int owner, int... others) {
        List<UserId> readers = new ArrayList<>();
        for (int other : others) {
            readers.add(people.get(other).userId());
        }
        ChatId chat = WholeMessenger.channel(door, people.get(owner), readers);
        chats.put(chat, List.of(people.get(owner)));
        readers.add(people.get(owner).userId());
        founders.put(chat, Set.copyOf(readers));
        return chat;
    }

    private ChatId group(int owner, int... others) {
        List<Account> members = new ArrayList<>();
        for (int other : others) {
            members.add(people.get(other));
        }
        ChatId chat =
                WholeMessenger.group(door, people.get(owner), members.toArray(new Account[0]));
        members.addFirst(people.get(owner));
        founds(chat, members);
        return chat;
    }

    private void direct(int one, int other) {
        founds(
                WholeMessenger.directChat(door, people.get(one), people.get(other)),
                List.of(people.get(one), people.get(other)));
    }

    private void founds(ChatId chat, List<Account> members) {
        chats.put(chat, members);
        founders.put(chat, users(members));
    }

    /// A group in which all but the last person are.
    ChatId everybody() {
        return everybody;
    }

    int said() {
        return said;
    }

    private void run() {
        List<ChatId> all = List.copyOf(chats.keySet());
        for (int turn = 1; !quiet; turn++) {
            ChatId chat = all.get(random.nextInt(all.size()));
            Witness who = member(chat);
            if (turn % 3 == 0) {
                change(who, chat, "word " + turn);
            } else {
                sent.put(who.device().send(chat, "word " + turn), System.currentTimeMillis());
            }
            said = turn;
            if (turn % 7 == 0) {
                who.device().read(chat, who.given(chat));
            }
            if (turn % 40 == 0) {
                anybody().device().cut();
            }
            if (turn % 60 == 0 && !staying) {
                anybody().leave();
            }
            if (turn % 60 == 30) {
                witnesses.forEach(Witness::comeBack);
            }
            LockSupport.parkNanos(pace.toNanos());
        }
    }

    /// Does something to one of the last messages, if the person may.
    private void change(Witness who, ChatId chat, String text) {
        List<Item> latest = who.latest(chat, LATEST);
        if (latest.isEmpty()) {
            return;
        }
        Item item = latest.get(random.nextInt(latest.size()));
        boolean own = item.sender().equals(who.account().userId());
        TestDevice device = who.device();
        switch (random.nextInt(own ? 6 : 4)) {
            case 0, 1, 2 ->
                    device.react(
                            chat,
                            item.seq(),
                            EMOJI.get(random.nextInt(EMOJI.size())),
                            random.nextInt(3) > 0);
            case 3 -> device.pin(chat, item.seq(), random.nextBoolean());
            case 4 -> device.edit(chat, item.seq(), text);
            default -> device.delete(chat, item.seq());
        }
    }

    private Witness member(ChatId chat) {
        List<Account> members = chats.getOrDefault(chat, List.of());
        UserId user = members.get(random.nextInt(members.size())).userId();
        List<Witness> own =
                witnesses.stream().filter(one -> one.account().userId().equals(user)).toList();
        return own.get(random.nextInt(own.size()));
    }

    /// Not the first one, by whom it is seen that the talk goes on.
    private Witness anybody() {
        return witnesses.get(1 + random.nextInt(witnesses.size() - 1));
    }

    /// Returns when so much more was said, stored and told to who was there all the time.
    void goesOn(int messages) {
        long until = witnesses.getFirst().given(everybody) + messages;
        Await.until(
                "the talk goes on", PATIENCE, () -> witnesses.getFirst().given(everybody) >= until);
    }

    /// The last person becomes a member of the group in which all others are, for a while.
    void somebodyComesAndGoes() {
        String member = "/v1/chats/" + everybody + "/members/" + people.getLast().userId();
        demand("PUT", member, Map.of("role", "member"), CREATED);
        goesOn(5);
        demand("DELETE", member, Map.of(), 204);
        goesOn(5);
    }

    /// The last person joins the channel and the group that shows everything, and stays there.
    void somebodyJoinsWhatIsOpen() {
        Account last = people.getLast();
        join(open, people.get(2), last, "member");
        join(news, people.getFirst(), last, "reader");
        goesOn(5);
    }

    private void join(ChatId chat, Account owner, Account who, String role) {
        String member = "/v1/chats/" + chat + "/members/" + who.userId();
        demand("PUT", member, owner, Map.of("role", role), CREATED);
        joined.put(chat, who);
    }

    private void demand(String method, String path, Map<String, ?> body, int status) {
        demand(method, path, people.getFirst(), body, status);
    }

    private void demand(String method, String path, Account who, Map<String, ?> body, int status) {
        WholeMessenger.Answer answer =
                WholeMessenger.call(door, method, path, who, Json.bytes(body), Map.of());
        if (answer.status() != status) {
            throw new AssertionError("%s %s answered %s".formatted(method, path, answer.status()));
        }
    }

    /// Something is done to the messenger, while nobody goes away by wish. Returns when all have
    /// been given something that was said after it, or have been left without for too long: the
    /// judge says which.
    ///
    /// @param budget how soon after it all must be as before
    void suffers(String fault, Duration budget, Suffered deed) throws Exception {
        staying = true;
        witnesses.forEach(Witness::comeBack);
        deed.happens();
        long over = System.currentTimeMillis();
        faults.add(new Outside.Fault(fault, over, budget));
        long patience = System.nanoTime() + budget.plus(PATIENCE).toNanos();
        Await.until(
                "all is as before",
                budget.plus(PATIENCE).plusSeconds(1),
                () ->
                        System.nanoTime() > patience
                                || witnesses.stream().allMatch(one -> isGivenNew(one, over)));
        staying = false;
    }

    /// Returns when it is over.
    @FunctionalInterface
    interface Suffered {
        void happens() throws Exception;
    }

    /// Cuts the sockets of all devices, again and again.
    void storms(int times) {
        for (int i = 0; i < times; i++) {
            witnesses.forEach(witness -> witness.device().cut());
            goesOn(5);
        }
    }

    /// One more device of the second person comes, takes part, and its session is ended.
    void revokesASession() {
        Account owner = people.get(1);
        Account guest = new Accounts(door).anotherDevice(owner);
        Witness witness = Witness.of(door, "guest " + guests.size(), guest);
        guests.add(witness);
        witness.device().begin().awaitAttaches(1, PATIENCE);
        goesOn(5);
        String sessions = "/v1/auth/sessions";
        WholeMessenger.Answer all =
                WholeMessenger.call(door, "GET", sessions, owner, null, Map.of());
        all.json()
                .get("items")
                .valueStream()
                .filter(one -> one.get("device_id").asText().equals(guest.deviceId().toString()))
                .forEach(one ->
                        demand(
                                "DELETE",
                                sessions + "/" + one.get("session_id").asText(),
                                owner,
                                Map.of(),
                                204));
        if (witness.device().awaitStop(PATIENCE) != REVOKED) {
            throw new AssertionError("a socket of an ended session was closed otherwise");
        }
        witness.leave();
    }

    /// A socket of the first person from which nobody reads.
    RawDevice stuck(URI gateway) throws IOException {
        Account another = new Accounts(door).anotherDevice(people.getFirst());
        return RawDevice.attach(
                gateway.getPort(),
                RawDevice.auth(another.accessToken(), another.deviceId().toString()));
    }

    private boolean isGivenNew(Witness witness, long over) {
        return witness.recorder().log().entries().stream()
                .filter(entry -> entry.at() >= over)
                .flatMap(Witness::items)
                .anyMatch(item -> sent.getOrDefault(item.key(), 0L) >= over);
    }

    /// Ends the talk, lets everybody catch up, and has it judged.
    Verdict end() throws InterruptedException {
        return Judge.judge(evidence());
    }

    /// Ends the talk, lets everybody catch up, and gathers all that a verdict needs.
    Evidence evidence() throws InterruptedException {
        quiet = true;
        if (!thread.join(PATIENCE)) {
            throw new AssertionError("the talk does not end");
        }
        witnesses.forEach(Witness::comeBack);
        witnesses.forEach(witness -> witness.device().awaitEmptyOutbox(PATIENCE));
        Map<ChatId, Long> heads =
                views().stream().collect(Collectors.toMap(View::chat, View::head, Math::max));
        chats.keySet()
                .forEach(chat ->
                        witnesses.stream()
                                .filter(one -> isMember(one, chat))
                                .forEach(one ->
                                        one.device()
                                                .awaitSeq(
                                                        chat,
                                                        heads.getOrDefault(chat, 0L),
                                                        PATIENCE)));
        List<Outside.Registered> registered = registered();
        // The logs before the views: pointers may still move, forward.
        List<DeviceLog> logs =
                Stream.concat(witnesses.stream(), guests.stream())
                        .map(one -> one.recorder().log())
                        .toList();
        return new Evidence(
                logs,
                views(),
                founders,
                Set.of(news),
                new Outside(Optional.of(registered), faults));
    }

    private boolean isMember(Witness witness, ChatId chat) {
        UserId user = witness.account().userId();
        Account late = joined.get(chat);
        return founders.getOrDefault(chat, Set.of()).contains(user)
                || (late != null && late.userId().equals(user));
    }

    /// What the registry has, once that is what is open; after a while, whatever it has.
    private List<Outside.Registered> registered() {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        AtomicReference<List<Outside.Registered>> last = new AtomicReference<>(List.of());
        Await.until(
                "the registry is read",
                PATIENCE.plusSeconds(1),
                () -> {
                    last.set(registry.of(users(people)));
                    Set<ConnId> open =
                            witnesses.stream()
                                    .flatMap(one -> one.recorder().log().open().stream())
                                    .collect(Collectors.toSet());
                    Set<ConnId> known =
                            last.get().stream()
                                    .map(Outside.Registered::connection)
                                    .collect(Collectors.toSet());
                    return known.equals(open) || System.nanoTime() > patience;
                });
        return last.get();
    }

    private List<View> views() {
        FinalViews views = new FinalViews(door);
        return chats.keySet().stream()
                .flatMap(chat -> people.stream().flatMap(reader -> views.of(chat, reader).stream()))
                .toList();
    }

    private static Set<UserId> users(List<Account> members) {
        return members.stream().map(Account::userId).collect(Collectors.toUnmodifiableSet());
    }

    /// Ends the devices.
    ///
    /// @throws AssertionError when the messenger ever broke a promise to one of them
    @Override
    public void close() {
        quiet = true;
        Stream.concat(witnesses.stream(), guests.stream())
                .forEach(witness -> witness.device().close());
    }
}
