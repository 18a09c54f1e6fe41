package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a service says on its standard output, by the format that the environment asks for.
class LogFormatTest {
    @Test
    void asJsonEachLineIsOneObject() throws IOException {
        List<JsonNode> lines = said("json").lines().map(LogFormatTest::json).toList();
        assertThat(lines)
                .hasSize(4)
                .allSatisfy(line -> {
                    assertThat(Instant.parse(line.path("time").asText())).isNotNull();
                    assertThat(line.path("level").asText()).isIn("INFO", "ERROR");
                    assertThat(line.path("logger").asText()).startsWith("io.messenger.platform.");
                });
        assertThat(lines.get(0).path("message").asText()).startsWith("probe settings:\n");
        assertThat(lines.get(1).path("message").asText()).isEqualTo("two\nlines, \"quoted\"");
        assertThat(lines.get(2).path("error").asText())
                .isEqualTo("java.lang.IllegalStateException: why");
        assertThat(lines.get(2).path("stack").asText()).contains("\tat " + Says.class.getName());
        assertThat(lines.get(3).path("message").asText()).isEqualTo("probe has stopped");
    }

    @Test
    void asTextItIsForPeople() throws IOException {
        assertThat(said("text").lines())
                .anyMatch(line -> line.endsWith("Says: it failed"))
                .noneMatch(line -> line.startsWith("{"));
    }

    @Test
    void anotherFormatStopsTheStart() throws IOException {
        assertThat(said("xml")).contains("MESSENGER_LOG must be text or json");
    }

    @Test
    void aLineNamesTheRequestThatItIsAbout() {
        JsonNode outside = json(line());
        AtomicReference<String> inside = new AtomicReference<>("");
        new RequestId("mine", "4bf9").within(() -> inside.set(line()));
        assertThat(outside.has("request_id")).isFalse();
        assertThat(json(inside.get()).path("request_id").asText()).isEqualTo("mine");
        assertThat(json(inside.get()).path("trace_id").asText()).isEqualTo("4bf9");
    }

    private static String line() {
        var event =
                new ch.qos.logback.classic.spi.LoggingEvent(
                        "",
                        (ch.qos.logback.classic.Logger) LoggerFactory.getLogger("test"),
                        ch.qos.logback.classic.Level.INFO,
                        "hello",
                        null,
                        null);
        return new String(new JsonLines().encode(event), StandardCharsets.UTF_8);
    }

    private static JsonNode json(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (IOException e) {
            throw new AssertionError("no JSON: " + line, e);
        }
    }

    private static String said(String format) throws IOException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        ProcessBuilder builder =
                new ProcessBuilder(
                        Stream.of(
                                        java,
                                        "-XX:TieredStopAtLevel=1",
                                        "-Dlogback.configurationFile=logback.xml",
                                        "-cp",
                                        System.getProperty("java.class.path"),
                                        Says.class.getName())
                                .toList());
        builder.environment().putAll(Map.of("MESSENGER_LOG", format));
        Process process = builder.redirectErrorStream(true).start();
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /// A service that says something and ends.
    static final class Says {
        private Says() {}

        public static void main(String[] args) {
            Launcher.run(
                    "probe",
                    _ -> {
                        LoggerFactory.getLogger(Says.class).info("two\nlines, \"quoted\"");
                        LoggerFactory.getLogger(Says.class)
                                .error("it failed", new IllegalStateException("why"));
                        return () -> {};
                    });
        }
    }
}
