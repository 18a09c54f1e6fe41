package io.messenger.platform;

import io.helidon.config.Config;
import io.helidon.config.ConfigSources;
import java.net.URI;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/// A service's settings: the keys and defaults of its `<service>.yaml`, overridden by environment
/// variables and by the caller. A key that the file does not have, or a value that does not fit,
/// stops the start with a sentence. Immutable.
public final class Settings {
    private final String service;
    private final Map<String, String> values;

    private Settings(String service, Map<String, String> values) {
        this.service = service;
        this.values = values;
    }

    /// Reads `<service>.yaml` from the class path, then `MESSENGER_<SERVICE>_<KEY>` variables (dots
    /// and dashes of the key as `_`), then `overrides` by key.
    ///
    /// @throws SettingsException when a variable or override names no key of the file
    public static Settings load(
            String service, Map<String, String> environment, Map<String, String> overrides) {
        Map<String, String> values = new TreeMap<>(defaults(service));
        EnvironmentKeys.resolve(service, values.keySet(), environment).forEach(values::put);
        overrides.forEach((key, value) -> {
            if (!values.containsKey(key)) {
                throw new SettingsException(service + ": there is no setting " + key + ".");
            }
            values.put(key, value);
        });
        return new Settings(service, values);
    }

    /// The keys of `<service>.yaml`: what an override may name.
    public static Set<String> keys(String service) {
        return defaults(service).keySet();
    }

    private static Map<String, String> defaults(String service) {
        Config file =
                Config.builder(ConfigSources.classpath(service + ".yaml"))
                        .disableEnvironmentVariablesSource()
                        .disableSystemPropertiesSource()
                        .disableValueResolving()
                        .disableParserServices()
                        .addParser(io.helidon.config.yaml.YamlConfigParser.create())
                        .build();
        return file.traverse()
                .filter(Config::isLeaf)
                .collect(
                        Collectors.toMap(
                                node -> node.key().toString(), node -> node.asString().orElse("")));
    }

    /// The service these settings are for.
    public String service() {
        return service;
    }

    /// A text; empty when it is not set.
    public String text(String key) {
        String value = values.get(key);
        if (value == null) {
            throw new SettingsException(service + ": there is no setting " + key + ".");
        }
        return value.strip();
    }

    /// A text that must be set.
    public String required(String key) {
        String value = text(key);
        if (value.isEmpty()) {
            throw bad(key, "must be set");
        }
        return value;
    }

    /// A whole number within bounds, both inclusive.
    public int number(String key, int min, int max) {
        int number = parse(key, "a whole number", Integer::parseInt);
        if (number < min || number > max) {
            throw bad(key, "must be from " + min + " to " + max);
        }
        return number;
    }

    /// A TCP port; 0 means any free one.
    public int port(String key) {
        return number(key, 0, 65535);
    }

    /// `true` or `false`.
    public boolean flag(String key) {
        return parse(
                key,
                "true or false",
                text ->
                        switch (text) {
                            case "true" -> true;
                            case "false" -> false;
                            default -> throw new IllegalArgumentException(text);
                        });
    }

    /// An ISO 8601 duration such as `PT15M`, longer than nothing.
    public Duration duration(String key) {
        Duration duration =
                parse(
                        key,
                        "a duration such as PT15M",
                        text -> {
                            try {
                                return Duration.parse(text);
                            } catch (DateTimeParseException e) {
                                throw new IllegalArgumentException(e);
                            }
                        });
        if (!duration.isPositive()) {
            throw bad(key, "must be longer than nothing");
        }
        return duration;
    }

    /// An absolute URI.
    public URI uri(String key) {
        URI uri = parse(key, "a URI", URI::create);
        if (!uri.isAbsolute()) {
            throw bad(key, "must be an absolute URI");
        }
        return uri;
    }

    /// Comma-separated texts; empty when not set.
    public List<String> list(String key) {
        return java.util.Arrays.stream(text(key).split(",", -1))
                .map(String::strip)
                .filter(item -> !item.isEmpty())
                .toList();
    }

    /// All settings for the log, a line each, secrets masked.
    public String describe() {
        return values.entrySet().stream()
                .map(entry -> "  " + entry.getKey() + " = " + masked(entry))
                .collect(Collectors.joining("\n", service + " settings:\n", ""));
    }

    private static String masked(Map.Entry<String, String> entry) {
        String key = entry.getKey().toLowerCase(Locale.ROOT);
        boolean secret =
                key.contains("password") || key.contains("secret") || key.contains("private");
        String value = secret && !entry.getValue().isEmpty() ? "********" : entry.getValue();
        // Credentials before a host may hold any character that somebody forgot to escape; the
        // PostgreSQL driver takes them as parameters too.
        return value.replaceAll("://\\S*@", "://********@")
                .replaceAll("(?i)(password=)[^&;\\s]*", "$1********");
    }

    private <T> T parse(String key, String expected, Function<String, T> parser) {
        try {
            return parser.apply(required(key));
        } catch (IllegalArgumentException e) {
            throw bad(key, "must be " + expected);
        }
    }

    private SettingsException bad(String key, String what) {
        return new SettingsException(
                service
                        + ": the setting "
                        + key
                        + " (environment "
                        + EnvironmentKeys.variable(service, key)
                        + ") "
                        + what
                        + ".");
    }
}
