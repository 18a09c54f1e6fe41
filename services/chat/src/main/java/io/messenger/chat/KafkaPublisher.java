package io.messenger.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Publishes to `message.send`.
record KafkaPublisher(Producer<byte[], byte[]> producer) implements Publisher {
    private static final Logger LOG = LoggerFactory.getLogger(KafkaPublisher.class);

    private record Sent(OutboxRow row, Future<RecordMetadata> ack) {}

    @Override
    public List<OutboxRow> publish(List<OutboxRow> rows) {
        List<Sent> sent = new ArrayList<>(rows.size());
        for (OutboxRow row : rows) {
            Future<RecordMetadata> ack = producer.send(row.command());
            sent.add(new Sent(row, ack));
            if (ack.state() == Future.State.FAILED) {
                // Without a broker each further one would block for as long as this one did.
                break;
            }
        }
        return acknowledged(sent);
    }

    private static List<OutboxRow> acknowledged(List<Sent> sent) {
        List<OutboxRow> acknowledged = new ArrayList<>(sent.size());
        try {
            for (Sent one : sent) {
                if (acknowledges(one)) {
                    acknowledged.add(one.row());
                }
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return acknowledged;
    }

    private static boolean acknowledges(Sent one) throws InterruptedException {
        try {
            one.ack().get();
            return true;
        } catch (ExecutionException e) {
            LOG.debug("outbox row {} was not acknowledged", one.row().id(), e);
            return false;
        }
    }
}
