package io.messenger.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.UserId;
import io.messenger.testing.Await;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// Which partitions of `message.delivered` an event goes to.
final class RoutingTest {
    private static final Duration LEASES = Duration.ofSeconds(30);

    private final World world = World.shared();
    private final Deliveries deliveries = Deliveries.fromNow();
    private final RedisClient redis = world.redis();
    private final UserId ann = world.user();
    private final UserId ben = world.user();
    private final UserId cal = world.user();
    private final TestChat chat = TestChat.group(world, ann, ben, cal);

    @AfterEach
    void close() {
        redis.close();
        try (RedisClient fresh = world.redis()) {
            Gateways.none(fresh);
            Gateways.registering(fresh);
        }
        deliveries.close();
    }

    @Test
    void anEventGoesToTheLanesOfItsRecipientsAndToTheOneThatWaitsForIt() {
        register();
        Gateways.session(redis, cal, 3, 6);
        Gateways.session(redis, cal, 5, 1);
        goesToLanes();

        Sent sent = chat.say(cal, "hello");
        Delivered third = deliveries.await(one -> one.answers(sent) && one.partition() == 3);
        Delivered fourth = deliveries.await(one -> one.answers(sent) && one.partition() == 4);

        assertThat(third.route().users()).containsExactlyInAnyOrder(ann, ben);
        assertThat(fourth.route().users()).containsExactly(ben);
        Delivered waiting =
                deliveries.await(one -> one.answers(sent) && one.route().users().isEmpty());
        assertThat(waiting.partition()).as("a call over HTTP has no session").isEqualTo(9);
        assertThat(deliveries.all(sent)).hasSize(3);
    }

    @Test
    void whileALaneIsNotReadyOrHasVanishedAllGatewaysAreTold() {
        register();
        goesToLanes();
        Gateways.lane(redis, 4, 8, false);
        goesToAll();

        Gateways.lane(redis, 4, 8, true);
        goesToLanes();
        redis.hdel(io.messenger.contracts.Registry.LANES, "4");
        goesToAll();
    }

    @Test
    void aLaneWhoseLeaseRanOutLatelyMayHaveLivingSockets() {
        register();
        goesToLanes();
        Gateways.lane(redis, 4, 7, true, Duration.ofSeconds(-1));
        goesToAll();
    }

    @Test
    void withoutRedisAllGatewaysAreToldAndWithItLanesAgain() {
        register();
        goesToLanes();
        World.STACK.redis().kill();
        try {
            goesToAll();
        } finally {
            World.STACK.redis().restart();
        }
        register();
        goesToLanes();
    }

    @Test
    void aRegistryThatForgotEverythingIsNotTrusted() {
        register();
        goesToLanes();
        redis.flushAll();
        goesToAll();
    }

    private void register() {
        try (RedisClient fresh = world.redis()) {
            Gateways.none(fresh);
            Gateways.lane(fresh, 3, 7, true);
            Gateways.lane(fresh, 4, 7, true);
            Gateways.session(fresh, ann, 3, 7);
            Gateways.session(fresh, ben, 3, 7);
            Gateways.session(fresh, ben, 4, 7);
        }
    }

    private void goesToLanes() {
        Await.until("events go to lanes", LEASES, () -> partition() != 0);
    }

    private void goesToAll() {
        assertThat(partition()).isZero();
    }

    private int partition() {
        return deliveries.await(chat.say(ann, "where?")).partition();
    }
}
