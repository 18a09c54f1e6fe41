package io.messenger.message;

import io.messenger.contracts.Command;
import io.messenger.contracts.CommandReader;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Topics;
import io.messenger.platform.Tracing;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.common.TopicPartition;

/// Turns the records of one poll into a batch.
record BatchReader(Offsets offsets, Tracing tracing) {
    private static final String PROCESS = Topics.SEND + " process";

    Batch read(ConsumerRecords<byte[], byte[]> records) {
        List<Batch.Span> spans = new ArrayList<>();
        List<Batch.Entry> fresh = new ArrayList<>(records.count());
        List<Command> repeated = new ArrayList<>();
        List<Batch.Poison> poison = new ArrayList<>();
        for (TopicPartition partition : records.partitions()) {
            spans.add(offsets.span(partition, records));
            for (ConsumerRecord<byte[], byte[]> record : records.records(partition)) {
                try {
                    Command command = command(record);
                    if (offsets.applied(record)) {
                        repeated.add(command);
                    } else {
                        fresh.add(
                                new Batch.Entry(
                                        record,
                                        command,
                                        tracing.follow(record.headers(), PROCESS)));
                    }
                } catch (IllegalArgumentException e) {
                    poison.add(new Batch.Poison(record, String.valueOf(e.getMessage())));
                }
            }
        }
        return new Batch(spans, fresh, repeated, poison);
    }

    private static Command command(ConsumerRecord<byte[], byte[]> record) {
        if (record.value() == null) {
            throw new IllegalArgumentException("no value");
        }
        Command command = CommandReader.read(record.value());
        // Under another key it stands in another partition, and the chat would have two owners.
        if (!Arrays.equals(record.key(), CommandWriter.key(command.chatId()))) {
            throw new IllegalArgumentException("the key is not the chat's id");
        }
        return command;
    }
}
