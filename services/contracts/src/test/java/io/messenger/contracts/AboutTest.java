package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// The command and the event that describe a chat.
final class AboutTest {
    private static final Op.Update ABOUT = new Op.Update("Bouldering", "On Sundays", null);

    @Test
    void travelsInACommandAsInVersion1() {
        Command command =
                new Command(Golden.CHAT, Golden.ANN, null, Golden.ID, null, Golden.AT, ABOUT);

        assertThat(Golden.text(CommandWriter.bytes(command)))
                .isEqualTo(Golden.line("command.chat.update.about"));
        assertThat(CommandReader.read(Golden.bytes("command.chat.update.about")))
                .isEqualTo(command);
    }

    @Test
    void isToldAsInVersion1() {
        Message message =
                new Message(
                        Golden.CHAT,
                        4,
                        4,
                        true,
                        Golden.ANN,
                        Golden.ID,
                        SystemBody.of(ABOUT).json(),
                        null,
                        null,
                        null,
                        Golden.AT);

        assertThat(Golden.text(Frames.stored(message, null)))
                .isEqualTo(Golden.line("frame.chat.updated.about"));
    }
}
