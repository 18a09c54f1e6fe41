package io.messenger.message;

import io.messenger.contracts.Topics;
import io.messenger.platform.KafkaProbe;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.apache.kafka.common.TopicPartition;

/// How many commands of each owned partition are not applied yet. The ends are asked from Kafka
/// every few seconds: a consumer that pauses, which is when one wants to know, learns of none.
///
/// Threads share it.
final class LogLag implements AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(2);

    private final KafkaProbe kafka;
    private final Offsets offsets;
    private final LogMeters meters;
    private final Map<Integer, Long> ends = new ConcurrentHashMap<>();
    private final Recurring work = Recurring.of("measure the lag", PAUSE, this::measure);

    LogLag(KafkaProbe kafka, Offsets offsets, LogMeters meters) {
        this.kafka = kafka;
        this.offsets = offsets;
        this.meters = meters;
    }

    void begin() {
        work.begin();
    }

    private void measure() throws Exception {
        var owned =
                offsets.owned().stream()
                        .map(partition -> new TopicPartition(Topics.SEND, partition))
                        .collect(Collectors.toSet());
        kafka.ends(owned)
                .forEach((partition, end) -> {
                    if (ends.put(partition.partition(), end) == null) {
                        meters.lag(partition.partition(), () -> of(partition.partition()));
                    }
                });
    }

    private long of(int partition) {
        long end = ends.getOrDefault(partition, 0L);
        return Math.max(0, end - offsets.owned(partition).orElse(end));
    }

    @Override
    public void close() {
        work.close();
    }
}
