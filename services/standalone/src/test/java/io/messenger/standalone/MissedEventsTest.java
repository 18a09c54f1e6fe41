package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Topics;
import io.messenger.testing.Account;
import io.messenger.testing.TestDevice;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A gateway that stands still for a moment, shorter than its lease, in which Kafka throws away
/// what it has not read. Nobody says anything afterwards that would show its devices the gap.
class MissedEventsTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    @TempDir private Path folder;

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account owner = messenger.account("owner");
    private final Account away = messenger.account("away");
    private GatewayProcess gateway;

    @BeforeEach
    void start() {
        gateway =
                GatewayProcess.launch(
                        folder.resolve("gateway.log"),
                        messenger.settings(),
                        List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void itsDevicesAskForThem() {
        ChatId chat = messenger.group(owner, away);
        try (TestDevice here = messenger.atFirst(owner);
                TestDevice there = TestDevice.of(gateway.uri(), away).connect()) {
            missed(chat, here, there);
        }
    }

    /// Who is a member there was among what it missed, perhaps.
    @Test
    void itLearnsAnewWhoIsInLargeChannels() {
        ChatId chat =
                messenger.channel(
                        owner, away, messenger.account("third"), messenger.account("fourth"));
        try (TestDevice here = messenger.atFirst(owner);
                TestDevice there = TestDevice.of(gateway.uri(), away).connect()) {
            missed(chat, here, there);
            say(here, there, chat, 3);
        }
    }

    private void missed(ChatId chat, TestDevice here, TestDevice there) {
        say(here, there, chat, 1);
        gateway.pause();
        for (int i = 0; i < 5; i++) {
            here.send(chat, "missed " + i);
        }
        here.awaitEmptyOutbox(WITHIN);
        throwAway(messenger.stack().kafkaBootstrap());
        gateway.goOn();
        there.awaitSeq(chat, here.cursor(chat), WITHIN);
    }

    private static void say(TestDevice here, TestDevice there, ChatId chat, int messages) {
        for (int i = 0; i < messages; i++) {
            here.send(chat, "heard " + i);
        }
        here.awaitEmptyOutbox(WITHIN);
        there.awaitSeq(chat, here.cursor(chat), WITHIN);
    }

    /// Deletes all events that there are.
    private static void throwAway(String kafka) {
        try (Admin admin =
                Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, kafka))) {
            Map<TopicPartition, RecordsToDelete> all =
                    IntStream.rangeClosed(0, Topics.LANES)
                            .mapToObj(lane -> new TopicPartition(Topics.DELIVERED, lane))
                            .collect(
                                    Collectors.toMap(
                                            lane -> lane, _ -> RecordsToDelete.beforeOffset(-1)));
            admin.deleteRecords(all).all().get(10, TimeUnit.SECONDS);
        } catch (InterruptedException | ExecutionException | TimeoutException e) {
            throw new AssertionError("events were not deleted", e);
        }
    }
}
