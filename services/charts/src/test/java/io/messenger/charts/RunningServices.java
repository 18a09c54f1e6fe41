package io.messenger.charts;

import io.messenger.auth.AuthApp;
import io.messenger.chat.ChatApp;
import io.messenger.contracts.Topics;
import io.messenger.embedded.Ports;
import io.messenger.gateway.GatewayApp;
import io.messenger.message.MessageApp;
import io.messenger.platform.Kafka;
import io.messenger.platform.Settings;
import io.messenger.testing.Await;
import io.messenger.testing.TestStack;
import io.messenger.user.UserApp;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/// The five services on the real PostgreSQL, Kafka and Redis, after one command.
final class RunningServices implements AutoCloseable {
    static final String PATH = "/observe/metrics";

    private final Map<String, AutoCloseable> running = new HashMap<>();
    private final Map<String, Integer> ports = new HashMap<>();
    private final Map<String, Integer> api =
            Stream.of("auth", "user", "chat", "message")
                    .collect(Collectors.toMap(Function.identity(), _ -> Ports.free()));
    private final HttpClient client = HttpClient.newHttpClient();

    private RunningServices() {}

    /// @param folder where the key is made that signs tokens
    static RunningServices start(Path folder) throws Exception {
        RunningServices services = new RunningServices();
        Map<String, String> key =
                Map.of(
                        "token.create-key",
                        "true",
                        "token.key-file",
                        folder.resolve("key.pem").toString(),
                        "password.memory-kib",
                        "7168");
        AuthApp auth = AuthApp.start(services.settings("auth", key));
        services.add("auth", auth, auth.managementPort());
        ChatApp chat = ChatApp.start(services.settings("chat", Map.of()));
        services.add("chat", chat, chat.managementPort());
        GatewayApp gateway = services.anotherGateway(Map.of());
        services.add("gateway", gateway, gateway.managementPort());
        MessageApp message = MessageApp.start(services.settings("message", Map.of()));
        services.add("message", message, message.managementPort());
        UserApp user = UserApp.start(services.settings("user", Map.of()));
        services.add("user", user, user.managementPort());
        Await.until("the log is read", Duration.ofSeconds(60), message::ready);
        services.command();
        return services;
    }

    /// A gateway in front of the others, at ports of its own; whoever starts it closes it.
    GatewayApp anotherGateway(Map<String, String> more) {
        return GatewayApp.start(settings("gateway", more));
    }

    /// With all that the services have to know of each other.
    private Settings settings(String service, Map<String, String> more) {
        Map<String, String> settings = new HashMap<>();
        api.forEach((peer, port) -> settings.put(peer + ".uri", "http://127.0.0.1:" + port));
        settings.put("auth.jwks-uri", settings.get("auth.uri") + "/.well-known/jwks.json");
        settings.keySet().retainAll(Settings.keys(service));
        if (api.containsKey(service)) {
            settings.put("server.port", api.get(service).toString());
        }
        settings.putAll(more);
        return TestStack.settings(service, settings);
    }

    private void add(String service, AutoCloseable app, int port) {
        running.put(service, app);
        ports.put(service, port);
    }

    /// Some series are there when there is something to count.
    private void command() throws Exception {
        Kafka kafka = new Kafka(TestStack.shared().kafkaBootstrap(), "test");
        String chat = "0198c0de-0000-7000-8000-000000000001";
        String command =
                """
                {"op":"send","chat_id":"%s","sender_id":"%s","client_msg_id":"%s",
                "body":{"type":"text","text":"anybody?"},"at":"2026-11-26T12:00:00.000Z"}
                """
                        .formatted(chat, chat, chat);
        try (Producer<byte[], byte[]> producer = kafka.producer()) {
            producer.send(
                            new ProducerRecord<>(
                                    Topics.SEND,
                                    chat.getBytes(StandardCharsets.US_ASCII),
                                    command.getBytes(StandardCharsets.UTF_8)))
                    .get();
        }
        Await.until(
                "it is counted",
                () ->
                        metrics("message")
                                .containsAll(
                                        Set.of(
                                                "messenger_log_lag",
                                                "messenger_log_commands_total")));
    }

    /// The names of all series of a service.
    Set<String> metrics(String service) {
        URI uri = URI.create("http://127.0.0.1:" + ports.get(service) + PATH);
        HttpRequest request = HttpRequest.newBuilder(uri).timeout(Duration.ofSeconds(20)).build();
        try {
            return client.send(request, BodyHandlers.ofString())
                    .body()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .map(line -> line.split("[{ ]", 2)[0])
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError(e);
        }
    }

    @Override
    public void close() {
        running.values().forEach(RunningServices::close);
        client.close();
    }

    private static void close(AutoCloseable app) {
        try {
            app.close();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }
}
