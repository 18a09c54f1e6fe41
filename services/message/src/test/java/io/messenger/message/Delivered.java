package io.messenger.message;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.UserId;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Objects;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/// A record of `message.delivered`: which partition, for whom, and the frame.
record Delivered(int partition, Route route, JsonNode frame) {
    static Delivered of(ConsumerRecord<byte[], byte[]> record) {
        byte[] header =
                Objects.requireNonNull(
                                record.headers().lastHeader(Route.HEADER),
                                "a record without a route")
                        .value();
        try {
            return new Delivered(
                    record.partition(), Route.parse(header), Json.MAPPER.readTree(record.value()));
        } catch (IOException e) {
            throw new UncheckedIOException("a frame that is no JSON", e);
        }
    }

    String type() {
        return frame.get("t").asText();
    }

    long seq() {
        return frame.path("seq").asLong();
    }

    boolean is(String type, TestChat chat) {
        return type().equals(type) && in(chat);
    }

    boolean in(TestChat chat) {
        return frame.path("chat_id").asText().equals(chat.id().toString());
    }

    /// Whether it is what came of this command.
    boolean answers(Sent sent) {
        String named = type().equals("reply") ? "id" : "client_msg_id";
        return frame.path(named).asText().equals(sent.id());
    }

    boolean to(UserId user) {
        return route.users().contains(user);
    }
}
