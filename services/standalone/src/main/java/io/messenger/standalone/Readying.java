package io.messenger.standalone;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.locks.LockSupport;

/// Waits until a service says that it is ready, at the same place where Kubernetes asks.
final class Readying {
    private static final Duration PATIENCE = Duration.ofSeconds(90);
    private static final Duration POLL = Duration.ofMillis(20);

    private Readying() {}

    /// @throws StartException when it is not ready in time
    static void await(String service, int managementPort) {
        URI health = URI.create("http://127.0.0.1:" + managementPort + "/observe/health/ready");
        Instant end = Instant.now().plus(PATIENCE);
        while (!isReady(health)) {
            if (Instant.now().isAfter(end)) {
                throw new StartException(
                        "The %s service was not ready in %d s: %s says why."
                                .formatted(service, PATIENCE.toSeconds(), health));
            }
            LockSupport.parkNanos(POLL.toNanos());
        }
    }

    private static boolean isReady(URI health) {
        try {
            var connection = (HttpURLConnection) health.toURL().openConnection();
            connection.setConnectTimeout(1_000);
            connection.setReadTimeout(5_000);
            return connection.getResponseCode() == 200;
        } catch (IOException e) {
            return false;
        }
    }
}
