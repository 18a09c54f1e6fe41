package io.messenger.platform;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;

/// What must answer for a service to be ready, by name. A check that does not answer within two
/// seconds has failed.
public final class Readiness {
    private static final long LIMIT_SECONDS = 2;

    private final Map<String, BooleanSupplier> checks = new LinkedHashMap<>();

    /// Adds a check; one that throws counts as failed.
    public Readiness check(String name, BooleanSupplier check) {
        checks.put(name, check);
        return this;
    }

    /// Whether all of them pass now.
    public boolean ready() {
        return checks.values().stream().allMatch(Readiness::passes);
    }

    /// As `/observe/health/{started,ready,live}`. A running server is live: a restart would help
    /// against nothing that these checks can see.
    HealthObserver observer(Startup startup) {
        HealthObserverConfig.Builder health = HealthObserver.builder();
        health.useSystemServices(false).details(true);
        health.addCheck(() -> up(true), HealthCheckType.LIVENESS, "server");
        health.addCheck(() -> up(startup.done()), HealthCheckType.STARTUP, "startup");
        health.addCheck(() -> up(startup.done()), HealthCheckType.READINESS, "startup");
        checks.forEach((name, check) ->
                health.addCheck(() -> up(passes(check)), HealthCheckType.READINESS, name));
        return health.build();
    }

    /// Asks on a thread of its own, so that a check that hangs costs the caller no more than the
    /// limit and is ended by interruption.
    private static boolean passes(BooleanSupplier check) {
        FutureTask<Boolean> answer = new FutureTask<>(check::getAsBoolean);
        Thread.ofVirtual().name("readiness").start(answer);
        try {
            return answer.get(LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        } finally {
            answer.cancel(true);
        }
    }

    private static HealthCheckResponse up(boolean up) {
        return HealthCheckResponse.builder().status(up).build();
    }
}
