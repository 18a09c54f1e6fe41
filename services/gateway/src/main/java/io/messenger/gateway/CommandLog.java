package io.messenger.gateway;

import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Topics;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Appends commands to `message.send`, a chat's in the order in which they come. Threads share it.
final class CommandLog {
    private final Producer<byte[], byte[]> producer;

    CommandLog(Producer<byte[], byte[]> producer) {
        this.producer = producer;
    }

    /// Appends one command and returns before the broker has it.
    ///
    /// @param failed told when the broker did not take it; nothing after it may then be accepted
    ///   from the same sender, or order would be lost
    void append(Command command, Consumer<Exception> failed) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(
                        Topics.SEND,
                        CommandWriter.key(command.chatId()),
                        CommandWriter.bytes(command));
        try {
            // The callback tells all that the future would.
            var _ =
                    producer.send(
                            record,
                            (_, e) -> {
                                if (e != null) {
                                    failed.accept(e);
                                }
                            });
        } catch (KafkaException e) {
            failed.accept(e);
        }
    }
}
