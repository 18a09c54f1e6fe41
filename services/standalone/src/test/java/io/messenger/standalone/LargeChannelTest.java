package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import io.messenger.testing.TestKafka;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// A channel with too many members to name them with each event, over two gateways.
class LargeChannelTest {
    private static final Duration WITHIN = Duration.ofSeconds(20);

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account owner = messenger.account("owner");
    private final Account ann = messenger.account("ann");
    private final Account ben = messenger.account("ben");
    private final Account cal = messenger.account("cal");
    private final Account dan = messenger.account("dan");

    @Test
    void everyMemberAtEveryGatewayGetsEveryMessageAndNoRecordNamesThem() {
        ChatId chat = messenger.channel(owner, ann, ben, cal);
        try (TestKafka events = events();
                TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atFirst(ann);
                TestDevice b = messenger.atSecond(ben);
                TestDevice c = messenger.atSecond(cal)) {
            awaitRouted(o, chat, events);
            say(o, chat, 20);
            everyoneHasAll(chat, o, List.of(a, b, c));
            Route route = record(events, o.send(chat, "last"));
            assertThat(route.audience()).isEqualTo(Route.Audience.MEMBERS);
            assertThat(route.users()).isEmpty();
        }
    }

    @Test
    void whoJoinsGetsAllThatComesAndWhoLeavesNothingMore() {
        ChatId chat = messenger.channel(owner, ann, ben, cal);
        try (TestKafka events = events();
                TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atFirst(ann);
                TestDevice b = messenger.atSecond(ben);
                TestDevice d = messenger.atSecond(dan)) {
            awaitRouted(o, chat, events);
            say(o, chat, 5);
            messenger.join(chat, owner, dan, "admin");
            d.awaitEcho(d.send(chat, "hello"), WITHIN);
            say(o, chat, 5);
            everyoneHasAll(chat, o, List.of(a, b, d));

            messenger.remove(chat, owner, dan);
            d.awaitMembership(chat, false, WITHIN);
            say(o, chat, 5);
            everyoneHasAll(chat, o, List.of(a, b));
            assertThat(d.log(chat).getLast().what().get("t").asText()).isEqualTo("member.left");
        }
    }

    @Test
    void theFirstMemberAtAGatewayMissesNothing() {
        ChatId chat = messenger.channel(owner, ann, ben, cal);
        try (TestKafka events = events();
                TestDevice o = messenger.atFirst(owner)) {
            awaitRouted(o, chat, events);
            say(o, chat, 3);
            try (TestDevice b = TestDevice.of(messenger.second(), ben);
                    TestDevice d = messenger.atSecond(dan)) {
                Thread writer = Thread.startVirtualThread(() -> say(o, chat, 50));
                b.connect();
                messenger.join(chat, owner, dan, "reader");
                writer.join();
                say(o, chat, 1);
                o.awaitEmptyOutbox(WITHIN);
                b.awaitSeq(chat, o.cursor(chat), WITHIN);
                d.awaitSeq(chat, o.cursor(chat), WITHIN);
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }
    }

    @Test
    void aChannelThatBecomesLargeGoesOnForThoseWhoAreThere() {
        ChatId chat = messenger.channel(owner, ann, ben);
        try (TestKafka events = events();
                TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atFirst(ann);
                TestDevice b = messenger.atSecond(ben);
                TestDevice c = messenger.atSecond(cal)) {
            say(o, chat, 3);
            messenger.join(chat, owner, cal, "reader");
            say(o, chat, 3);
            everyoneHasAll(chat, o, List.of(a, b, c));
            awaitRouted(o, chat, events);
            say(o, chat, 3);
            everyoneHasAll(chat, o, List.of(a, b, c));
        }
    }

    @Test
    void anEmptiedRegistryCostsNoMessage() {
        ChatId chat = messenger.channel(owner, ann, ben, cal);
        try (TestKafka events = events();
                RedisClient redis = RedisClient.create(URI.create(messenger.stack().redisUri()));
                TestDevice o = messenger.atFirst(owner);
                TestDevice a = messenger.atFirst(ann);
                TestDevice b = messenger.atSecond(ben);
                TestDevice c = messenger.atSecond(cal)) {
            awaitRouted(o, chat, events);
            say(o, chat, 10);
            redis.flushAll();
            say(o, chat, 200);
            everyoneHasAll(chat, o, List.of(a, b, c));
            Await.until(
                    "both lanes are interested again",
                    WITHIN,
                    () -> redis.hlen(Registry.channel(chat)) == 2);
            awaitRouted(o, chat, events);
            say(o, chat, 10);
            everyoneHasAll(chat, o, List.of(a, b, c));
        }
    }

    private TestKafka events() {
        return TestKafka.fromNow(messenger.stack().kafkaBootstrap(), Topics.DELIVERED);
    }

    /// Waits until the channel's events go to lanes; the registry is not trusted at once.
    private static void awaitRouted(TestDevice owner, ChatId chat, TestKafka events) {
        Await.until(
                "events go to lanes",
                Duration.ofSeconds(60),
                () -> awaitRecord(events, owner.send(chat, "where?")).partition() != 0);
    }

    private static Route record(TestKafka events, ClientMsgId id) {
        return Route.parse(awaitRecord(events, id).headers().lastHeader(Route.HEADER).value());
    }

    private static ConsumerRecord<byte[], byte[]> awaitRecord(TestKafka events, ClientMsgId id) {
        return events.await(record ->
                new String(record.value(), StandardCharsets.UTF_8).contains(id.toString()));
    }

    private static void say(TestDevice who, ChatId chat, int messages) {
        IntStream.range(0, messages).forEach(i -> who.send(chat, "message " + i));
    }

    private static void everyoneHasAll(ChatId chat, TestDevice writer, List<TestDevice> readers) {
        writer.awaitEmptyOutbox(WITHIN);
        long head = writer.cursor(chat);
        for (TestDevice reader : readers) {
            reader.awaitSeq(chat, head, WITHIN);
            List<JsonNode> all = writer.messages(chat);
            List<JsonNode> some = reader.messages(chat);
            assertThat(some).isEqualTo(all.subList(all.size() - some.size(), all.size()));
        }
    }
}
