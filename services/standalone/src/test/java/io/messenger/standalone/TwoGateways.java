package io.messenger.standalone;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Json;
import io.messenger.embedded.LocalStack;
import io.messenger.gateway.GatewayApp;
import io.messenger.message.MessageApp;
import io.messenger.platform.Settings;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.Await;
import io.messenger.testing.TestDevice;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;

/// The whole messenger with a second gateway, started once for all tests of this virtual machine;
/// channels are large above [#LARGE_ABOVE] members. Tests make their own users and chats.
final class TwoGateways {
    /// The most members of a channel that is not large.
    static final int LARGE_ABOVE = 3;

    /// How long somebody may be away before others see it.
    private static final String GRACE = "PT1S";

    private final SpanCollector collector = new SpanCollector();
    private final Standalone all;
    private final Settings gateway;
    private final GatewayApp second;

    private TwoGateways() {
        AtomicReference<Settings> seen = new AtomicReference<>();
        try {
            StandaloneOptions options =
                    StandaloneOptions.usual()
                            .onPort(0)
                            .thrownAway(Files.createTempDirectory("two-gateways-"));
            all = Standalone.start(options, services(seen), _ -> {});
        } catch (IOException e) {
            throw new UncheckedIOException("no temporary folder", e);
        }
        gateway = seen.get();
        second = startGateway();
        Runtime.getRuntime().addShutdownHook(new Thread(this::close, "two-gateways"));
    }

    private static final class Holder {
        static final TwoGateways SHARED = new TwoGateways();
    }

    static TwoGateways shared() {
        return Holder.SHARED;
    }

    private List<Service> services(AtomicReference<Settings> gateway) {
        return Services.all().stream()
                .map(service ->
                        switch (service.name()) {
                            case "message" ->
                                    new Service(
                                            "message",
                                            settings ->
                                                    MessageApp.start(
                                                                    with(
                                                                            settings,
                                                                            followed(
                                                                                    "log.large-above",
                                                                                    ""
                                                                                            + LARGE_ABOVE)))
                                                            ::close);
                            case "gateway" ->
                                    new Service(
                                            "gateway",
                                            settings -> {
                                                Settings quick =
                                                        with(
                                                                settings,
                                                                followed("presence.grace", GRACE));
                                                gateway.set(quick);
                                                return GatewayApp.start(quick)::close;
                                            });
                            default -> service;
                        })
                .toList();
    }

    /// Every message is followed.
    private Map<String, String> followed(String key, String value) {
        String endpoint = collector.uri().toString();
        return Map.of(key, value, "tracing.endpoint", endpoint, "tracing.one-in", "1");
    }

    /// Where its traces go.
    SpanCollector collector() {
        return collector;
    }

    /// One more gateway; whoever starts it closes it.
    GatewayApp startGateway() {
        GatewayApp started =
                GatewayApp.start(with(gateway, Map.of("server.port", "0", "management.port", "0")));
        Await.until("a gateway is ready", Duration.ofSeconds(30), started::ready);
        return started;
    }

    /// All settings of a gateway.
    Map<String, String> settings() {
        return values(gateway);
    }

    private static Settings with(Settings settings, Map<String, String> more) {
        Map<String, String> values = values(settings);
        values.putAll(more);
        return Settings.load(settings.service(), Map.of(), values);
    }

    private static Map<String, String> values(Settings settings) {
        Map<String, String> values = new HashMap<>();
        Settings.keys(settings.service()).forEach(key -> values.put(key, settings.text(key)));
        return values;
    }

    URI first() {
        return all.door();
    }

    URI second() {
        return door(second);
    }

    static URI door(GatewayApp gateway) {
        return URI.create("http://127.0.0.1:" + gateway.port());
    }

    LocalStack stack() {
        return all.stack();
    }

    Account account(String name) {
        return new Accounts(first()).create(name);
    }

    /// A device at the first gateway.
    TestDevice atFirst(Account account) {
        return TestDevice.of(first(), account).connect();
    }

    /// A device at the second gateway.
    TestDevice atSecond(Account account) {
        return TestDevice.of(second(), account).connect();
    }

    ChatId channel(Account owner, Account... readers) {
        return create("channel", owner, readers);
    }

    ChatId group(Account owner, Account... members) {
        return create("group", owner, members);
    }

    private ChatId create(String type, Account owner, Account... others) {
        WholeMessenger.Answer answer =
                call(
                        "POST",
                        "/v1/chats",
                        owner,
                        Map.of(
                                "type",
                                type,
                                "title",
                                "News",
                                "member_ids",
                                Arrays.stream(others).map(Account::userId).toList()));
        if (answer.status() != 201) {
            throw new AssertionError("POST /v1/chats answered " + answer);
        }
        return ChatId.parse(answer.json().get("chat_id").asText());
    }

    /// Makes a user a member; the log has it when this returns.
    void join(ChatId chat, Account owner, Account who, String role) {
        String member = "/v1/chats/" + chat + "/members/" + who.userId();
        WholeMessenger.Answer answer = call("PUT", member, owner, Map.of("role", role));
        if (answer.status() != 201) {
            throw new AssertionError("PUT " + member + " answered " + answer);
        }
    }

    /// Takes a member out; the log has it when this returns.
    void remove(ChatId chat, Account owner, Account who) {
        String member = "/v1/chats/" + chat + "/members/" + who.userId();
        WholeMessenger.Answer answer = call("DELETE", member, owner, Map.of());
        if (answer.status() != 204) {
            throw new AssertionError("DELETE " + member + " answered " + answer);
        }
    }

    WholeMessenger.Answer call(String method, String path, Account as, Map<String, ?> body) {
        return WholeMessenger.call(first(), method, path, as, Json.bytes(body), Map.of());
    }

    private void close() {
        second.close();
        all.close();
        collector.close();
    }
}
