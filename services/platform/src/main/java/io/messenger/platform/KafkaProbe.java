package io.messenger.platform;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/// Asks the brokers whether they are there, for readiness, and how much they have. Threads share
/// it.
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

    /// Where each partition ends now.
    ///
    /// @throws ExecutionException when the brokers do not tell
    /// @throws TimeoutException when they do not answer within a second and a half
    public Map<TopicPartition, Long> ends(Set<TopicPartition> partitions)
            throws ExecutionException, TimeoutException, InterruptedException {
        Map<TopicPartition, OffsetSpec> latest =
                partitions.stream()
                        .collect(Collectors.toMap(Function.identity(), _ -> OffsetSpec.latest()));
        return admin
                .listOffsets(latest)
                .all()
                .get(TIMEOUT_MILLIS, TimeUnit.MILLISECONDS)
                .entrySet()
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, end -> end.getValue().offset()));
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
