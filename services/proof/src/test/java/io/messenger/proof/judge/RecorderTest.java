package io.messenger.proof.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device's log, from its frames to the judge.
final class RecorderTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    @TempDir private Path folder;

    @Test
    void framesBecomeEntriesAndTheFileSaysTheSame() throws Exception {
        Path file = folder.resolve("ann.jsonl");
        DeviceLog kept;
        try (Recorder recorder = Recorder.to(file, "ann's", Story.ANN, NOON)) {
            conversation(recorder.connection());
            kept = recorder.log();
        }
        long at = NOON.millis();
        Item one = Story.item(2, Story.ANN, "one");
        assertThat(kept.entries())
                .containsExactly(
                        new Entry.Began(at, 1, List.of(new Entry.Cursor(Story.CHAT, 1))),
                        new Entry.Ready(
                                at,
                                1,
                                List.of(new Entry.ChatState(Story.CHAT, 1, 1, 0)),
                                List.of()),
                        new Entry.Batch(at, 1, Story.CHAT, 1, 2, false, List.of(one)),
                        new Entry.Synced(at, 1),
                        new Entry.Sent(at, 1, Story.CHAT, Story.key("one"), "one".hashCode()),
                        new Entry.Pushed(at, 1, one),
                        new Entry.Pointed(at, 1, Story.CHAT, Story.BEN, 2, 1),
                        new Entry.Pointed(at, 1, Story.CHAT, Story.ANN, 0, 2),
                        new Entry.Refused(at, 1, Story.CHAT, Story.key("two"), "forbidden"),
                        new Entry.Resync(at, 1, null),
                        new Entry.Resync(at, 1, Story.CHAT),
                        new Entry.Ended(at, 1));
        assertThat(DeviceLog.read(file)).isEqualTo(kept);
    }

    @Test
    void aLineThatIsNotWholeIsLeftOut() throws Exception {
        Path file = folder.resolve("killed.jsonl");
        try (Recorder recorder = Recorder.to(file, "ann's", Story.ANN, NOON)) {
            conversation(recorder.connection());
        }
        String all = Files.readString(file);
        Files.writeString(file, all.substring(0, all.length() - 5));
        assertThat(DeviceLog.read(file).entries())
                .hasSize(11)
                .last()
                .isInstanceOf(Entry.Resync.class);
    }

    @Test
    void aLogIsNeverWrittenOver() throws Exception {
        Path file = folder.resolve("ann.jsonl");
        Files.createFile(file);
        assertThatThrownBy(() -> Recorder.to(file, "ann's", Story.ANN, NOON))
                .isInstanceOf(FileAlreadyExistsException.class);
    }

    @Test
    void aLogShowsNobodysWords() throws Exception {
        Path file = folder.resolve("ann.jsonl");
        try (Recorder recorder = Recorder.to(file, "ann's", Story.ANN, NOON)) {
            Recorder.Wire wire = recorder.connection();
            wire.sent(
                    frame(
                            "send",
                            "\"client_msg_id\":\"%s\",\"body\":{\"type\":\"text\",\"text\":\"a secret\"}"
                                    .formatted(Story.key("one"))));
        }
        assertThat(Files.readString(file)).contains("sent").doesNotContain("a secret");
    }

    private static void conversation(Recorder.Wire wire) throws IOException {
        wire.sent(
                json(
                        """
                        {"t":"auth","token":"x","device_id":"y","cursors":{"%s":1}}
                        """
                                .formatted(Story.CHAT)));
        wire.received(json("{\"t\":\"hello\"}"));
        wire.received(
                json(
                        """
                        {"t":"ready","chats":[{"chat_id":"%s","head_seq":1,"received_seq":1,"read_seq":0}],"left":[]}
                        """
                                .formatted(Story.CHAT)));
        wire.received(
                json(
                        """
                        {"t":"batch","chat_id":"%s","from":1,"to":2,"changes":[{"chat_id":"%s","seq":2,"change_seq":2,
                        "kind":"message","sender_id":"%s","client_msg_id":"%s","body":{"type":"text","text":"one"}}]}
                        """
                                .formatted(Story.CHAT, Story.CHAT, Story.ANN, Story.key("one"))));
        wire.received(json("{\"t\":\"synced\"}"));
        wire.sent(
                frame(
                        "send",
                        "\"client_msg_id\":\"%s\",\"body\":{\"type\":\"text\",\"text\":\"one\"}"
                                .formatted(Story.key("one"))));
        wire.received(
                frame(
                        "message.new",
                        "\"seq\":2,\"sender_id\":\"%s\",\"client_msg_id\":\"%s\",\"body\":{\"type\":\"text\",\"text\":\"one\"}"
                                .formatted(Story.ANN, Story.key("one"))));
        wire.received(
                frame(
                        "receipt",
                        "\"user_id\":\"%s\",\"received_seq\":2,\"read_seq\":1"
                                .formatted(Story.BEN)));
        wire.received(frame("unread", "\"read_seq\":2,\"unread\":0,\"mentions\":0"));
        wire.received(
                frame(
                        "rejected",
                        "\"client_msg_id\":\"%s\",\"code\":\"forbidden\""
                                .formatted(Story.key("two"))));
        wire.received(json("{\"t\":\"resync\"}"));
        wire.received(frame("resync", "\"id\":\"z\""));
        wire.received(frame("typing", "\"on\":true"));
        wire.ended();
    }

    private static JsonNode frame(String type, String more) throws IOException {
        return json("{\"t\":\"%s\",\"chat_id\":\"%s\",%s}".formatted(type, Story.CHAT, more));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }
}
