package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.WebSocket;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/// One WebSocket connection to the gateway. Each received frame is held to `docs/asyncapi.yaml`
/// before anybody sees it. Sends from several threads are taken one after the other.
final class SocketLink {
    /// What a close without a close frame is called in RFC 6455.
    static final int CUT = 1006;

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    /// What happens on the connection; called by one thread at a time, `closed` once and last.
    interface Events {
        void frame(JsonNode frame);

        void closed(int code);

        /// The gateway broke the protocol.
        void broken(AssertionError failure);
    }

    private final Events events;
    private final AtomicBoolean over = new AtomicBoolean();
    private final WebSocket socket;

    /// The address of the socket of a gateway at `http://…`.
    static URI at(URI gateway) {
        return URI.create(gateway.toString().replaceFirst("^http", "ws") + "/v1/ws");
    }

    /// Opens the connection.
    ///
    /// @throws CompletionException when the gateway cannot be reached or refuses the upgrade
    SocketLink(URI uri, Events events) {
        this.events = events;
        socket =
                HTTP.newWebSocketBuilder()
                        .connectTimeout(Duration.ofSeconds(5))
                        .subprotocols("messenger.v1")
                        .buildAsync(uri, new Receiver())
                        .join();
        OpenApiCoverage.count("gateway", "GET /v1/ws");
    }

    /// Sends a frame that the document has.
    ///
    /// @throws AssertionError when it has no such frame
    void send(JsonNode frame) {
        FrameSchemas.demandFromClient(frame);
        Secrets.in(frame);
        sendText(frame.toString());
    }

    /// Sends any text; on a connection that is over, nothing happens.
    synchronized void sendText(String text) {
        quietly(() -> socket.sendText(text, true).join());
    }

    synchronized void sendBinary(byte[] bytes) {
        quietly(() -> socket.sendBinary(ByteBuffer.wrap(bytes), true).join());
    }

    /// Says goodbye with code 1000.
    synchronized void close() {
        quietly(() -> socket.sendClose(WebSocket.NORMAL_CLOSURE, "").join());
    }

    /// Drops the TCP connection without a close frame, as a phone in a tunnel does.
    void abort() {
        socket.abort();
        end(CUT);
    }

    private void quietly(Runnable send) {
        try {
            send.run();
        } catch (CompletionException e) {
            end(CUT);
        }
    }

    private void end(int code) {
        if (over.compareAndSet(false, true)) {
            events.closed(code);
        }
    }

    private final class Receiver implements WebSocket.Listener {
        private final StringBuilder text = new StringBuilder();

        @Override
        public @Nullable CompletionStage<?> onText(
                WebSocket from, CharSequence part, boolean last) {
            text.append(part);
            if (last) {
                String whole = text.toString();
                text.setLength(0);
                receive(whole);
            }
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onBinary(
                WebSocket from, ByteBuffer part, boolean last) {
            events.broken(new AssertionError("the gateway sent a binary frame"));
            from.request(1);
            return null;
        }

        @Override
        public @Nullable CompletionStage<?> onClose(WebSocket from, int code, String reason) {
            end(code);
            return null;
        }

        @Override
        public void onError(WebSocket from, Throwable error) {
            end(CUT);
        }

        private void receive(String whole) {
            try {
                JsonNode frame = TestJson.read(whole);
                FrameSchemas.demandFromServer(frame);
                events.frame(frame);
            } catch (AssertionError e) {
                events.broken(e);
            }
        }
    }
}
