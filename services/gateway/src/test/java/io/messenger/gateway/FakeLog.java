package io.messenger.gateway;

import io.messenger.contracts.Command;
import io.messenger.contracts.CommandReader;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Frames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.platform.Kafka;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/// Stands for the message service on the real topics: it answers each send, by what its text asks
/// for. `refuse forbidden` is rejected so, `silence` is not answered, `later` only after
/// [#release], all else is stored, once for each `client_msg_id`.
final class FakeLog implements AutoCloseable {
    private final KafkaConsumer<byte[], byte[]> commands;
    private final KafkaProducer<byte[], byte[]> events;
    private final Map<Object, Message> stored = new HashMap<>();
    private final Thread thread = Thread.ofPlatform().name("fake-log").unstarted(this::run);
    private final List<String> texts = new CopyOnWriteArrayList<>();
    private final Queue<Runnable> held = new ArrayDeque<>();
    private volatile boolean released;
    private volatile boolean closed;

    FakeLog(String bootstrap) {
        Kafka kafka = new Kafka(bootstrap, "fake-log");
        commands = kafka.reader();
        events = kafka.producer();
    }

    /// Answers everything from here on; the topics exist.
    void begin() {
        List<TopicPartition> partitions =
                commands.partitionsFor(Topics.SEND).stream()
                        .map(info -> new TopicPartition(info.topic(), info.partition()))
                        .toList();
        commands.assign(partitions);
        commands.seekToEnd(partitions);
        partitions.forEach(commands::position);
        thread.start();
    }

    private void run() {
        while (!closed) {
            while (released && !held.isEmpty()) {
                held.remove().run();
            }
            for (ConsumerRecord<byte[], byte[]> record : commands.poll(Duration.ofMillis(50))) {
                Command command = CommandReader.read(record.value());
                if (command.op() instanceof Op.Send send && command.origin() != null) {
                    answer(command, send, command.origin());
                }
            }
        }
        commands.close();
        events.close();
    }

    /// What was sent, in the log's order.
    List<String> texts() {
        return texts;
    }

    /// Answers what was said `later`.
    void release() {
        released = true;
    }

    private void answer(Command command, Op.Send send, Origin origin) {
        String text = send.body().text();
        texts.add(text);
        if (text.equals("later") && !released) {
            held.add(() -> answer(command, send, origin));
        } else if (text.startsWith("refuse ")) {
            ErrorCode code = ErrorCode.valueOf(text.substring(7).toUpperCase(Locale.ROOT));
            emit(
                    origin.lane(),
                    Route.answer(command.chatId(), 0, origin.conn()),
                    Frames.rejected(command.chatId(), command.clientMsgId(), code));
        } else if (!text.equals("silence")) {
            Message message =
                    stored.computeIfAbsent(command.clientMsgId(), _ -> message(command, send));
            emit(
                    origin.lane(),
                    Route.log(
                            command.chatId(),
                            message.seq(),
                            origin.conn(),
                            List.of(command.senderId())),
                    Frames.stored(message, null));
        }
    }

    private Message message(Command command, Op.Send send) {
        long seq = stored.size() + 2L;
        return new Message(
                command.chatId(),
                seq,
                seq,
                false,
                command.senderId(),
                command.clientMsgId(),
                send.body().json(),
                send.replyTo(),
                null,
                null,
                command.at().truncatedTo(ChronoUnit.MILLIS),
                null,
                false,
                send.mentions().json());
    }

    /// Emits an event to all gateways.
    void tell(Route route, byte[] frame) {
        emit(0, route, frame);
    }

    private void emit(int lane, Route route, byte[] frame) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DELIVERED, lane, null, frame);
        record.headers().add(Route.HEADER, route.bytes());
        var _ = events.send(record);
    }

    @Override
    public void close() {
        closed = true;
    }
}
