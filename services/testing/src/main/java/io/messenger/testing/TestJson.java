package io.messenger.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.jspecify.annotations.Nullable;

/// JSON as the tests read it: stricter than a client must be (no duplicate keys, nothing after the
/// value), and on purpose not the mapper of the services, whose faults it could not show.
final class TestJson {
    private static final JsonMapper JSON =
            JsonMapper.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                    .build();

    private TestJson() {}

    /// Reads one JSON value.
    ///
    /// @throws AssertionError when the text is not exactly one JSON value
    static JsonNode read(String text) {
        try {
            return JSON.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not JSON: " + text, e);
        }
    }

    /// Turns maps, lists and records into a tree; a tree stays what it is.
    static JsonNode tree(@Nullable Object value) {
        return value instanceof JsonNode node ? node : JSON.valueToTree(value);
    }
}
