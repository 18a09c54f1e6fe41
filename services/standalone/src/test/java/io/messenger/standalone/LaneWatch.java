package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.testing.Await;
import io.messenger.testing.TestKafka;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/// Looks at the table of lanes from outside.
final class LaneWatch {
    private LaneWatch() {}

    /// Waits until some gateway has not renewed its lease in time, but lately held it.
    static void awaitLapsed(Duration within) {
        try (RedisClient redis = redis()) {
            Await.until("a lease has run out", within, () -> lapsed(redis));
        }
    }

    /// Waits until what is said in a chat comes by the lanes of its members' gateways again, and
    /// not to all gateways. Somebody has to say something meanwhile.
    static void awaitRouting(ChatId chat) {
        awaitRouting(WholeMessenger.shared().stack().kafkaBootstrap(), chat);
    }

    /// The same of another messenger.
    static void awaitRouting(String kafka, ChatId chat) {
        try (TestKafka events = TestKafka.fromNow(kafka, Topics.DELIVERED)) {
            Await.until(
                    "events of the chat come by lanes",
                    Duration.ofSeconds(60),
                    () ->
                            events.all().stream()
                                    .filter(record -> chat.equals(route(record).chat()))
                                    .anyMatch(record -> record.partition() != 0));
        }
    }

    private static Route route(ConsumerRecord<byte[], byte[]> record) {
        return Route.parse(record.headers().lastHeader(Route.HEADER).value());
    }

    static RedisClient redis() {
        return RedisClient.create(URI.create(WholeMessenger.shared().stack().redisUri()));
    }

    private static boolean lapsed(RedisClient redis) {
        long now;
        try (Pipeline pipeline = redis.pipelined()) {
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            now = Long.parseLong(time.get().getFirst()) * 1000;
        }
        return redis.hgetAll(Registry.LANES).values().stream()
                .flatMap(entry -> Registry.Lane.parse(entry).stream())
                .anyMatch(lane -> lane.expiresAtMs() < now && now - lane.expiresAtMs() < 3_000);
    }
}
