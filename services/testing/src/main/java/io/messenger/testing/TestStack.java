package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/// The real PostgreSQL, Kafka and Redis of one test run: started by the first test that asks, ended
/// with the virtual machine, thrown away. Tests share it, so they make their own users, chats and
/// topics.
public final class TestStack {
    private TestStack() {}

    /// The stack of this virtual machine.
    public static LocalStack shared() {
        return Holder.STACK;
    }

    /// Settings of a service at the shared stack, with free ports on the loopback address.
    ///
    /// @param service whose `<service>.yaml` is on the class path
    /// @param more overrides, which win
    public static Settings settings(String service, Map<String, String> more) {
        return Settings.load(service, Map.of(), overrides(service, more));
    }

    /// The overrides of [#settings]: of what the stack knows only the keys that the service has.
    public static Map<String, String> overrides(String service, Map<String, String> more) {
        LocalStack stack = shared();
        Map<String, String> overrides =
                new HashMap<>(
                        Map.of(
                                "server.host", "127.0.0.1",
                                "server.port", "0",
                                "management.port", "0",
                                "database.url", stack.jdbcUrl(),
                                "database.user", stack.user(),
                                "database.password", stack.password(),
                                "kafka.bootstrap", stack.kafkaBootstrap(),
                                "redis.uri", stack.redisUri()));
        overrides.keySet().retainAll(keys(service));
        overrides.putAll(more);
        return overrides;
    }

    private static Set<String> keys(String service) {
        Set<String> keys = new TreeSet<>();
        collect("", TestJson.yamlResource(service + ".yaml"), keys);
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

    private static final class Holder {
        static final LocalStack STACK = LocalStack.throwAway();
    }
}
