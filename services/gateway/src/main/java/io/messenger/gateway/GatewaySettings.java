package io.messenger.gateway;

import io.messenger.contracts.Topics;
import io.messenger.gateway.socket.PlaceLimits;
import io.messenger.platform.Settings;
import java.net.URI;
import java.util.List;
import java.util.Map;

/// Settings of the gateway that stand for one thing together.
final class GatewaySettings {
    private GatewaySettings() {}

    /// How many sockets there may be.
    static PlaceLimits places(Settings settings) {
        return new PlaceLimits(
                settings.number("socket.max", 1, 1_000_000),
                settings.number("socket.per-address", 1, 1_000_000),
                settings.number("socket.unauthenticated", 1, 1_000_000),
                settings.number("socket.unauthenticated-per-address", 1, 1_000_000));
    }

    /// The topics, as this service creates them when they are not there.
    static List<Topics.Spec> topics(Settings settings) {
        return Topics.all(settings.number("kafka.send-partitions", 1, 1000));
    }

    /// Where the services are that it passes calls on to, by name.
    static Map<String, URI> services(Settings settings) {
        return Map.of(
                "auth", settings.uri("auth.uri"),
                "user", settings.uri("user.uri"),
                "chat", settings.uri("chat.uri"),
                "message", settings.uri("message.uri"));
    }
}
