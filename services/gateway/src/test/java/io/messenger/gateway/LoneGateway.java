package io.messenger.gateway;

import com.sun.net.httpserver.HttpServer;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.platform.Tokens;
import io.messenger.testing.Account;
import io.messenger.testing.Await;
import io.messenger.testing.TestIssuer;
import io.messenger.testing.TestSocket;
import io.messenger.testing.TestStack;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;

/// A gateway whose neighbours are fakes: anybody may come in, nobody has any chats, and a [FakeLog]
/// answers what is sent.
final class LoneGateway implements AutoCloseable {
    private static final TestIssuer ISSUER = new TestIssuer();

    private static final byte[] ATTACHED =
            """
            {"heads":{}}
            {"t":"ready","user_id":"%1$s","device_id":"%1$s","epoch":"%1$s","chats":[],"left":[]}
            """
                    .formatted(UUID.randomUUID())
                    .getBytes(StandardCharsets.UTF_8);

    final FakeLog log = new FakeLog(TestStack.shared().kafkaBootstrap());
    final GatewayApp app;
    private final Semaphore attaches = new Semaphore(Integer.MAX_VALUE);
    private final HttpServer message = messageService();

    /// @param settings keys and values by turns
    LoneGateway(String... settings) {
        Map<String, String> more = new HashMap<>();
        for (int i = 0; i < settings.length; i += 2) {
            more.put(settings[i], settings[i + 1]);
        }
        more.put("auth.jwks-uri", ISSUER.jwksUri().toString());
        more.put("message.uri", "http://127.0.0.1:" + message.getAddress().getPort());
        app = GatewayApp.start(TestStack.settings("gateway", more));
        Await.until("the gateway is ready", app::ready);
        log.begin();
    }

    private HttpServer messageService() {
        try {
            HttpServer server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
            server.setExecutor(Executors.newVirtualThreadPerTaskExecutor());
            server.createContext(
                    "/internal/v1/attach",
                    exchange -> {
                        exchange.getRequestBody().readAllBytes();
                        attaches.acquireUninterruptibly();
                        attaches.release();
                        exchange.sendResponseHeaders(200, ATTACHED.length);
                        exchange.getResponseBody().write(ATTACHED);
                        exchange.close();
                    });
            server.start();
            return server;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    URI door() {
        return URI.create("http://127.0.0.1:" + app.port());
    }

    /// Somebody new, on a device of their own.
    static Account account() {
        return account(new UserId(UUID.randomUUID()));
    }

    /// Another device of that user.
    static Account account(UserId user) {
        String token = ISSUER.token(user);
        byte[] claims = Base64.getUrlDecoder().decode(token.split("\\.", -1)[1]);
        try {
            String device = Json.MAPPER.readTree(claims).path(Tokens.DEVICE).asText();
            return new Account(user, "somebody", DeviceId.parse(device), token, "none");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    TestSocket attach(Account account) {
        return TestSocket.attach(door(), account, Map.of());
    }

    /// Lets nobody's attach end from here on.
    void holdAttaches() {
        attaches.acquireUninterruptibly(Integer.MAX_VALUE);
    }

    /// Whether somebody's attach is held: their socket is known here already.
    boolean holdsAttach() {
        return attaches.hasQueuedThreads();
    }

    /// Lets attaches end again.
    void releaseAttaches() {
        attaches.release(Integer.MAX_VALUE);
    }

    @Override
    public void close() {
        app.close();
        log.close();
        message.stop(0);
    }
}
