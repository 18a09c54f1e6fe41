package io.messenger.message;

import io.messenger.contracts.Topics;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Puts aside what can never be applied, so that the log goes on: the record as it came, with
/// `reason`, `source_partition` and `source_offset` in headers. A crash may put one aside twice.
record DeadLetters(Producer<byte[], byte[]> producer, LogMeters meters) {
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
            try {
                producer.send(letter(one, source.value())).get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof RecordTooLargeException)) {
                    throw e;
                }
                // The headers made it too large; the command itself is still in message.send.
                producer.send(letter(one, null)).get();
            }
            meters.deadLetter();
        }
    }

    private static ProducerRecord<byte[], byte[]> letter(
            Batch.Poison poison, byte @org.jspecify.annotations.Nullable [] value) {
        ConsumerRecord<byte[], byte[]> source = poison.source();
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.DEAD_LETTERS, null, source.key(), value, source.headers());
        header(record, "reason", poison.reason());
        header(record, "source_partition", Integer.toString(source.partition()));
        header(record, "source_offset", Long.toString(source.offset()));
        return record;
    }

    private static void header(ProducerRecord<byte[], byte[]> record, String name, String value) {
        record.headers().add(name, value.getBytes(StandardCharsets.UTF_8));
    }
}
