package io.messenger.gateway.socket;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// A client that others wrote understands us.
class JdkClientTest {
    /// Puts the fragments together, and remembers the close code.
    private static final class Listener implements WebSocket.Listener {
        private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
        private final StringBuilder message = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket socket, CharSequence part, boolean last) {
            message.append(part);
            if (last) {
                events.add(message.toString());
                message.setLength(0);
            }
            socket.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket socket, int code, String reason) {
            events.add("close " + code + " " + reason);
            return null;
        }

        @Nullable String next() throws InterruptedException {
            return events.poll(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void jdkClientTalksAndIsClosed() throws Exception {
        try (TestServer server = TestServer.start();
                HttpClient client = HttpClient.newHttpClient()) {
            Listener listener = new Listener();
            WebSocket socket =
                    client.newWebSocketBuilder()
                            .subprotocols("messenger.v2", "messenger.v1")
                            .buildAsync(
                                    URI.create("ws://127.0.0.1:" + server.port() + "/v1/ws"),
                                    listener)
                            .join();
            assertThat(socket.getSubprotocol()).isEqualTo("messenger.v1");
            String big = "привет 😀 ".repeat(3_000);
            socket.sendText(big.substring(0, 20_000), false).join();
            socket.sendText(big.substring(20_000), true).join();
            assertThat(listener.next()).isEqualTo(big);
            server.handler.nextOpened().close(4003, "expired");
            assertThat(listener.next()).isEqualTo("close 4003 expired");
            assertThat(server.handler.nextClosed()).isEqualTo(4003);
        }
    }
}
