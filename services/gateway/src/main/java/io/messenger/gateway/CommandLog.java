package io.messenger.gateway;

import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Topics;
import io.messenger.platform.Trace;
import io.messenger.platform.Tracing;
import java.time.Duration;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.Callback;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;

/// Appends commands to `message.send`, a chat's in the order in which they come. Threads share it.
final class CommandLog {
    /// How long a command waits for others to share its request: at 2,000 a second it halves the
    /// requests and takes a quarter off the cost of a message, for a millisecond (ADR 0015).
    static final Duration LINGER = Duration.ofMillis(2);

    private final Producer<byte[], byte[]> producer;
    private final Tracing tracing;

    CommandLog(Producer<byte[], byte[]> producer, Tracing tracing) {
        this.producer = producer;
        this.tracing = tracing;
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
        Callback told =
                (_, e) -> {
                    if (e != null) {
                        failed.accept(e);
                    }
                };
        Trace way = tracing.begin("websocket send");
        try {
            // The callback tells all that the future would.
            var _ =
                    producer.send(
                            record, way == null ? told : followed(way, command, record, told));
        } catch (KafkaException e) {
            failed.accept(e);
        }
    }

    private static Callback followed(
            Trace way, Command command, ProducerRecord<byte[], byte[]> record, Callback told) {
        way.with("chat_id", command.chatId().toString()).with("op", command.op().name());
        Trace publish = way.publish(Topics.SEND);
        publish.into(record.headers());
        return (metadata, e) -> {
            publish.end(e);
            way.end(e);
            told.onCompletion(metadata, e);
        };
    }
}
