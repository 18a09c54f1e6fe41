package io.messenger.standalone;

import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// The settings that tie the services to the embedded servers and to each other. All others come
/// from their files and from the environment, as in the cluster.
record Wiring(LocalStack stack, PortPlan ports, StandaloneOptions options) {
    private static final String LOCAL = "127.0.0.1";

    Settings settings(String service) {
        Map<String, String> values = new HashMap<>(shared());
        values.put("server.host", service.equals("gateway") ? options.host() : LOCAL);
        values.put("server.port", String.valueOf(ports.of(service).api()));
        values.put("management.port", String.valueOf(ports.of(service).management()));
        values.keySet().retainAll(Settings.keys(service));
        return Settings.load(service, System.getenv(), values);
    }

    /// More than any one service has keys for.
    private Map<String, String> shared() {
        Path key = options.folder().toAbsolutePath().resolve("token-key.pem");
        Map<String, String> values = new HashMap<>();
        values.put("database.url", stack.jdbcUrl());
        values.put("database.user", stack.user());
        values.put("database.password", stack.password());
        values.put("kafka.bootstrap", stack.kafkaBootstrap());
        values.put("redis.uri", stack.redisUri());
        values.put("token.key-file", key.toString());
        values.put("token.create-key", "true");
        // There is no other gateway to move sockets to, and Ctrl-C shall be quick.
        values.put("drain.window", "PT1S");
        ports.byService().forEach((name, pair) -> values.put(name + ".uri", uri(pair)));
        if (ports.byService().containsKey("auth")) {
            values.put("auth.jwks-uri", uri(ports.of("auth")) + "/.well-known/jwks.json");
        }
        return values;
    }

    private static String uri(PortPlan.Pair pair) {
        return "http://" + LOCAL + ":" + pair.api();
    }
}
