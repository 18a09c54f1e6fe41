package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// A WebSocket client for tests of single frames. It collects what comes and hands out each frame
/// once; a frame that `docs/asyncapi.yaml` does not allow fails the next call. Safe for use by
/// several threads.
public final class TestSocket implements AutoCloseable {
    private final Monitor monitor = new Monitor();

    private final List<JsonNode> received = new ArrayList<>();
    private final List<JsonNode> untaken = new ArrayList<>();
    private @Nullable Integer closeCode;
    private final SocketLink link;

    private TestSocket(URI uri) {
        link = new SocketLink(uri, new Collector());
    }

    /// Opens a socket with the subprotocol `messenger.v1`.
    ///
    /// @param gateway the gateway, such as `http://127.0.0.1:8080`
    /// @throws CompletionException when it cannot be reached or refuses the upgrade
    public static TestSocket open(URI gateway) {
        return new TestSocket(SocketLink.at(gateway));
    }

    /// Opens a socket, authenticates with the cursors and waits for `synced`.
    public static TestSocket attach(URI gateway, Account account, Map<String, Long> cursors) {
        TestSocket socket = open(gateway);
        socket.awaitType("hello");
        socket.send(
                Map.of(
                        "t",
                        "auth",
                        "token",
                        account.accessToken(),
                        "device_id",
                        account.deviceId(),
                        "cursors",
                        cursors));
        socket.awaitType("synced");
        return socket;
    }

    /// Sends a frame (a map, record or JSON tree) that `docs/asyncapi.yaml` allows.
    ///
    /// @throws AssertionError when the document does not allow it: then the test wants [#sendText]
    public void send(Object frame) {
        link.send(TestJson.tree(frame));
    }

    /// Sends any text as one frame.
    public void sendText(String text) {
        link.sendText(text);
    }

    /// Sends a binary frame, which the gateway refuses.
    public void sendBinary(byte[] bytes) {
        link.sendBinary(bytes);
    }

    /// Takes the oldest frame with this `t` that was not yet taken; waits 10 s at most.
    public JsonNode awaitType(String t) {
        return await(frame -> frame.get("t").asText().equals(t), Monitor.PATIENCE);
    }

    /// Takes the oldest frame that fits and was not yet taken. Frames that do not fit stay for
    /// others.
    ///
    /// @throws AssertionError when none came in time, the socket closed before, or the gateway
    ///   broke the protocol
    public JsonNode await(Predicate<JsonNode> fits, Duration within) {
        return monitor.await(within, () -> take(fits), () -> "no such frame; got " + received);
    }

    /// Waits for the end of the connection, 10 s at most.
    ///
    /// @return the close code; 1006 when there was no close frame
    public int awaitClose() {
        return monitor.await(
                Monitor.PATIENCE,
                () -> Optional.ofNullable(closeCode),
                () -> "not closed; got " + received);
    }

    /// All frames that came, taken or not.
    public List<JsonNode> frames() {
        return monitor.read(() -> List.copyOf(received));
    }

    /// Drops the TCP connection without a close frame.
    public void abort() {
        link.abort();
    }

    /// Says goodbye with code 1000.
    ///
    /// @throws AssertionError when the gateway broke the protocol on this socket
    @Override
    public void close() {
        link.close();
        monitor.rethrow();
    }

    private Optional<JsonNode> take(Predicate<JsonNode> fits) {
        for (Iterator<JsonNode> frames = untaken.iterator(); frames.hasNext(); ) {
            JsonNode frame = frames.next();
            if (fits.test(frame)) {
                frames.remove();
                return Optional.of(frame);
            }
        }
        if (closeCode != null) {
            throw new AssertionError(
                    "closed with " + closeCode + " before the frame came; got " + received);
        }
        return Optional.empty();
    }

    private final class Collector implements SocketLink.Events {
        @Override
        public void frame(JsonNode frame) {
            monitor.change(() -> {
                received.add(frame);
                untaken.add(frame);
            });
        }

        @Override
        public void closed(int code) {
            monitor.change(() -> closeCode = code);
        }

        @Override
        public void broken(AssertionError failure) {
            monitor.fail(failure);
        }
    }
}
