package io.messenger.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.nio.ByteBuffer;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Edges of bodies, texts and ids.
final class TextTest {
    private static final String ASTRAL = "\uD83D\uDE00";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\0",
                "a\0b",
                "\uD83D",
                "\uDE00",
                "\uDE00\uD83D",
                "a\uD83Db",
                "\uD83D\uD83D\uDE00"
            })
    void thatPostgresCannotKeepIsNoBody(String text) {
        assertThat(Text.storable(text)).isFalse();
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new Body(text))
                .matches(refusal -> refusal.code() == ErrorCode.BAD_REQUEST);
    }

    @ParameterizedTest
    @ValueSource(strings = {" ", "\uFFFF", "\u0001", "\uD83D\uDE00", "e\u0301", "\u202Eabc"})
    void ofAnyOtherKindIsABody(String text) {
        assertThat(new Body(text).text()).isEqualTo(text);
    }

    @Test
    void ofABodyIsCountedInCodePoints() {
        assertThat(new Body(ASTRAL.repeat(4096)).text()).hasSize(8192);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new Body(ASTRAL.repeat(4097)))
                .matches(refusal -> refusal.code() == ErrorCode.TOO_LARGE);
        assertThatExceptionOfType(ApiException.class)
                .isThrownBy(() -> new Body("a".repeat(4097)))
                .matches(refusal -> refusal.code() == ErrorCode.TOO_LARGE);
    }

    @Test
    void thatIsEmptyIsNoBody() {
        assertThatExceptionOfType(ApiException.class).isThrownBy(() -> new Body(""));
    }

    @Test
    void ofAnIdIsTakenInEitherCase() {
        String text = "0198C0DE-0000-7000-8000-0000000000C1";

        assertThat(ChatId.parse(text)).hasToString("0198c0de-0000-7000-8000-0000000000c1");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "1-1-1-1-1",
                "0198c0de00007000800000000000000000c1",
                "0198c0de-0000-7000-8000-0000000000g1",
                "{198c0de-0000-7000-8000-0000000000c}",
                "0198c0de-0000-7000-8000-0000000000c1 ",
                "+198c0de-0000-7000-8000-0000000000c1"
            })
    void ofAnyOtherFormIsNoId(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> Uuids.parse(text));
    }

    @Test
    void idsHaveSixteenBytes() {
        UUID id = new UUID(-1, 42);
        ByteBuffer bytes = ByteBuffer.allocate(Uuids.BYTES);
        Uuids.put(bytes, id);

        assertThat(bytes.hasRemaining()).isFalse();
        assertThat(Uuids.get(bytes.flip())).isEqualTo(id);
    }
}
