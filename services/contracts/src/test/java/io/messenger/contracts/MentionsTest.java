package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whom a message names.
final class MentionsTest {
    private static final Mentions BOTH = new Mentions(List.of(Golden.BEN, Golden.ANN));

    @Test
    void travelInCommandsAsInVersion1() {
        inCommand(new Op.Send(Golden.BODY, 3L, BOTH), null, "command.send.mentioning");
        inCommand(new Op.Edit(3, Golden.BODY, BOTH), "r1", "command.edit.mentioning");
    }

    @Test
    void areShownInFramesAsInVersion1() {
        Op.Edit edit = new Op.Edit(3, Golden.BODY, BOTH);
        Command command =
                new Command(Golden.CHAT, Golden.ANN, null, Golden.ID, null, Golden.AT, edit);
        Message message =
                new Message(
                        Golden.CHAT,
                        4,
                        4,
                        false,
                        Golden.ANN,
                        Golden.ID,
                        Golden.BODY.json(),
                        3L,
                        null,
                        null,
                        Golden.AT,
                        null,
                        false,
                        BOTH.json());

        assertThat(Golden.text(ChangeFrames.event(command, edit, 9)))
                .isEqualTo(Golden.line("frame.message.edited.mentioning"));
        assertThat(Golden.text(Frames.stored(message, null)))
                .isEqualTo(Golden.line("frame.message.new.mentioning"));
    }

    @Test
    void areReadFromSeveralPlacesEachUserOnce() throws IOException {
        Fields one = fields("{\"mentions\":[\"%s\",\"%s\"]}".formatted(Golden.BEN, Golden.ANN));
        Fields other = fields("{\"mentions\":[\"%s\"]}".formatted(Golden.BEN));

        assertThat(Mentions.read(one, other, fields("{}"), fields("{\"mentions\":null}")))
                .isEqualTo(BOTH);
        assertThat(Mentions.read(fields("{\"mentions\":[]}"))).isEqualTo(Mentions.NONE);
    }

    @Test
    void areAtMostFifty() {
        List<UserId> users =
                Stream.generate(() -> new UserId(UUID.randomUUID())).limit(51).toList();

        assertThat(new Mentions(users.subList(0, 50)).users()).hasSize(50);
        assertThat(catchThrowableOfType(ApiException.class, () -> new Mentions(users)).field())
                .isEqualTo("mentions");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"mentions\":{}}",
                "{\"mentions\":\"all\"}",
                "{\"mentions\":[\"ben\"]}",
                "{\"mentions\":[7]}"
            })
    void areIds(String frame) {
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> Mentions.read(fields(frame)));

        assertThat(refusal.code()).isEqualTo(ErrorCode.BAD_REQUEST);
        assertThat(refusal.field()).isEqualTo("mentions");
    }

    private static void inCommand(Op op, @Nullable String request, String file) {
        Origin origin = new Origin(7, Golden.CONN, request);
        Command command =
                new Command(
                        Golden.CHAT, Golden.ANN, Golden.DEVICE, Golden.ID, origin, Golden.AT, op);

        assertThat(Golden.text(CommandWriter.bytes(command))).isEqualTo(Golden.line(file));
        assertThat(CommandReader.read(Golden.bytes(file))).isEqualTo(command);
    }

    private static Fields fields(String json) throws IOException {
        return new Fields(Json.MAPPER.readTree(json));
    }
}
