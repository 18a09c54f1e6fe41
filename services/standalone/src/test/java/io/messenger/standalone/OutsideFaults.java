package io.messenger.standalone;

import io.messenger.contracts.Registry;
import io.messenger.proof.judge.Rule;
import io.messenger.testing.Account;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Function;
import java.util.stream.Stream;
import redis.clients.jedis.RedisClient;

/// Faults that show in Redis, and in how long everything takes.
final class OutsideFaults {
    private static final Duration BUDGET = Duration.ofMillis(400);
    private static final Duration TOO_LONG = Duration.ofMillis(900);

    private static final Set<String> SAID = Set.of("ann 7", "ben 3");

    private OutsideFaults() {}

    static Stream<SeededFault> all() {
        return Stream.of(
                SeededFault.behind(
                        "an open socket that is not in the registry",
                        Rule.REGISTRY_IS_SOCKETS,
                        scene -> {
                            try (RedisClient redis = LaneWatch.redis()) {
                                redis.del(Registry.sessions(scene.ben.userId()));
                            }
                        }),
                SeededFault.behind(
                        "a socket that is over and stays in the registry",
                        Rule.REGISTRY_IS_SOCKETS,
                        scene -> {
                            String key = Registry.sessions(scene.ben.userId());
                            try (RedisClient redis = LaneWatch.redis()) {
                                String entry = redis.hvals(key).getFirst();
                                redis.hset(key, Map.of(UUID.randomUUID().toString(), entry));
                            }
                        }),
                SeededFault.onTheWay(
                        "told late after a fault",
                        Rule.RECOVERED_IN_TIME,
                        late(scene -> scene.ben),
                        BUDGET),
                SeededFault.onTheWay(
                        "acknowledged late after a fault",
                        Rule.RECOVERED_IN_TIME,
                        late(scene -> scene.ann),
                        BUDGET));
    }

    /// Whatever is said once ben is back.
    private static Function<SeededScene, FaultyDoor.Fault> late(Function<SeededScene, Account> to) {
        return scene ->
                WireFaults.told(
                        to.apply(scene),
                        frame -> SAID.contains(frame.path("body").path("text").asText()),
                        (event, line) -> {
                            LockSupport.parkNanos(TOO_LONG.toNanos());
                            line.tell(event);
                        });
    }
}
