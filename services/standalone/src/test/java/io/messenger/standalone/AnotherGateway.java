package io.messenger.standalone;

import io.messenger.embedded.LocalStack;
import io.messenger.gateway.GatewayApp;
import io.messenger.platform.Settings;
import io.messenger.testing.Await;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/// One more gateway of the shared messenger, in this virtual machine.
record AnotherGateway(GatewayApp app) implements AutoCloseable {
    static AnotherGateway start() {
        return start(Map.of());
    }

    /// Starts it with other settings, and returns when it is ready.
    static AnotherGateway start(Map<String, String> more) {
        Map<String, String> settings = settings();
        settings.putAll(more);
        GatewayApp app = GatewayApp.start(Settings.load("gateway", Map.of(), settings));
        AnotherGateway gateway = new AnotherGateway(app);
        try {
            Await.until("another gateway is ready", app::ready);
            return gateway;
        } catch (RuntimeException failure) {
            gateway.close();
            throw failure;
        }
    }

    /// What a gateway of the shared messenger needs to know; it may have any free port.
    static Map<String, String> settings() {
        Standalone shared = WholeMessenger.shared();
        LocalStack stack = shared.stack();
        Map<String, String> settings = new HashMap<>();
        settings.put("server.host", "127.0.0.1");
        settings.put("server.port", "0");
        settings.put("management.port", "0");
        settings.put("kafka.bootstrap", stack.kafkaBootstrap());
        settings.put("redis.uri", stack.redisUri());
        settings.put("auth.jwks-uri", shared.uri("auth") + "/.well-known/jwks.json");
        for (String service : new String[] {"auth", "user", "chat", "message"}) {
            settings.put(service + ".uri", shared.uri(service).toString());
        }
        return settings;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + app.port());
    }

    @Override
    public void close() {
        app.close();
    }
}
