package io.messenger.charts;

import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.util.List;

/// YAML, without duplicate keys.
final class Yaml {
    private static final YAMLMapper YAML =
            YAMLMapper.builder(new YAMLFactory())
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build();

    private Yaml() {}

    static JsonNode one(String text) {
        return all(text).getFirst();
    }

    /// The documents that are not empty.
    static List<JsonNode> all(String text) {
        try (MappingIterator<JsonNode> documents =
                YAML.readerFor(JsonNode.class).readValues(text)) {
            return documents.readAll().stream().filter(JsonNode::isContainerNode).toList();
        } catch (IOException e) {
            throw new AssertionError("not YAML: " + e.getMessage() + "\n" + text, e);
        }
    }
}
