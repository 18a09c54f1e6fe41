package io.messenger.platform;

import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.clients.admin.Admin;

/// Asks the brokers whether they are there, for readiness. Threads share it.
public final class KafkaProbe implements AutoCloseable {
    private static final int TIMEOUT_MILLIS = 1_500;

    private final Admin admin;

    KafkaProbe(Map<String, Object> config) {
        config.put("request.timeout.ms", TIMEOUT_MILLIS);
        config.put("default.api.timeout.ms", TIMEOUT_MILLIS);
        admin = Admin.create(config);
    }

    /// Whether a broker answers within a second and a half.
    public boolean answers() {
        try {
            return !admin.describeCluster()
                    .nodes()
                    .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                    .isEmpty();
        } catch (ExecutionException | TimeoutException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
