package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Body;
import io.messenger.contracts.ChangeFrames;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.ChatType;
import io.messenger.contracts.ClientMsgId;
import io.messenger.contracts.Command;
import io.messenger.contracts.CommandWriter;
import io.messenger.contracts.ConnId;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Frames;
import io.messenger.contracts.KeepFrames;
import io.messenger.contracts.Message;
import io.messenger.contracts.Op;
import io.messenger.contracts.Origin;
import io.messenger.contracts.Role;
import io.messenger.contracts.SystemBody;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What the contracts module writes is what `docs/asyncapi.yaml` says.
class ContractsTest {
    private static final UserId USER = new UserId(UUID.randomUUID());
    private static final ChatId CHAT = new ChatId(UUID.randomUUID());
    private static final ClientMsgId ID = new ClientMsgId(UUID.randomUUID());

    static Stream<Op> ops() {
        return Stream.of(
                new Op.Send(new Body("привет"), 3L),
                new Op.Edit(3, new Body("пока")),
                new Op.Delete(3, Op.Scope.ALL),
                new Op.React(3, "\uD83D\uDC4D", true),
                new Op.Pin(3, true),
                new Op.Read(0),
                new Op.Received(4),
                new Op.Create(
                        ChatType.GROUP, "Climbing", List.of(new Op.Founder(USER, Role.OWNER))),
                new Op.Join(USER, Role.READER),
                new Op.Leave(USER),
                new Op.SetRole(USER, Role.ADMIN),
                new Op.Update("Bouldering", "On Sundays", null, "/v1/chat-avatars/x"),
                new Op.DeleteChat(),
                new Op.Keep(Instant.parse("2027-01-01T00:00:00Z"), true, false));
    }

    @ParameterizedTest
    @MethodSource("ops")
    void commandsAreDocumented(Op op) {
        DeviceId device = new DeviceId(UUID.randomUUID());
        Origin origin = new Origin(3, new ConnId(UUID.randomUUID()), "r1");
        Command fromASocket = new Command(CHAT, USER, device, ID, origin, Instant.now(), op);
        Command fromChat = new Command(CHAT, USER, null, ID, null, Instant.now(), op);
        FrameSchemas.demand("command", json(CommandWriter.bytes(fromASocket)));
        FrameSchemas.demand("command", json(CommandWriter.bytes(fromChat)));
    }

    @Test
    void everyOpIsTriedHere() {
        List<Class<?>> tried = ops().<Class<?>>map(Op::getClass).toList();
        assertThat(tried).containsExactlyInAnyOrderElementsOf(kinds(Op.class).toList());
    }

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Stream.of(type.getPermittedSubclasses()).flatMap(ContractsTest::kinds)
                : Stream.of(type);
    }

    @ParameterizedTest
    @MethodSource("ops")
    void framesOfStoredEntriesAreDocumented(Op op) {
        switch (op) {
            case Op.Read _, Op.Received _, Op.Keep _ -> {
                // They leave nothing in the log.
            }
            case Op.Change change -> {
                Command command = new Command(CHAT, USER, null, ID, null, Instant.now(), change);
                FrameSchemas.demandFromServer(json(ChangeFrames.event(command, change, 9)));
            }
            case Op.Send send -> stored(false, send.body().json());
            case Op.Create _, Op.Join _, Op.Leave _, Op.SetRole _, Op.Update _, Op.DeleteChat _ ->
                    stored(true, SystemBody.of(op).json());
        }
    }

    @Test
    void otherFramesAreDocumented() {
        FrameSchemas.demandFromServer(json(Frames.rejected(CHAT, ID, ErrorCode.FORBIDDEN)));
        FrameSchemas.demandFromServer(json(Frames.receipt(CHAT, USER, 3, 2)));
        FrameSchemas.demandFromServer(json(Frames.unread(CHAT, 2, 1, 0)));
        FrameSchemas.demandFromServer(json(ChangeFrames.unseen(CHAT, 9)));
        FrameSchemas.demandFromServer(json(ChangeFrames.hidden(CHAT, 3)));
        FrameSchemas.demandFromServer(json(ChangeFrames.reply("r1")));
        FrameSchemas.demandFromServer(json(KeepFrames.mute(CHAT, Instant.now())));
        FrameSchemas.demandFromServer(json(KeepFrames.archive(CHAT, true)));
        FrameSchemas.demandFromServer(json(KeepFrames.block(CHAT, false)));
    }

    @Test
    void topicsAreTheDocumentedOnes() {
        Place channels = Place.root(TestYaml.resource("asyncapi/asyncapi.yaml")).child("channels");
        List<String> topics =
                channels.children()
                        .map(channel -> channel.child("bindings").child("kafka"))
                        .filter(Place::exists)
                        .map(kafka -> kafka.node())
                        .map(kafka ->
                                "%s %s %s"
                                        .formatted(
                                                kafka.get("topic").asText(),
                                                kafka.get("partitions"),
                                                kafka.get("topicConfiguration")
                                                        .get("retention.ms")))
                        .toList();
        assertThat(Topics.all(12))
                .extracting(spec ->
                        "%s %d %d"
                                .formatted(
                                        spec.name(),
                                        spec.partitions(),
                                        spec.retention().toMillis()))
                .containsExactlyInAnyOrderElementsOf(topics);
    }

    private static void stored(boolean system, String body) {
        Message message =
                new Message(CHAT, 4, 4, system, USER, ID, body, null, null, null, Instant.now());
        FrameSchemas.demandFromServer(json(Frames.stored(message, null)));
    }

    private static JsonNode json(byte[] utf8) {
        return TestJson.read(new String(utf8, StandardCharsets.UTF_8));
    }
}
