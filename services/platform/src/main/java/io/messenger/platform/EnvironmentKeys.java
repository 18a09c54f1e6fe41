package io.messenger.platform;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Which environment variable sets which key.
final class EnvironmentKeys {
    /// What Kubernetes adds by itself for a Service that is named like one of ours.
    private static final Pattern SERVICE_LINK =
            Pattern.compile(".*_(SERVICE_HOST|SERVICE_PORT(_.*)?|PORT(_\\d+_.*)?)");

    private EnvironmentKeys() {}

    /// `database.pool-size` of auth is `MESSENGER_AUTH_DATABASE_POOL_SIZE`.
    static String variable(String service, String key) {
        return prefix(service) + key.replace('.', '_').replace('-', '_').toUpperCase(Locale.ROOT);
    }

    /// The values that the environment gives, by key.
    ///
    /// @throws SettingsException when a variable with the service's prefix names no key: a typing
    ///   error would otherwise leave the default in force unnoticed
    static Map<String, String> resolve(
            String service, Set<String> keys, Map<String, String> environment) {
        Map<String, String> byVariable =
                keys.stream().collect(Collectors.toMap(key -> variable(service, key), key -> key));
        Map<String, String> values = new TreeMap<>();
        environment.forEach((variable, value) -> {
            String key = byVariable.get(variable);
            if (key != null) {
                values.put(key, value);
            } else if (variable.startsWith(prefix(service))
                    && !SERVICE_LINK.matcher(variable).matches()) {
                throw new SettingsException(
                        service + ": the environment variable " + variable + " names no setting.");
            }
        });
        return values;
    }

    private static String prefix(String service) {
        return "MESSENGER_" + service.toUpperCase(Locale.ROOT) + "_";
    }
}
