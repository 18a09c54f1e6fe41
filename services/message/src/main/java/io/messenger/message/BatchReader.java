package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.CommandReader;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Turns the records of one poll into a batch.
record BatchReader(Offsets offsets) {
    Batch read(ConsumerRecords<byte[], byte[]> records) {
        List<Batch.Span> spans = new ArrayList<>();
        List<Command> commands = new ArrayList<>(records.count());
        List<Command> repeated = new ArrayList<>();
        List<Batch.Poison> poison = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            spans.add(offsets.span(partition, records));
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                read(record, offsets.applied(record) ? repeated : commands, poison);
            }
        }
        return new Batch(spans, commands, repeated, poison);
    }

    private static void read(
            ConsumerRecord<byte[], byte[]> record, List<Command> into, List<Batch.Poison> poison) {
        try {
            if (record.value() == null) {
                throw new IllegalArgumentException("no value");
            }
            into.add(CommandReader.read(record.value()));
        } catch (IllegalArgumentException e) {
            poison.add(new Batch.Poison(record, String.valueOf(e.getMessage())));
        }
    }
}
