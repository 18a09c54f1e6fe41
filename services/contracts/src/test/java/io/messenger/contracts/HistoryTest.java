package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/// The command and the event that open or close a group's history.
final class HistoryTest {
    private static final Op.Update OPEN = new Op.Update(null, null, History.ALL);

    @Test
    void travelsInACommandAsInVersion1() {
        Command command =
                new Command(Golden.CHAT, Golden.ANN, null, Golden.ID, null, Golden.AT, OPEN);

        assertThat(Golden.text(CommandWriter.bytes(command)))
                .isEqualTo(Golden.line("command.chat.update.history"));
        assertThat(CommandReader.read(Golden.bytes("command.chat.update.history")))
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
                        SystemBody.of(OPEN).json(),
                        null,
                        null,
                        null,
                        Golden.AT);

        assertThat(Golden.text(Frames.stored(message, null)))
                .isEqualTo(Golden.line("frame.chat.updated.history"));
    }

    @Test
    void anUpdateOfNothingIsNone() {
        String nothing = Golden.line("command.chat.update.history").replace("history", "other");

        assertThatIllegalArgumentException()
                .isThrownBy(() -> CommandReader.read(nothing.getBytes(StandardCharsets.UTF_8)));
    }
}
