package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The frames about changes of messages.
final class ChangeFramesTest {
    private static final String HEART = "\u2764";

    @Test
    void ofEvents() {
        event(new Op.Edit(3, Golden.BODY), "message.edited");
        event(new Op.Delete(3, Op.Scope.ALL), "message.deleted");
        event(new Op.React(3, HEART, true), "reaction");
        event(new Op.Pin(3, false), "pin");
    }

    @Test
    void deletingForOneselfLeavesNoEvent() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> event(new Op.Delete(3, Op.Scope.ME), "message.deleted"));
    }

    @Test
    void ofStateAndAnswers() {
        same(ChangeFrames.unseen(Golden.CHAT, 9), "unseen");
        same(ChangeFrames.hidden(Golden.CHAT, 3), "hidden");
        same(ChangeFrames.reply("r1"), "reply");
    }

    @Test
    void theMessageObjectShowsReactionsPinAndMentions() {
        Message marked =
                new Message(
                        Golden.CHAT,
                        4,
                        9,
                        false,
                        Golden.ANN,
                        Golden.ID,
                        Golden.BODY.json(),
                        null,
                        null,
                        null,
                        Golden.AT,
                        "{\"" + HEART + "\":[\"" + Golden.BEN + "\"]}",
                        true,
                        new Mentions(List.of(Golden.BEN)).json());

        assertThat(JsonText.write(marked::writeTo)).isEqualTo(Golden.line("message.marked"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "123456789012345678901234567890123", "\uD83D"})
    void aReactionIsShortAndCanBeStored(String emoji) {
        ApiException refusal =
                catchThrowableOfType(ApiException.class, () -> new Op.React(3, emoji, true));

        assertThat(refusal.field()).isEqualTo("emoji");
    }

    private static void event(Op.Change op, String type) {
        Command command =
                new Command(Golden.CHAT, Golden.ANN, null, Golden.ID, null, Golden.AT, op);

        same(ChangeFrames.event(command, op, 9), type);
    }

    private static void same(byte[] frame, String golden) {
        assertThat(Golden.text(frame)).isEqualTo(Golden.line("frame." + golden));
    }
}
