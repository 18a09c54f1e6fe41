package io.messenger.standalone;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.Json;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.proof.judge.Rule;
import io.messenger.testing.TestKafka;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/// Faults in Kafka: records that no service of ours would write, made of those that they wrote.
final class LogFaults {
    private LogFaults() {}

    static Stream<SeededFault> all() {
        return Stream.of(
                SeededFault.behind(
                        "event addressed to a stranger",
                        Rule.MEMBERS_ONLY,
                        scene -> tell(scene, scene.eve.userId(), joining(scene))),
                SeededFault.behind(
                        "told before the commit, which failed",
                        Rule.DELIVERED_IS_STORED,
                        scene ->
                                tell(
                                        scene,
                                        scene.ben.userId(),
                                        event(scene)
                                                .put("seq", scene.head() + 1)
                                                .put(
                                                        "client_msg_id",
                                                        UUID.randomUUID().toString()))),
                SeededFault.behind(
                        "a reaction told before the commit, which failed",
                        Rule.CHANGES_STORED,
                        scene -> tell(scene, scene.ben.userId(), reaction(scene))),
                SeededFault.behind(
                        "what is done to an older message told to a new member",
                        Rule.MEMBERS_ONLY,
                        scene -> {
                            UserId fay = scene.fayJoins().userId();
                            tell(scene, fay, reaction(scene));
                        }),
                SeededFault.behind(
                        "a command that nobody sent",
                        Rule.STORED_WAS_SENT,
                        scene ->
                                repeat(
                                        scene,
                                        command(scene)
                                                .put(
                                                        "client_msg_id",
                                                        UUID.randomUUID().toString()))));
    }

    /// No fault: a command that comes twice, as after a produce that seemed to fail.
    static void repeat(SeededScene scene) throws Exception {
        repeat(scene, command(scene));
    }

    private static void repeat(SeededScene scene, ObjectNode command) throws Exception {
        produce(
                new ProducerRecord<>(
                        Topics.SEND, null, CommandWriter.key(scene.chat), Json.bytes(command)));
    }

    /// To all gateways, for this user.
    private static void tell(SeededScene scene, UserId user, ObjectNode event) throws Exception {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DELIVERED, 0, null, Json.bytes(event));
        long seq = event.get("seq").asLong();
        record.headers().add(Route.HEADER, Route.log(scene.chat, seq, null, List.of(user)).bytes());
        produce(record);
    }

    private static void produce(ProducerRecord<byte[], byte[]> record) throws Exception {
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(
                        Map.of("bootstrap.servers", SeededScene.stack().kafkaBootstrap()),
                        new ByteArraySerializer(),
                        new ByteArraySerializer())) {
            producer.send(record).get();
        }
    }

    private static ObjectNode event(SeededScene scene) throws Exception {
        return record(scene, Topics.DELIVERED, "message.new");
    }

    /// Eve's: before that, a gateway takes events of the chat for late ones, and drops them.
    private static ObjectNode joining(SeededScene scene) throws Exception {
        ObjectNode event = event(scene).put("t", "member.joined");
        event.remove(List.of("body", "mentions"));
        event.putObject("chat")
                .put("chat_id", scene.chat.toString())
                .put("type", "group")
                .put("title", "Friends")
                .put("created_by", scene.ann.userId().toString())
                .put("created_at", event.get("sent_at").asText())
                .put("role", "member")
                .put("head_seq", scene.head());
        return event.put("user_id", scene.eve.userId().toString()).put("role", "member");
    }

    /// To an old message, at the next place of the log.
    private static ObjectNode reaction(SeededScene scene) throws Exception {
        ObjectNode event = event(scene).put("t", "reaction");
        event.remove(List.of("body", "mentions"));
        return event.put("seq", scene.head() + 1)
                .put("client_msg_id", UUID.randomUUID().toString())
                .put("target", 2)
                .put("emoji", "\uD83D\uDC4D")
                .put("on", true);
    }

    private static ObjectNode command(SeededScene scene) throws Exception {
        return record(scene, Topics.SEND, "ann 5");
    }

    /// The record of the fifth message of ann's, read back.
    private static ObjectNode record(SeededScene scene, String topic, String mark)
            throws Exception {
        try (TestKafka kafka =
                TestKafka.fromTheBeginning(SeededScene.stack().kafkaBootstrap(), topic)) {
            ConsumerRecord<byte[], byte[]> found =
                    kafka.await(record -> {
                        String value = text(record.value());
                        return value.contains(scene.chat.toString())
                                && value.contains("ann 5")
                                && value.contains(mark);
                    });
            return (ObjectNode) Json.MAPPER.readTree(found.value());
        }
    }

    private static String text(byte @Nullable [] value) {
        return value == null ? "" : new String(value, StandardCharsets.UTF_8);
    }
}
