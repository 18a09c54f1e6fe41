package io.messenger.testing;

import io.messenger.embedded.LocalStack;
import io.messenger.platform.Settings;
import java.util.HashMap;
import java.util.Map;

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
        overrides.keySet().retainAll(SettingKeys.of(service));
        overrides.putAll(more);
        return overrides;
    }

    private static final class Holder {
        static final LocalStack STACK = LocalStack.throwAway();
    }
}
