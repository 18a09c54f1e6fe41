package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// Finds fault with an AsyncAPI document: its shape (strict AsyncAPI 3.0,
/// `lint/asyncapi-3.0.yaml`), its schemas, examples that break their payload, references to
/// nothing, parts nobody uses, and frames whose name and `t` differ.
final class AsyncApiLint {
    private static final JsonNode SHAPE = TestYaml.resource("lint/asyncapi-3.0.yaml");

    private final Place root;
    private final SchemaSet schemas;
    private final List<String> findings = new ArrayList<>();

    private AsyncApiLint(JsonNode document) {
        root = Place.root(document);
        schemas = new SchemaSet(document);
    }

    /// What is wrong with the document, one sentence each.
    static List<String> findings(JsonNode document) {
        AsyncApiLint lint = new AsyncApiLint(document);
        lint.findings.addAll(SchemaSet.violations(SHAPE, document));
        lint.findings.addAll(References.findings(lint.root));
        if (lint.findings.isEmpty()) {
            lint.findings.addAll(ExampleCheck.findings(lint.root, lint.schemas));
            lint.root.child("components").child("messages").children().forEach(lint::message);
            lint.root.child("channels").children().forEach(lint::channel);
        }
        return lint.findings;
    }

    private void message(Place message) {
        Place payload = message.written("payload");
        message.written("examples")
                .writtenChildren()
                .map(example -> example.written("payload"))
                .forEach(example ->
                        schemas.violations(payload, example.node())
                                .forEach(fault ->
                                        findings.add(
                                                "%s is no example: %s".formatted(example, fault))));
        String name = message.text("name").orElse("");
        JsonNode type = payload.followed().child("properties").child("t").node().path("const");
        if (message.name().matches("(client|server)\\..*")
                && !(message.name().substring("client.".length()).equals(name)
                        && type.asText().equals(name))) {
            findings.add("%s has the name %s and the t %s".formatted(message, name, type));
        }
    }

    /// Each message of a channel is in an operation of that channel.
    private void channel(Place channel) {
        Set<String> used = new TreeSet<>();
        root.child("operations")
                .children()
                .forEach(operation -> {
                    collect(operation.written("messages"), used);
                    collect(operation.child("reply").written("messages"), used);
                });
        channel.child("messages")
                .writtenChildren()
                .filter(message -> !used.contains(message.toString()))
                .forEach(message -> findings.add(message + " is in no operation"));
    }

    private static void collect(Place messages, Set<String> used) {
        messages.writtenChildren().forEach(message -> used.add(message.text("$ref").orElse("")));
    }
}
