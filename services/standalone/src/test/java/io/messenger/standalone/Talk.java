package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.proof.judge.DeviceLog;
import io.messenger.proof.judge.Evidence;
import io.messenger.proof.judge.Judge;
import io.messenger.proof.judge.Verdict;
import io.messenger.proof.judge.View;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.Await;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;

/// People who write in direct chats and groups, read, lose their connections, go offline and come
/// back, join and leave, whatever happens to the messenger meanwhile. Every device keeps a log, and
/// in the end the judge has them all.
final class Talk implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofSeconds(40);
    private static final int PEOPLE = 5;
    private static final int CREATED = 201;

    private final URI door;
    private final Random random;
    private final List<Account> people = new ArrayList<>();
    private final List<Witness> witnesses = new ArrayList<>();
    private final Map<ChatId, List<Account>> chats = new LinkedHashMap<>();
    private final ChatId everybody;
    private final Thread thread = Thread.ofVirtual().unstarted(this::run);
    private volatile boolean quiet;
    private volatile int said;

    /// @param door of the gateways
    /// @param seed of who says something, and where, and who goes away
    Talk(URI door, long seed) {
        this.door = door;
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
        thread.start();
    }

    private ChatId group(int owner, int... others) {
        List<Account> members = new ArrayList<>();
        for (int other : others) {
            members.add(people.get(other));
        }
        ChatId chat =
                WholeMessenger.group(door, people.get(owner), members.toArray(new Account[0]));
        members.addFirst(people.get(owner));
        chats.put(chat, members);
        return chat;
    }

    private void direct(int one, int other) {
        chats.put(
                WholeMessenger.directChat(door, people.get(one), people.get(other)),
                List.of(people.get(one), people.get(other)));
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
            who.device().send(chat, "word " + turn);
            said = turn;
            if (turn % 7 == 0) {
                who.device().read(chat, who.given(chat));
            }
            if (turn % 40 == 0) {
                anybody().device().cut();
            }
            if (turn % 60 == 0) {
                anybody().device().disconnect();
            }
            if (turn % 60 == 30) {
                witnesses.forEach(witness -> witness.device().begin());
            }
            LockSupport.parkNanos(PACE.toNanos());
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

    private void demand(String method, String path, Map<String, ?> body, int status) {
        WholeMessenger.Answer answer =
                WholeMessenger.call(
                        door, method, path, people.getFirst(), Json.bytes(body), Map.of());
        if (answer.status() != status) {
            throw new AssertionError("%s %s answered %s".formatted(method, path, answer.status()));
        }
    }

    /// Ends the talk, lets everybody catch up, and has it judged.
    Verdict end() throws InterruptedException {
        quiet = true;
        if (!thread.join(PATIENCE)) {
            throw new AssertionError("the talk does not end");
        }
        witnesses.forEach(witness -> witness.device().begin());
        witnesses.forEach(witness -> witness.device().awaitEmptyOutbox(PATIENCE));
        Map<ChatId, Long> heads =
                views().stream().collect(Collectors.toMap(View::chat, View::head, Math::max));
        chats.forEach((chat, members) ->
                witnesses.stream()
                        .filter(one -> users(members).contains(one.account().userId()))
                        .forEach(one ->
                                one.device()
                                        .awaitSeq(chat, heads.getOrDefault(chat, 0L), PATIENCE)));
        // The logs first: pointers may still move, forward.
        List<DeviceLog> logs = witnesses.stream().map(one -> one.recorder().log()).toList();
        Map<ChatId, Set<UserId>> founders =
                chats.entrySet().stream()
                        .collect(
                                Collectors.toMap(
                                        Map.Entry::getKey, chat -> users(chat.getValue())));
        return Judge.judge(new Evidence(logs, views(), founders));
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
        witnesses.forEach(witness -> witness.device().close());
    }
}
