package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.ChatId;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.TestDevice;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

/// Members of one group who talk all the time, each on one device that does what a good client
/// does. At the end everybody has seen everything, once and in order, and no send failed.
final class Crowd implements AutoCloseable {
    private static final Duration PACE = Duration.ofMillis(15);
    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final List<TestDevice> devices = new ArrayList<>();
    private final ChatId chat;
    private final Thread talk = Thread.ofVirtual().unstarted(this::talk);
    private volatile boolean quiet;
    private final AtomicInteger said = new AtomicInteger();

    /// @param door where the devices connect
    Crowd(URI door, int members) {
        List<Account> accounts = new ArrayList<>();
        for (int i = 0; i < members; i++) {
            accounts.add(new Accounts(door).create("crowd"));
        }
        chat =
                WholeMessenger.group(
                        door,
                        accounts.getFirst(),
                        accounts.subList(1, members).toArray(new Account[0]));
        accounts.forEach(account -> devices.add(TestDevice.of(door, account).connect()));
        talk.start();
    }

    ChatId chat() {
        return chat;
    }

    int said() {
        return said.get();
    }

    List<TestDevice> devices() {
        return devices;
    }

    private void talk() {
        while (!quiet) {
            int word = said.get();
            devices.get(word % devices.size()).send(chat, "word " + word);
            said.incrementAndGet();
            LockSupport.parkNanos(PACE.toNanos());
        }
    }

    /// Returns when that much more was said and everybody who is there has heard it.
    void hear(int words) {
        int until = said.get() + words;
        devices.forEach(device -> device.awaitSeq(chat, 1 + until, PATIENCE));
    }

    /// Ends the talk and holds everybody to the promises.
    void finish() throws InterruptedException {
        quiet = true;
        assertThat(talk.join(PATIENCE)).isTrue();
        devices.forEach(device -> device.awaitEmptyOutbox(PATIENCE));
        devices.forEach(device -> device.awaitSeq(chat, 1 + said.get(), PATIENCE));
        List<String> first = texts(devices.getFirst());
        assertThat(first).hasSize(said.get()).doesNotHaveDuplicates();
        devices.forEach(device -> assertThat(texts(device)).isEqualTo(first));
        for (int speaker = 0; speaker < devices.size(); speaker++) {
            int own = speaker;
            assertThat(
                            first.stream()
                                    .map(text -> Integer.parseInt(text.substring(5)))
                                    .filter(word -> word % devices.size() == own))
                    .as("one sender's messages keep their order")
                    .isSorted();
        }
    }

    private List<String> texts(TestDevice device) {
        return device.messages(chat).stream()
                .map(message -> message.get("body").get("text").asText())
                .toList();
    }

    @Override
    public void close() {
        quiet = true;
        devices.forEach(TestDevice::close);
    }
}
