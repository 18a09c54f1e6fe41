package io.messenger.charts;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.platform.Settings;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/// What the container of a service would find in its environment.
final class SettingsOfCharts {
    private SettingsOfCharts() {}

    /// The variables of a rendered service; those from Secrets have a value of no meaning.
    static Map<String, String> environment(Manifests manifests, String service) {
        JsonNode pod =
                manifests.get("Deployment", "messenger-" + service).at("/spec/template/spec");
        Map<String, String> environment = new HashMap<>();
        JsonNode container = pod.at("/containers/0");
        Manifests.elements(container.path("envFrom"))
                .map(from -> from.at("/configMapRef/name").asText())
                .map(name -> manifests.get("ConfigMap", name).path("data"))
                .forEach(data ->
                        data.propertyStream()
                                .forEach(pair ->
                                        environment.put(pair.getKey(), pair.getValue().asText())));
        Manifests.elements(container.path("env"))
                .forEach(variable ->
                        environment.put(
                                variable.path("name").asText(),
                                variable.path("value").asText("secret")));
        return environment;
    }

    /// The settings that a chart gives, by key.
    static Set<String> keys(String service, String ci) {
        Set<String> variables =
                environment(Rendering.of(service, ci).manifests(), service).keySet();
        return Settings.keys(service).stream()
                .filter(key -> variables.contains(variable(service, key)))
                .collect(Collectors.toSet());
    }

    static String variable(String service, String key) {
        return ("MESSENGER_" + service + "_" + key.replace('.', '_').replace('-', '_'))
                .toUpperCase(Locale.ROOT);
    }
}
