package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.platform.Trace;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;

/// The commands of one poll, in the order of their partitions.
///
/// @param spans what the poll took from each partition
/// @param fresh those not applied before
/// @param repeated those below the applied offset: a crash came between their commit and their
///   emission, or between that and the offset's commit in Kafka
/// @param poison records that are no commands
record Batch(List<Span> spans, List<Entry> fresh, List<Command> repeated, List<Poison> poison) {

    /// A stretch of one partition.
    ///
    /// @param expected the next offset that the database must have for this batch to be ours
    /// @param next the offset after the last record; never below `expected`
    record Span(int partition, long expected, long next) {}

    /// A command with the record that brought it.
    ///
    /// @param way when somebody follows it
    record Entry(ConsumerRecord<byte[], byte[]> source, Command command, @Nullable Trace way) {
        /// One that nobody follows.
        Entry(ConsumerRecord<byte[], byte[]> source, Command command) {
            this(source, command, null);
        }
    }

    /// A record that can never be applied, with the reason.
    record Poison(ConsumerRecord<byte[], byte[]> source, String reason) {}

    /// Everything that touches a chat.
    Stream<Command> commands() {
        return Stream.concat(repeated.stream(), fresh.stream().map(Entry::command));
    }

    /// The same stretch without one of its fresh commands, which is passed over for ever.
    Batch without(Entry refused) {
        List<Entry> others = new ArrayList<>(fresh);
        others.remove(refused);
        return new Batch(spans, others, repeated, poison);
    }

    /// The same stretch with only its first fresh commands.
    Batch first(int count) {
        return new Batch(spans, fresh.subList(0, count), repeated, poison);
    }
}
