package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Set;
import java.util.TreeSet;

/// The keys of a service's settings, with dots, as its own file has them.
final class SettingKeys {
    private SettingKeys() {}

    /// @param service whose `<service>.yaml` is on the class path
    static Set<String> of(String service) {
        Set<String> keys = new TreeSet<>();
        collect("", TestYaml.resource(service + ".yaml"), keys);
        return keys;
    }

    private static void collect(String prefix, JsonNode node, Set<String> keys) {
        node.propertyStream()
                .forEach(field -> {
                    String key = prefix + field.getKey();
                    keys.add(key);
                    collect(key + ".", field.getValue(), keys);
                });
    }
}
