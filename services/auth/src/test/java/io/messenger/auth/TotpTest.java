package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TotpTest {
    /// The secret of the examples in RFC 6238.
    private static final byte[] SECRET = "12345678901234567890".getBytes(StandardCharsets.US_ASCII);

    /// Appendix B, of whose eight digits we show the last six.
    @ParameterizedTest
    @CsvSource({
        "59, 287082",
        "1111111109, 081804",
        "1111111111, 050471",
        "1234567890, 005924",
        "2000000000, 279037",
        "20000000000, 353130"
    })
    void codesAreThoseOfTheStandard(long seconds, String code) {
        Instant now = Instant.ofEpochSecond(seconds);
        assertThat(Totp.code(SECRET, Totp.at(now))).isEqualTo(code);
        assertThat(Totp.step(SECRET, code, now)).isEqualTo(OptionalLong.of(seconds / 30));
    }

    @Test
    void aClockMayBeWrongByOneStepAndNoMore() {
        Instant now = Instant.ofEpochSecond(1_234_567_890);
        long step = Totp.at(now);
        for (long off : new long[] {-1, 1}) {
            assertThat(Totp.step(SECRET, Totp.code(SECRET, step + off), now)).hasValue(step + off);
        }
        for (long off : new long[] {-2, 2}) {
            assertThat(Totp.step(SECRET, Totp.code(SECRET, step + off), now)).isEmpty();
        }
        for (String none : new String[] {"", "5924", "005924 ", "0005924", "٠٠٥٩٢٤"}) {
            assertThat(Totp.step(SECRET, none, now)).as(none).isEmpty();
        }
    }
}
