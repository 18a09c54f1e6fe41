package io.messenger.proof.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A device's log, from its frames to the judge.
final class RecorderTest {
    private static final Clock NOON =
            Clock.fixed(Instant.parse("2026-01-01T12:00:00Z"), ZoneOffset.UTC);

    private static final ConnId CONN = new ConnId(new UUID(7, 7));

    private static final Item LIKED =
            Story.item(2, Story.ANN, "one")
                    .with(
                            new State(
                                    4,
                                    "one".hashCode(),
                                    true,
                                    false,
                                    true,
                                    Map.of("+1", Set.of(Story.BEN))));

    @TempDir private Path folder;

    @Test
    void framesBecomeEntriesAndTheFileSaysTheSame() throws Exception {
        Path file = folder.resolve("ann.jsonl");
        DeviceLog kept;
        try (Recorder recorder = Recorder.to(file, "ann's", Story.ANN, NOON)) {
            conversation(recorder.connection());
            recorder.away();
            recorder.back();
            kept = recorder.log();
        }
        long at = NOON.millis();
        Item one = Story.item(2, Story.ANN, "one");
        assertThat(kept.entries())
                .containsExactly(
                        new Entry.Opened(at, 1, CONN),
                        new Entry.Began(at, 1, List.of(new Entry.Cursor(Story.CHAT, 1))),
                        new Entry.Ready(
                                at,
                                1,
                                List.of(new Entry.ChatState(Story.CHAT, 1, 1, 0)),
                                List.of()),
                        new Entry.Batch(at, 1, Story.CHAT, 1, 4, false, List.of(LIKED)),
                        new Entry.Synced(at, 1),
                        new Entry.Sent(at, 1, Story.CHAT, Story.key("one"), "one".hashCode()),
                        new Entry.Pushed(at, 1, one),
                        new Entry.Pointed(at, 1, Story.CHAT, Story.BEN, 2, 1),
                        new Entry.Pointed(at, 1, Story.CHAT, Story.ANN, 0, 2),
                        new Entry.Refused(at, 1, Story.CHAT, Story.key("two"), "forbidden"),
                        new Entry.Resync(at, 1, null),
                        new Entry.Resync(at, 1, Story.CHAT),
                        asked(at, "edit", Story.edit(2, "two")),
                        asked(at, "like", Story.react(2, "+1", true)),
                        asked(at, "pin", Story.pin(2, true)),
                        asked(at, "gone", Story.delete(2)),
                        new Entry.Pushed(
                                at,
                                1,
                                new Change(
                                        Story.CHAT,
                                        3,
                                        Story.ANN,
                                        Story.key("edit"),
                                        Story.edit(2, "two"))),
                        new Entry.Pushed(at, 1, new Event.Passing(Story.CHAT, 4)),
                        new Entry.Idle(at, 1, Story.key("pin")),
                        new Entry.Ended(at, 1),
                        new Entry.Away(at),
                        new Entry.Back(at));
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
                .hasSize(19)
                .last()
                .isInstanceOf(Entry.Idle.class);
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
        wire.received(json("{\"t\":\"hello\",\"conn_id\":\"%s\"}".formatted(CONN)));
        wire.sent(
                json(
                        """
                        {"t":"auth","token":"x","device_id":"y","cursors":{"%s":1}}
                        """
                                .formatted(Story.CHAT)));
        wire.received(
                json(
                        """
                        {"t":"ready","chats":[{"chat_id":"%s","head_seq":1,"received_seq":1,"read_seq":0}],"left":[]}
                        """
                                .formatted(Story.CHAT)));
        wire.received(
                json(
                        """
                        {"t":"batch","chat_id":"%s","from":1,"to":4,"changes":[{"chat_id":"%s","seq":2,"change_seq":4,
                        "reactions":{"+1":["%s"]},"pinned":true,"edited_at":"2026-01-01T12:00:00.000Z",
                        "kind":"message","sender_id":"%s","client_msg_id":"%s","body":{"type":"text","text":"one"}}]}
                        """
                                .formatted(
                                        Story.CHAT,
                                        Story.CHAT,
                                        Story.BEN,
                                        Story.ANN,
                                        Story.key("one"))));
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
        changes(wire);
        wire.ended();
    }

    private static void changes(Recorder.Wire wire) throws IOException {
        String body = "\"body\":{\"type\":\"text\",\"text\":\"two\"}";
        wire.sent(change("edit", "edit", body));
        wire.sent(change("react", "like", "\"emoji\":\"+1\",\"on\":true"));
        wire.sent(change("pin", "pin", "\"on\":true"));
        wire.sent(change("delete", "gone", "\"scope\":\"all\""));
        wire.sent(change("delete", "mine", "\"scope\":\"me\""));
        wire.received(
                frame(
                        "message.edited",
                        "\"seq\":3,\"target\":2,\"sender_id\":\"%s\",\"client_msg_id\":\"%s\",%s"
                                .formatted(Story.ANN, Story.key("edit"), body)));
        wire.received(frame("unseen", "\"seq\":4"));
        wire.received(json("{\"t\":\"reply\",\"id\":\"%s\"}".formatted(Story.key("pin"))));
        wire.received(json("{\"t\":\"reply\",\"id\":\"w\"}"));
    }

    private static Entry asked(long at, String key, Deed deed) {
        return new Entry.Asked(at, 1, Story.CHAT, Story.key(key), deed);
    }

    private static JsonNode change(String type, String key, String more) throws IOException {
        return frame(type, "\"seq\":2,\"client_msg_id\":\"%s\",%s".formatted(Story.key(key), more));
    }

    private static JsonNode frame(String type, String more) throws IOException {
        return json("{\"t\":\"%s\",\"chat_id\":\"%s\",%s}".formatted(type, Story.CHAT, more));
    }

    private static JsonNode json(String text) throws IOException {
        return Json.MAPPER.readTree(text);
    }
}
