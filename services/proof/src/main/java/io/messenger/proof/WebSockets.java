package io.messenger.proof;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/// Opens WebSockets of the messenger.
final class WebSockets {
    private static final byte[] END = Bytes.of("\r\n\r\n");
    private static final byte[] SWITCHED = Bytes.of("HTTP/1.1 101");

    private WebSockets() {}

    /// Connects, shakes hands and authenticates as a new device; blocking.
    ///
    /// @throws IOException when the server refuses
    static Peer open(URI door, Person person, Splitter.Sink sink) throws IOException {
        return open(door, person, Map.of(), sink);
    }

    /// The same of a device that has something already.
    ///
    /// @param cursors seq by chat
    static Peer open(URI door, Person person, Map<String, Long> cursors, Splitter.Sink sink)
            throws IOException {
        Peer peer =
                Peer.connect(
                        new InetSocketAddress(door.getHost(), door.getPort()),
                        new FrameSplitter(),
                        sink);
        String request =
                """
                GET /v1/ws HTTP/1.1\r
                Host: %s\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Protocol: messenger.v1\r
                \r
                """
                        .formatted(door.getAuthority());
        peer.send(request.getBytes(StandardCharsets.US_ASCII));
        byte[] answer = peer.until(END);
        if (!Bytes.startsWith(answer, 0, answer.length, SWITCHED)) {
            throw new IOException(
                    "the server refused the socket: "
                            + new String(answer, StandardCharsets.US_ASCII).lines().findFirst());
        }
        peer.send(ClientFrames.auth(person, cursors));
        return peer;
    }
}
