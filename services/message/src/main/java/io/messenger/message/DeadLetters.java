package io.messenger.message;

import io.messenger.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts aside what can never be applied, so that the log goes on: the record as it came, with
/// `reason`, `source_partition` and `source_offset` in headers. A crash may put one aside twice.
record DeadLetters(Producer<byte[], byte[]> producer) {
    private static final Logger LOG = LoggerFactory.getLogger(DeadLetters.class);

    /// Returns when the broker has them.
    void add(List<Batch.Poison> poison) throws ExecutionException, InterruptedException {
        for (Batch.Poison one : poison) {
            ConsumerRecord<byte[], byte[]> source = one.source();
            LOG.error(
                    "put aside the command at {}-{}: {}",
                    source.partition(),
                    source.offset(),
                    one.reason());
            ProducerRecord<byte[], byte[]> record =
                    new ProducerRecord<>(
                            Topics.DEAD_LETTERS,
                            null,
                            source.key(),
                            source.value(),
                            source.headers());
            header(record, "reason", one.reason());
            header(record, "source_partition", Integer.toString(source.partition()));
            header(record, "source_offset", Long.toString(source.offset()));
            producer.send(record).get();
        }
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
