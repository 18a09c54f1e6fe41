package io.messenger.testing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;

/// YAML as the tests read it: without duplicate keys, into the same trees as JSON.
final class TestYaml {
    private static final YAMLMapper YAML =
            YAMLMapper.builder(new YAMLFactory())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private TestYaml() {}

    /// @throws AssertionError when the text is not YAML
    static JsonNode read(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /// Reads a file of the class path.
    ///
    /// @throws AssertionError when there is no such resource
    static JsonNode resource(String resource) {
        try (InputStream in = TestYaml.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null) {
                throw new AssertionError("no resource " + resource + " on the class path");
            }
            return YAML.readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException(resource, e);
        }
    }
}
