package io.messenger.platform;

import io.helidon.health.HealthCheckResponse;
import io.helidon.health.HealthCheckType;
import io.helidon.webserver.observe.health.HealthObserver;
import io.helidon.webserver.observe.health.HealthObserverConfig;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/// What must answer for a service to be ready, by name.
public final class Readiness {
    private final Map<String, BoundedCheck> checks = new LinkedHashMap<>();

    /// Adds a check; one that throws, or does not answer within two seconds, has failed.
    public Readiness check(String name, BooleanSupplier check) {
        checks.put(name, new BoundedCheck(check));
        return this;
    }

    /// Whether all of them pass now.
    public boolean ready() {
        return checks.values().stream().allMatch(BoundedCheck::passes);
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
                health.addCheck(() -> up(check.passes()), HealthCheckType.READINESS, name));
        return health.build();
    }

    private static HealthCheckResponse up(boolean up) {
        return HealthCheckResponse.builder().status(up).build();
    }
}
