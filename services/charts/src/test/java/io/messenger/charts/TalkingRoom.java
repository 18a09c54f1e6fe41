package io.messenger.charts;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.OpenApiClient;
import io.messenger.testing.TestDevice;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// One group, whose members come and go by several devices each, and somebody of those who are
/// there speaks all the time. At the end each device has every word, once and in the same order.
final class TalkingRoom implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(25);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<TestDevice> away = new ArrayList<>();
    private final List<TestDevice> here = new CopyOnWriteArrayList<>();
    private final AtomicInteger said = new AtomicInteger();
    private final ChatId chat;
    private final Thread talk = Thread.ofVirtual().unstarted(this::talk);
    private volatile boolean quiet;

    /// @param door where the devices connect
    TalkingRoom(URI door, int members, int devicesOfEach) {
        Accounts accounts = new Accounts(door);
        List<Account> people = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            people.add(accounts.create("people"));
        }
        for (int i = 0; i < devicesOfEach; i++) {
            boolean first = i == 0;
            people.stream()
                    .map(person -> first ? person : accounts.anotherDevice(person))
                    .forEach(account -> away.add(TestDevice.of(door, account)));
        }
        chat =
                ChatId.parse(
                        OpenApiClient.of(door, "chat")
                                .as(people.getFirst().accessToken())
                                .post(
                                        "/v1/chats",
                                        Map.of(
                                                "type",
                                                "group",
                                                "title",
                                                "All of us",
                                                "member_ids",
                                                people.stream()
                                                        .skip(1)
                                                        .map(Account::userId)
                                                        .toList()))
                                .expect(201)
                                .json()
                                .get("chat_id")
                                .asText());
        talk.start();
    }

    private void talk() {
        while (!quiet) {
            List<TestDevice> now = List.copyOf(here);
            if (!now.isEmpty()) {
                int word = said.getAndIncrement();
                now.get(word % now.size()).send(chat, "word " + word);
            }
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    /// So many more devices connect, and stay.
    void come(int count) {
        for (TestDevice device : List.copyOf(away.subList(0, count))) {
            here.add(device.connect());
            away.remove(device);
        }
    }

    /// So many go, those who came first.
    void go(int count) {
        for (TestDevice device : List.copyOf(here.subList(0, count))) {
            here.remove(device);
            device.disconnect();
            away.add(device);
        }
    }

    int words() {
        return said.get();
    }

    /// Ends the talk; everybody comes back, and is held to the promises.
    void finish() throws InterruptedException {
        quiet = true;
        assertThat(talk.join(PATIENCE)).isTrue();
        come(away.size());
        here.forEach(device -> device.awaitEmptyOutbox(PATIENCE));
        here.forEach(device -> device.awaitSeq(chat, 1 + said.get(), PATIENCE));
        // A device that is new begins at the head.
        here.stream()
                .filter(device -> texts(device).size() < said.get())
                .forEach(device -> device.readHistory(chat));
        List<String> first = texts(here.getFirst());
        assertThat(first).hasSize(said.get()).doesNotHaveDuplicates();
        assertThat(here).allSatisfy(device -> assertThat(texts(device)).isEqualTo(first));
    }

    private List<String> texts(TestDevice device) {
        return device.messages(chat).stream()
                .map(message -> message.at("/body/text"))
                .filter(JsonNode::isTextual)
                .map(JsonNode::asText)
                .toList();
    }

    @Override
    public void close() {
        quiet = true;
        here.forEach(TestDevice::close);
    }
}
