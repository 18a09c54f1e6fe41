package io.messenger.chat;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandReader;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Op;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Database;
import io.messenger.platform.Kafka;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.Producer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The outbox alone, between the real PostgreSQL and the real Kafka.
final class OutboxTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    private final IdSource ids = new IdSource(Clock.systemUTC(), new SecureRandom());
    private final List<AutoCloseable> open = new ArrayList<>();
    private final Kafka kafka = new Kafka(World.STACK.kafkaBootstrap(), "test");
    private Database database;
    private FakeLog log;

    @BeforeEach
    void begin() throws Exception {
        kafka.ensure(Topics.all(12));
        database = opened(Database.open(World.newDatabaseSettings(), "chat"));
        database.migrate();
        log = opened(new LogReader(kafka)).log();
    }

    @AfterEach
    void end() throws Exception {
        for (AutoCloseable one : open.reversed()) {
            one.close();
        }
    }

    @Test
    void processKilledBetweenAcknowledgementAndDeletionPublishesAgainAndInOrder() {
        ChatId one = committedTitles(3);
        ChatId other = committedTitles(3);
        Publisher real = publisher();
        AtomicBoolean killed = new AtomicBoolean();
        outbox(
                        rows -> {
                            List<OutboxRow> acknowledged = real.publish(rows);
                            if (killed.compareAndSet(false, true)) {
                                throw new IllegalStateException("killed");
                            }
                            return acknowledged;
                        })
                .start();

        await().atMost(SOON).until(this::isEmpty);
        await().atMost(SOON).until(() -> log.log(one).size() + log.log(other).size() == 6);
        assertThat(titles(one)).containsExactly("1", "2", "3");
        assertThat(titles(other)).containsExactly("1", "2", "3");
        await().atMost(SOON).until(() -> log.arrived(one).size() == 4);
        assertThat(log.arrived(one).getFirst()).isEqualTo(log.arrived(one).get(1));
    }

    @Test
    void commandThatKafkaRefusesHoldsBackItsOwnChatAndNoOther() {
        ChatId held = committedTitles(3);
        ChatId other = committedTitles(3);
        Publisher real = publisher();
        AtomicBoolean refusing = new AtomicBoolean(true);
        outbox(rows ->
                        real.publish(
                                rows.stream()
                                        .filter(row -> !refusing.get() || !isFirstOf(held, row))
                                        .toList()))
                .start();

        await().atMost(SOON).until(() -> log.log(other).size() == 3);
        assertThat(log.arrived(held)).isEmpty();
        refusing.set(false);

        await().atMost(SOON).until(this::isEmpty);
        await().atMost(SOON).until(() -> log.log(held).size() == 3);
        assertThat(titles(held)).containsExactly("1", "2", "3");
    }

    @Test
    void twoInstancesPublishEachCommandOnceAndInOrder() throws Exception {
        Outbox left = outbox(publisher());
        Outbox right = outbox(publisher());
        left.start();
        right.start();

        List<ChatId> chats = new ArrayList<>();
        try (ExecutorService several = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 6; i++) {
                ChatId chat = new ChatId(ids.next());
                chats.add(chat);
                several.execute(() -> {
                    for (int title = 1; title <= 20; title++) {
                        commitTitle(chat, title);
                        left.wake();
                        right.wake();
                    }
                });
            }
        }

        await().atMost(SOON).until(this::isEmpty);
        String[] all =
                IntStream.rangeClosed(1, 20).mapToObj(String::valueOf).toArray(String[]::new);
        for (ChatId chat : chats) {
            await().atMost(SOON).until(() -> log.log(chat).size() == 20);
            assertThat(titles(chat)).containsExactly(all);
            assertThat(log.arrived(chat)).hasSize(20);
        }
    }

    private ChatId committedTitles(int count) {
        ChatId chat = new ChatId(ids.next());
        for (int title = 1; title <= count; title++) {
            commitTitle(chat, title);
        }
        return chat;
    }

    private void commitTitle(ChatId chat, int title) {
        Command command =
                new Command(
                        chat,
                        new UserId(ids.next()),
                        null,
                        new ClientMsgId(ids.next()),
                        null,
                        Clock.systemUTC().instant(),
                        new Op.Update(Integer.toString(title)));
        database.write(tx -> {
            new OutboxStore(tx).add(command);
            return command;
        });
    }

    private List<String> titles(ChatId chat) {
        return log.log(chat).stream().map(command -> ((Op.Update) command.op()).title()).toList();
    }

    private static boolean isFirstOf(ChatId chat, OutboxRow row) {
        Command command = CommandReader.read(row.command().value());
        return command.chatId().equals(chat) && command.op().equals(new Op.Update("1"));
    }

    private boolean isEmpty() {
        return !database.read(db -> new OutboxStore(db).any());
    }

    private Publisher publisher() {
        Producer<byte[], byte[]> producer = opened(kafka.producer());
        return new KafkaPublisher(producer);
    }

    private Outbox outbox(Publisher publisher) {
        return opened(new Outbox(database, publisher));
    }

    private <T extends AutoCloseable> T opened(T part) {
        open.add(part);
        return part;
    }
}
