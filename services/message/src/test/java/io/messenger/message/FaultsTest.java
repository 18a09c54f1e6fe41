package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.testing.Await;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// Faults in the middle of traffic.
final class FaultsTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final World world = World.shared();

    @Test
    void nothingIsLostWhenPostgresIsKilled() throws Exception {
        Traffic traffic = Traffic.begin(world);
        TestChat chat = TestChat.group(world, world.user());
        traffic.flow(100);
        World.STACK.postgres().kill();
        try {
            Await.until("it is unready", PATIENCE, () -> !world.app().ready());
            world.as(world.user()).get(chat.path("/messages")).expectProblem(503, "unavailable");
            traffic.flow(100);
        } finally {
            World.STACK.postgres().restart();
        }
        Await.until("it is ready again", PATIENCE, world.app()::ready);
        traffic.flow(100);

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void nothingIsLostWhenKafkaIsKilled() throws Exception {
        Traffic traffic = Traffic.begin(world);
        traffic.flow(100);
        World.STACK.kafka().kill();
        World.STACK.kafka().restart();
        traffic.flow(100);
        Await.until("it is ready again", PATIENCE, world.app()::ready);

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void nothingIsLostWhenRedisForgetsEverythingAndIsKilled() throws Exception {
        Traffic traffic = Traffic.begin(world);
        traffic.flow(50);
        try (RedisClient redis = world.redis()) {
            redis.flushAll();
            traffic.flow(50);
            assertThat(world.app().ready()).isTrue();
        }
        World.STACK.redis().kill();
        try {
            traffic.flow(50);
            assertThat(world.app().ready()).as("Redis is not needed").isTrue();
        } finally {
            World.STACK.redis().restart();
            try (RedisClient redis = world.redis()) {
                Gateways.registering(redis);
            }
        }
        traffic.flow(50);

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void instancesShareTheChatsAndOneTakesOverFromTheOther() throws Exception {
        Traffic traffic = Traffic.begin(world);
        try (MessageApp other = world.startApp(Map.of())) {
            shared(other);
            traffic.flow(200);
        }
        traffic.flow(200);

        traffic.endsWithEverythingInOrder();
    }

    @Test
    void aRollingRestartLosesNothing() throws Exception {
        Traffic traffic = Traffic.begin(world);
        try (MessageApp other = world.startApp(Map.of())) {
            shared(other);
            traffic.flow(50);
            world.restart();
            traffic.flow(50);
        }
        world.restart();
        traffic.flow(50);

        traffic.endsWithEverythingInOrder();
    }

    private static void shared(MessageApp other) {
        Await.until("both have chats", PATIENCE, () -> other.ready() && GroupOffsets.owners() == 2);
    }
}
