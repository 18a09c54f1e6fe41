package io.messenger.charts;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/// Objects that are installed together.
record Manifests(List<JsonNode> objects) {
    Stream<JsonNode> of(String kind) {
        return objects.stream().filter(object -> object.path("kind").asText().equals(kind));
    }

    Optional<JsonNode> find(String kind, String name) {
        return of(kind).filter(object -> name(object).equals(name)).findAny();
    }

    JsonNode get(String kind, String name) {
        return find(kind, name)
                .orElseThrow(() -> new AssertionError("there is no " + kind + " " + name));
    }

    /// The pods that are made: of deployments, stateful sets, and those of tests.
    Stream<JsonNode> podSpecs() {
        return Stream.concat(
                Stream.of("Deployment", "StatefulSet")
                        .flatMap(this::of)
                        .map(object -> object.at("/spec/template/spec")),
                of("Pod").map(object -> object.path("spec")));
    }

    static Stream<JsonNode> containers(JsonNode podSpec) {
        return Stream.concat(
                elements(podSpec.path("containers")), elements(podSpec.path("initContainers")));
    }

    static String name(JsonNode object) {
        return object.at("/metadata/name").asText();
    }

    static Stream<JsonNode> elements(JsonNode array) {
        return StreamSupport.stream(array.spliterator(), false);
    }

    /// Everything inside of a node, and the node.
    static Stream<JsonNode> inside(JsonNode node) {
        return Stream.concat(Stream.of(node), elements(node).flatMap(Manifests::inside));
    }
}
