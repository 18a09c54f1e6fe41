package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Who is followed, and what it costs when nobody is.
class TracingTest {
    private static final String PARENT = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    @Test
    void switchedOffItFollowsNothingAndCostsNothing() {
        Headers headers = headers(PARENT);
        var thread = (com.sun.management.ThreadMXBean) ManagementFactory.getThreadMXBean();
        // What is loaded and compiled by the first calls does not count.
        ways(headers);
        long before = thread.getCurrentThreadAllocatedBytes();
        int found = ways(headers);
        assertThat(thread.getCurrentThreadAllocatedBytes() - before).isLessThan(1_000);
        assertThat(found).isZero();
    }

    private static int ways(Headers headers) {
        int found = 0;
        for (int i = 0; i < 100_000; i++) {
            found += Tracing.OFF.begin("way") == null ? 0 : 1;
            found += Tracing.OFF.follow(headers, "way") == null ? 0 : 1;
        }
        return found;
    }

    @Test
    void itGoesOnWithWhatARecordBrought() {
        try (Tracing tracing = tracing("1")) {
            Headers next = new RecordHeaders();
            present(tracing.follow(headers(PARENT), "way")).into(next);
            String header =
                    new String(next.lastHeader(Tracing.HEADER).value(), StandardCharsets.US_ASCII);
            assertThat(header)
                    .startsWith(PARENT.substring(0, 36))
                    .endsWith("-01")
                    .isNotEqualTo(PARENT);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "nonsense",
                "00-00000000000000000000000000000000-00f067aa0ba902b7-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-0000000000000000-01",
                "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-00",
                "ff-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01"
            })
    void whatIsNoContextOrNotDrawnIsNotFollowed(String header) {
        try (Tracing tracing = tracing("1")) {
            assertThat(tracing.follow(headers(header), "way")).isNull();
            assertThat(tracing.follow(new RecordHeaders(), "way")).isNull();
        }
    }

    @Test
    void onlyAFewAreDrawn() {
        try (Tracing tracing = tracing("1000000")) {
            int drawn = 0;
            for (int i = 0; i < 1_000; i++) {
                drawn += tracing.begin("way") == null ? 0 : 1;
            }
            assertThat(drawn).isLessThan(10);
            assertThat(tracing.on()).isTrue();
        }
    }

    /// Nobody takes what it tells, which disturbs nobody.
    private static Tracing tracing(String oneIn) {
        return Tracing.of(
                Settings.load(
                        "probe",
                        Map.of(),
                        Map.of("tracing.endpoint", "http://127.0.0.1:1", "tracing.one-in", oneIn)));
    }

    private static Trace present(@Nullable Trace way) {
        if (way == null) {
            throw new AssertionError("it is not followed");
        }
        return way;
    }

    private static Headers headers(String parent) {
        return new RecordHeaders().add(Tracing.HEADER, parent.getBytes(StandardCharsets.US_ASCII));
    }
}
