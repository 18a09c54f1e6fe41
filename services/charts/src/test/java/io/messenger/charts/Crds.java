package io.messenger.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import io.strimzi.api.kafka.model.kafka.Kafka;
import io.strimzi.api.kafka.model.nodepool.KafkaNodePool;
import io.strimzi.api.kafka.model.topic.KafkaTopic;
import io.strimzi.api.kafka.model.user.KafkaUser;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Schemas of the kinds that operators bring: Strimzi's by its own generator, the others' written
/// down in `schemas/`, as far as we use them. All are closed.
final class Crds {
    private static final List<Class<?>> STRIMZI =
            List.of(Kafka.class, KafkaNodePool.class, KafkaTopic.class, KafkaUser.class);

    private Crds() {}

    /// By `apiVersion/kind`.
    static Map<String, JsonSchema> all() {
        return Holder.ALL;
    }

    private static Map<String, JsonSchema> read() {
        Map<String, JsonSchema> schemas = new HashMap<>();
        try {
            Path folder = Files.createTempDirectory("crds");
            generate(folder);
            for (Path file : Repository.list(folder)) {
                JsonNode spec = Yaml.one(Repository.text(file)).path("spec");
                JsonNode version = spec.at("/versions/0");
                String kind =
                        spec.path("group").asText()
                                + "/"
                                + version.path("name").asText()
                                + "/"
                                + spec.at("/names/kind").asText();
                schemas.put(kind, closed(version.at("/schema/openAPIV3Schema")));
            }
            for (Path file : Repository.list(Path.of("src/test/resources/schemas"))) {
                JsonNode schema = Yaml.one(Repository.text(file));
                schemas.put(schema.path("title").asText(), closed(schema));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return schemas;
    }

    /// In a process of its own: it ends the virtual machine when it fails.
    private static void generate(Path folder) throws IOException {
        List<String> command =
                new ArrayList<>(
                        List.of(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "-XX:TieredStopAtLevel=1",
                                "-cp",
                                System.getProperty("java.class.path"),
                                "io.strimzi.crdgenerator.CrdGenerator"));
        command.addAll(List.of("--target-kube", "1.30+", "--crd-api-version", "v1"));
        command.addAll(List.of("--api-versions", "v1", "--describe-api-versions", "v1"));
        command.addAll(List.of("--storage-version", "v1"));
        for (Class<?> type : STRIMZI) {
            command.add(type.getName() + "=" + folder.resolve(type.getSimpleName() + ".json"));
        }
        Path said = Files.createTempFile("crd-generator", ".log");
        Process process =
                new ProcessBuilder(command)
                        .redirectErrorStream(true)
                        .redirectOutput(said.toFile())
                        .start();
        try {
            if (!process.waitFor(60, TimeUnit.SECONDS) || process.exitValue() != 0) {
                process.destroyForcibly();
                throw new AssertionError("the generator of CRDs failed: " + Files.readString(said));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    /// The API server throws unknown fields away without a word; here they are refused.
    private static JsonSchema closed(JsonNode schema) {
        Manifests.inside(schema).toList().forEach(Crds::close);
        return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
    }

    private static void close(JsonNode node) {
        if (node instanceof ObjectNode object
                && object.path("properties").isObject()
                && object.path("type").asText().equals("object")
                && !object.has("additionalProperties")
                && !object.path("x-kubernetes-preserve-unknown-fields").asBoolean()) {
            object.put("additionalProperties", false);
        }
    }

    private static final class Holder {
        static final Map<String, JsonSchema> ALL = Map.copyOf(read());
    }
}
