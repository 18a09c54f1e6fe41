package io.messenger.message;

import io.messenger.contracts.Command;
import java.util.List;

/// The commands of one poll, in the order of their partitions.
///
/// @param spans what the poll took from each partition
/// @param commands those not applied before
/// @param repeated those at or below the applied offset: a crash came between their commit and
///   their emission, or between that and the offset's commit in Kafka
/// @param poison records that are no commands
record Batch(
        List<Span> spans, List<Command> commands, List<Command> repeated, List<Poison> poison) {

    /// A stretch of one partition.
    ///
    /// @param expected the next offset that the database must have for this batch to be ours
    /// @param next the offset after the last record; never below `expected`
    record Span(int partition, long expected, long next) {}

    /// A record that can never be applied, with the reason.
    record Poison(
            org.apache.kafka.clients.consumer.ConsumerRecord<byte[], byte[]> source,
            String reason) {}
}
