package io.messenger.standalone;

import io.messenger.auth.AuthMain;
import io.messenger.chat.ChatMain;
import io.messenger.embedded.LocalStack;
import io.messenger.gateway.GatewayMain;
import io.messenger.message.MessageMain;
import io.messenger.user.UserMain;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The messenger as a cluster has it, on this machine: each service a process of its own, two each
/// of the message service and of the gateway, and networks to PostgreSQL and Redis that can be slow
/// or cut. For one thread.
final class Parts implements AutoCloseable {
    private final LocalStack stack = LocalStack.throwAway();
    private final Path key = RollingRestart.key();
    private final Part user = new Part("user", UserMain.class);
    private final Part auth = new Part("auth", AuthMain.class);
    private final Part chat = new Part("chat", ChatMain.class);
    private final List<Part> messages =
            List.of(new Part("message", MessageMain.class), new Part("message", MessageMain.class));
    private final List<Part> gateways =
            List.of(new Part("gateway", GatewayMain.class), new Part("gateway", GatewayMain.class));
    private final Balancer reads = new Balancer(uris(messages));
    private final Balancer door = new Balancer(uris(gateways));
    private final Cable database =
            new Cable(URI.create("http://127.0.0.1:" + stack.postgres().port()));
    private final Cable redis = new Cable(URI.create(stack.redisUri()));

    Parts() throws IOException, GeneralSecurityException {}

    private static URI[] uris(List<Part> parts) {
        return parts.stream().map(Part::uri).toArray(URI[]::new);
    }

    LocalStack stack() {
        return stack;
    }

    Cable database() {
        return database;
    }

    Cable redis() {
        return redis;
    }

    /// Where clients connect.
    URI door() {
        return door.uri();
    }

    /// Those of which there is one alone.
    List<Part> lone() {
        return List.of(user, auth, chat);
    }

    List<Part> messages() {
        return messages;
    }

    List<Part> gateways() {
        return gateways;
    }

    /// Starts what is not there, and returns when all are ready.
    void heal() {
        // What others need comes first.
        lone().forEach(this::start);
        messages.forEach(this::start);
        gateways.forEach(this::start);
        reads.to(uris(messages));
        door.to(uris(gateways));
    }

    void start(Part part) {
        part.start(settings(database.uri()));
    }

    /// Kills one of two; nobody new is sent to it until [#heal].
    void kill(Part part) throws IOException {
        sendTo(other(part));
        part.kill();
    }

    /// Ends one of two and starts it again, when nobody new is sent to it any more.
    void roll(Part part) throws IOException {
        sendTo(other(part));
        part.end();
        heal();
    }

    private Part other(Part part) {
        List<Part> both = messages.contains(part) ? messages : gateways;
        return both.getFirst().equals(part) ? both.getLast() : both.getFirst();
    }

    private void sendTo(Part one) {
        (messages.contains(one) ? reads : door).to(one.uri());
    }

    /// One more message service.
    Part anotherMessageService() {
        Part part = new Part("message", MessageMain.class);
        start(part);
        return part;
    }

    private Map<String, String> settings(URI postgres) {
        Map<String, String> all = new HashMap<>();
        all.put("server.host", "127.0.0.1");
        all.put(
                "database.url",
                stack.jdbcUrl()
                        .replace(
                                ":" + stack.postgres().port() + "/",
                                ":" + postgres.getPort() + "/"));
        all.put("database.user", stack.user());
        all.put("database.password", stack.password());
        all.put("kafka.bootstrap", stack.kafkaBootstrap());
        all.put("redis.uri", "redis://" + redis.uri().getAuthority());
        all.put("token.key-file", key.toString());
        all.put("drain.window", "PT5S");
        all.put("auth.uri", auth.uri().toString());
        all.put("user.uri", user.uri().toString());
        all.put("chat.uri", chat.uri().toString());
        all.put("message.uri", reads.uri().toString());
        all.put("gateway.uri", door.uri().toString());
        all.put("auth.jwks-uri", auth.uri() + "/.well-known/jwks.json");
        return all;
    }

    @Override
    public void close() throws IOException {
        for (Part part : gateways) {
            part.close();
        }
        for (Part part : messages) {
            part.close();
        }
        for (Part part : lone()) {
            part.close();
        }
        database.close();
        redis.close();
        reads.close();
        door.close();
        stack.close();
    }
}
