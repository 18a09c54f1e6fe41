package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.messenger.contracts.Json;
import io.messenger.proof.judge.Rule;
import io.messenger.testing.Account;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiConsumer;
import java.util.function.Function;
import java.util.stream.Stream;

/// Faults between the gateway and its devices in what is done to messages.
final class ChangeFaults {
    private static final String BETTER = "ann 1, better";

    private ChangeFaults() {}

    static Stream<SeededFault> all() {
        return Stream.of(
                SeededFault.onTheWay(
                        "edit dropped",
                        Rule.LIVE_SKIPS_NONE,
                        scene -> told(scene.ben, "message.edited", (_, _) -> {})),
                SeededFault.onTheWay(
                        "deletion told as one that is not seen",
                        Rule.CHANGES_CONVERGE,
                        scene ->
                                told(
                                        scene.ben,
                                        "message.deleted",
                                        (event, line) -> line.tell(unseen(event)))),
                SeededFault.onTheWay(
                        "deletion told of another message",
                        Rule.CHANGES_STORED,
                        scene ->
                                told(
                                        scene.ben,
                                        "message.deleted",
                                        (event, line) -> line.tell(event.put("target", 2)))),
                SeededFault.onTheWay(
                        "two changes told in each other's place", Rule.CHANGES_STORED, swapped()),
                SeededFault.onTheWay(
                        "batch without a reaction",
                        Rule.DELIVERED_IS_STORED,
                        scene ->
                                WireFaults.batches(
                                        scene,
                                        (batch, line) -> {
                                            batch.get("changes")
                                                    .forEach(message ->
                                                            ((ObjectNode) message)
                                                                    .remove("reactions"));
                                            line.tell(batch);
                                        })),
                SeededFault.onTheWay(
                        "batch with a message as it was before",
                        Rule.CHANGES_CONVERGE,
                        scene -> WireFaults.batches(scene, ChangeFaults::withoutChanged)),
                SeededFault.onTheWay(
                        "echo of an edit before store",
                        Rule.CHANGES_STORED,
                        scene ->
                                WireFaults.asked(
                                        "edit",
                                        BETTER,
                                        (frame, line) -> line.tell(echo(scene, frame)))),
                SeededFault.onTheWay(
                        "another text edited in than was asked for",
                        Rule.CHANGES_WERE_ASKED,
                        _ ->
                                WireFaults.asked(
                                        "edit",
                                        BETTER,
                                        (frame, line) -> {
                                            frame.withObject("body").put("text", "ann 1, worse");
                                            line.ask(frame);
                                        })),
                SeededFault.onTheWay(
                        "an edit that nobody asked for",
                        Rule.CHANGES_WERE_ASKED,
                        _ ->
                                WireFaults.asked(
                                        "edit",
                                        BETTER,
                                        (frame, line) -> {
                                            ObjectNode other = frame.deepCopy();
                                            other.put("client_msg_id", UUID.randomUUID().toString())
                                                    .withObject("body")
                                                    .put("text", "ann 1, worse");
                                            line.ask(other);
                                            line.ask(frame);
                                        })),
                SeededFault.onTheWay(
                        "reaction refused, but done",
                        Rule.CHANGES_WERE_ASKED,
                        scene ->
                                told(
                                        scene.ben,
                                        "reaction",
                                        (event, line) -> {
                                            line.tell(
                                                    own(scene, event)
                                                            ? WireFaults.rejection(event)
                                                            : event);
                                        })),
                SeededFault.onTheWay(
                        "pin told to a stranger",
                        Rule.MEMBERS_ONLY,
                        scene ->
                                told(
                                        scene.ben,
                                        "pin",
                                        (event, line) -> {
                                            line.tell(event);
                                            scene.door
                                                    .lines(scene.eve.deviceId())
                                                    .forEach(other -> other.tell(event));
                                        })));
    }

    private static FaultyDoor.Fault told(
            Account to, String type, BiConsumer<ObjectNode, Line> deed) {
        return WireFaults.told(to, frame -> frame.get("t").asText().equals(type), deed);
    }

    private static boolean own(SeededScene scene, JsonNode event) {
        return event.get("sender_id").asText().equals(scene.ben.userId().toString());
    }

    private static ObjectNode unseen(ObjectNode event) {
        ObjectNode unseen = Json.MAPPER.createObjectNode().put("t", "unseen");
        unseen.set("chat_id", event.get("chat_id"));
        unseen.set("seq", event.get("seq"));
        return unseen;
    }

    /// Only what is new since the device was away.
    private static void withoutChanged(ObjectNode batch, Line line) {
        long from = batch.get("from").asLong();
        batch.withArray("changes").removeIf(message -> message.get("seq").asLong() <= from);
        line.tell(batch);
    }

    /// What the edit would be told as, at the next place of the log.
    private static ObjectNode echo(SeededScene scene, JsonNode edit) {
        ObjectNode echo = Json.MAPPER.createObjectNode().put("t", "message.edited");
        echo.set("chat_id", edit.get("chat_id"));
        echo.put("seq", scene.head() + 1).put("sender_id", scene.ann.userId().toString());
        echo.set("target", edit.get("seq"));
        echo.set("client_msg_id", edit.get("client_msg_id"));
        echo.set("body", edit.get("body"));
        String now = "2026-01-01T12:00:00.000Z";
        return echo.put("sent_at", now).put("edited_at", now);
    }

    /// Holds the first change that ben is told until the next one, and gives each the other's seq.
    private static Function<SeededScene, FaultyDoor.Fault> swapped() {
        AtomicReference<ObjectNode> held = new AtomicReference<>();
        AtomicReference<Boolean> done = new AtomicReference<>(false);
        return scene ->
                WireFaults.told(
                        scene.ben,
                        frame -> frame.has("target") && !done.get(),
                        (event, line) -> {
                            ObjectNode first = held.getAndSet(event);
                            if (first != null) {
                                done.set(true);
                                long seq = first.get("seq").asLong();
                                first.put("seq", event.get("seq").asLong());
                                line.tell(event.deepCopy().put("seq", seq));
                                line.tell(first);
                            }
                        });
    }
}
