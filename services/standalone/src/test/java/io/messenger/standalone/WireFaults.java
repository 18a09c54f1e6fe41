package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import io.messenger.proof.judge.Rule;
import io.messenger.testing.Account;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/// Faults between the gateway and its devices. Their frames stay valid: none is found by its form.
final class WireFaults {
    private WireFaults() {}

    static Stream<SeededFault> all() {
        return Stream.of(
                SeededFault.onTheWay(
                        "echo before store",
                        Rule.ACKNOWLEDGED_IS_STORED,
                        scene ->
                                asked(
                                        "send",
                                        "ann 2",
                                        (frame, line) -> line.tell(echo(scene, frame)))),
                SeededFault.onTheWay(
                        "echo with a wrong seq",
                        Rule.ACKNOWLEDGED_IS_STORED,
                        told(scene -> scene.ann, "ann 3", event -> shift(event, 1))),
                SeededFault.onTheWay(
                        "event to others with a wrong seq",
                        Rule.DELIVERED_IS_STORED,
                        told(scene -> scene.ben, "ann 3", event -> shift(event, 1))),
                SeededFault.onTheWay(
                        "event with another's text",
                        Rule.DELIVERED_IS_STORED,
                        told(
                                scene -> scene.ben,
                                "ann 2",
                                event -> event.withObject("body").put("text", "ann 1"))),
                SeededFault.onTheWay(
                        "event in another's name",
                        Rule.DELIVERED_IS_STORED,
                        told(
                                scene -> scene.ben,
                                "ann 2",
                                event -> event.put("sender_id", UUID.randomUUID().toString()))),
                SeededFault.onTheWay(
                        "event told twice, at two seqs",
                        Rule.DELIVERED_IS_STORED,
                        scene ->
                                events(
                                        scene.ben,
                                        "ann 3",
                                        (event, line) -> {
                                            line.tell(event);
                                            ObjectNode again = event.deepCopy();
                                            shift(again, 1);
                                            line.tell(again);
                                        })),
                SeededFault.onTheWay(
                        "event dropped",
                        Rule.LIVE_SKIPS_NONE,
                        scene -> events(scene.ben, "ann 2", (_, _) -> {})),
                SeededFault.onTheWay(
                        "last event dropped",
                        Rule.DEVICE_HAS_ALL,
                        scene -> events(scene.ben, "ann 8", (_, _) -> {})),
                SeededFault.onTheWay(
                        "what came during the attach dropped",
                        Rule.LIVE_SKIPS_NONE,
                        scene -> batches(scene, (_, _) -> {})),
                SeededFault.onTheWay(
                        "batch without one of its messages",
                        Rule.DEVICE_HAS_ALL,
                        scene ->
                                batches(
                                        scene,
                                        (batch, line) -> {
                                            ((ArrayNode) batch.get("changes")).remove(1);
                                            line.tell(batch);
                                        })),
                SeededFault.onTheWay(
                        "batch that begins too late",
                        Rule.DEVICE_HAS_ALL,
                        scene ->
                                batches(
                                        scene,
                                        (batch, line) -> {
                                            batch.put("from", batch.get("from").asLong() + 1);
                                            ((ArrayNode) batch.get("changes")).remove(0);
                                            line.tell(batch);
                                        })),
                SeededFault.onTheWay(
                        "batch with an altered message",
                        Rule.DELIVERED_IS_STORED,
                        scene ->
                                batches(
                                        scene,
                                        (batch, line) -> {
                                            ((ObjectNode) batch.get("changes").get(1))
                                                    .withObject("body")
                                                    .put("text", "ann 1");
                                            line.tell(batch);
                                        })),
                SeededFault.onTheWay(
                        "event to a stranger's socket",
                        Rule.MEMBERS_ONLY,
                        scene ->
                                events(
                                        scene.ben,
                                        "ann 2",
                                        (event, line) -> {
                                            line.tell(event);
                                            scene.door
                                                    .lines(scene.eve.deviceId())
                                                    .forEach(other -> other.tell(event));
                                        })),
                SeededFault.onTheWay(
                        "a retry under a new key",
                        Rule.STORED_WAS_SENT,
                        scene ->
                                asked(
                                        "send",
                                        "ann 2",
                                        (frame, line) -> {
                                            line.ask(frame);
                                            line.ask(
                                                    frame.deepCopy()
                                                            .put(
                                                                    "client_msg_id",
                                                                    UUID.randomUUID().toString()));
                                        })),
                SeededFault.onTheWay(
                        "another text stored than was sent",
                        Rule.STORED_WAS_SENT,
                        scene ->
                                asked(
                                        "send",
                                        "ann 2",
                                        (frame, line) -> {
                                            frame.withObject("body").put("text", "ann 1");
                                            line.ask(frame);
                                        })),
                SeededFault.onTheWay(
                        "two messages of a sender swapped", Rule.SENDER_ORDER, _ -> swapped()),
                SeededFault.onTheWay(
                        "refused, but stored",
                        Rule.STORED_WAS_SENT,
                        scene ->
                                events(
                                        scene.ann,
                                        "ann 2",
                                        (event, line) -> line.tell(rejection(event)))),
                SeededFault.onTheWay(
                        "ready with an older pointer",
                        Rule.POINTERS_FORWARD,
                        scene ->
                                told(
                                        scene.ben,
                                        frame -> frame.get("t").asText().equals("ready"),
                                        (ready, line) -> {
                                            ready.get("chats")
                                                    .forEach(chat ->
                                                            ((ObjectNode) chat).put("read_seq", 1));
                                            line.tell(ready);
                                        })));
    }

    private static void shift(ObjectNode event, long by) {
        event.put("seq", event.get("seq").asLong() + by);
    }

    /// The echo that the next place in the log would have.
    private static ObjectNode echo(SeededScene scene, JsonNode send) {
        ObjectNode echo = Json.MAPPER.createObjectNode();
        echo.put("t", "message.new").set("chat_id", send.get("chat_id"));
        echo.put("seq", 3).put("sender_id", scene.ann.userId().toString());
        echo.set("client_msg_id", send.get("client_msg_id"));
        echo.set("body", send.get("body"));
        return echo.put("sent_at", "2026-01-01T12:00:00.000Z");
    }

    static JsonNode rejection(JsonNode event) {
        return Json.MAPPER.valueToTree(
                Map.of(
                        "t",
                        "rejected",
                        "chat_id",
                        event.get("chat_id").asText(),
                        "client_msg_id",
                        event.get("client_msg_id").asText(),
                        "code",
                        "forbidden"));
    }

    private static boolean says(JsonNode frame, String type, String text) {
        return frame.get("t").asText().equals(type)
                && frame.path("body").path("text").asText().equals(text);
    }

    /// The live event of one message, to one user.
    static FaultyDoor.Fault events(Account to, String text, BiConsumer<ObjectNode, Line> deed) {
        return told(to, frame -> says(frame, "message.new", text), deed);
    }

    private static Function<SeededScene, FaultyDoor.Fault> told(
            Function<SeededScene, Account> to, String text, Consumer<ObjectNode> alter) {
        return scene ->
                events(
                        to.apply(scene),
                        text,
                        (event, line) -> {
                            alter.accept(event);
                            line.tell(event);
                        });
    }

    /// What ben gets when he comes back.
    static FaultyDoor.Fault batches(SeededScene scene, BiConsumer<ObjectNode, Line> deed) {
        return told(
                scene.ben,
                frame -> frame.get("t").asText().equals("batch") && !frame.has("id"),
                deed);
    }

    static FaultyDoor.Fault told(
            Account to, Predicate<JsonNode> which, BiConsumer<ObjectNode, Line> deed) {
        return new FaultyDoor.Fault() {
            @Override
            public void toDevice(JsonNode frame, Line line) {
                if (line.is(to.deviceId()) && which.test(frame)) {
                    deed.accept((ObjectNode) frame, line);
                } else {
                    line.tell(frame);
                }
            }
        };
    }

    static FaultyDoor.Fault asked(String type, String text, BiConsumer<ObjectNode, Line> deed) {
        return new FaultyDoor.Fault() {
            @Override
            public void toGateway(JsonNode frame, Line line) {
                if (says(frame, type, text)) {
                    deed.accept((ObjectNode) frame, line);
                } else {
                    line.ask(frame);
                }
            }
        };
    }

    /// Holds one message until the sender's next one has gone by.
    private static FaultyDoor.Fault swapped() {
        AtomicReference<JsonNode> held = new AtomicReference<>();
        return new FaultyDoor.Fault() {
            @Override
            public void toGateway(JsonNode frame, Line line) {
                if (says(frame, "send", "ann 4")) {
                    held.set(frame);
                    return;
                }
                line.ask(frame);
                if (says(frame, "send", "ann 5")) {
                    line.ask(held.get());
                }
            }
        };
    }
}
