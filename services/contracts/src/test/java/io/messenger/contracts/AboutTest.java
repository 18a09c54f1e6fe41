package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/// The commands and the events that describe a chat or give it a picture.
final class AboutTest {
    static Stream<Arguments> updates() {
        return Stream.of(
                Arguments.of("about", new Op.Update("Bouldering", "On Sundays", null)),
                Arguments.of(
                        "avatar",
                        Op.Update.avatar("/v1/chat-avatars/0198c0de-0000-7000-8000-0000000000f2")));
    }

    @ParameterizedTest
    @MethodSource("updates")
    void travelsInACommandAsInVersion1(String name, Op.Update update) {
        Command command =
                new Command(Golden.CHAT, Golden.ANN, null, Golden.ID, null, Golden.AT, update);

        assertThat(Golden.text(CommandWriter.bytes(command)))
                .isEqualTo(Golden.line("command.chat.update." + name));
        assertThat(CommandReader.read(Golden.bytes("command.chat.update." + name)))
                .isEqualTo(command);
    }

    @ParameterizedTest
    @MethodSource("updates")
    void isToldAsInVersion1(String name, Op.Update update) {
        Message message =
                new Message(
                        Golden.CHAT,
                        4,
                        4,
                        true,
                        Golden.ANN,
                        Golden.ID,
                        SystemBody.of(update).json(),
                        null,
                        null,
                        null,
                        Golden.AT);

        assertThat(Golden.text(Frames.stored(message, null)))
                .isEqualTo(Golden.line("frame.chat.updated." + name));
    }
}
