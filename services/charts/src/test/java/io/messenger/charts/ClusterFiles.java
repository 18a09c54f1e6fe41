package io.messenger.charts;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/// What k8s/ makes beside the charts, as `kubectl kustomize` puts it together: resources, and
/// patches of the same kind and name. Of kustomize only as much as these files use.
final class ClusterFiles {
    private ClusterFiles() {}

    static Manifests laptop() {
        return new Manifests(read(Repository.K8S.resolve("laptop")));
    }

    static Manifests production() {
        return new Manifests(read(Repository.K8S.resolve("production")));
    }

    private static List<JsonNode> read(Path folder) {
        JsonNode kustomization = yaml(folder.resolve("kustomization.yaml")).getFirst();
        List<JsonNode> objects = new ArrayList<>();
        for (JsonNode resource : kustomization.path("resources")) {
            Path path = folder.resolve(resource.asText()).normalize();
            objects.addAll(path.toString().endsWith(".yaml") ? yaml(path) : read(path));
        }
        for (JsonNode generated : kustomization.path("configMapGenerator")) {
            objects.add(configMap(folder, generated));
        }
        for (JsonNode entry : kustomization.path("patches")) {
            JsonNode patch = yaml(folder.resolve(entry.path("path").asText())).getFirst();
            List<JsonNode> targets =
                    objects.stream().filter(object -> isTarget(object, entry, patch)).toList();
            if (targets.isEmpty()) {
                throw new AssertionError("a patch of nothing: " + entry);
            }
            targets.forEach(target -> merge((ObjectNode) target, patch, entry.has("target")));
        }
        return objects;
    }

    private static boolean isTarget(JsonNode object, JsonNode entry, JsonNode patch) {
        String kind = entry.at("/target/kind").asText(patch.path("kind").asText());
        boolean named = entry.has("target") || Manifests.name(object).equals(Manifests.name(patch));
        return named && object.path("kind").asText().equals(kind);
    }

    /// RFC 7386; a patch by target keeps the names.
    private static void merge(ObjectNode target, JsonNode patch, boolean keepMetadata) {
        patch.propertyStream()
                .filter(field -> !(keepMetadata && field.getKey().equals("metadata")))
                .forEach(field -> {
                    if (field.getValue().isNull()) {
                        target.remove(field.getKey());
                    } else if (field.getValue().isObject()
                            && target.path(field.getKey()) instanceof ObjectNode own) {
                        merge(own, field.getValue(), false);
                    } else {
                        target.set(field.getKey(), field.getValue());
                    }
                });
    }

    private static JsonNode configMap(Path folder, JsonNode generated) {
        StringBuilder text =
                new StringBuilder("apiVersion: v1\nkind: ConfigMap\nmetadata: {name: ");
        text.append(generated.path("name").asText()).append("}\ndata: {}\n");
        ObjectNode map = (ObjectNode) Yaml.one(text.toString());
        for (JsonNode file : generated.path("files")) {
            Path path = folder.resolve(file.asText());
            ((ObjectNode) map.path("data"))
                    .put(path.getFileName().toString(), Repository.text(path));
        }
        return map;
    }

    private static List<JsonNode> yaml(Path file) {
        return Yaml.all(Repository.text(file));
    }

    /// The Services that there are: those in the files, and those that operators make.
    static Set<String> services(Manifests cluster) {
        Set<String> names = new TreeSet<>();
        cluster.of("Service").map(Manifests::name).forEach(names::add);
        cluster.of("Kafka").map(Manifests::name).forEach(it -> names.add(it + "-kafka-bootstrap"));
        cluster.of("Cluster").map(Manifests::name).forEach(it -> names.add(it + "-rw"));
        return names;
    }
}
