package io.messenger.gateway.socket;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// A client that does exactly what a test says, byte by byte. Frames it reads become lines such as
/// `text hello`, `pong abc`, `close 1002`.
final class RawPeer implements AutoCloseable {
    static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final int PATIENCE_MS = 10_000;

    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;

    RawPeer(int port) throws IOException {
        this(port, 64 * 1_024);
    }

    RawPeer(int port, int receiveBuffer) throws IOException {
        socket.setReceiveBufferSize(receiveBuffer);
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = socket.getInputStream();
        out = socket.getOutputStream();
    }

    /// A peer whose handshake is done.
    static RawPeer open(int port) throws IOException {
        RawPeer peer = new RawPeer(port);
        peer.send(request());
        peer.answer();
        return peer;
    }

    static byte[] request(String... headers) {
        String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
        return ("GET /v1/ws HTTP/1.1\r\nHost: chat.example\r\nConnection: Upgrade\r\n"
                        + "Upgrade: websocket\r\nSec-WebSocket-Version: 13\r\nSec-WebSocket-Key: "
                        + KEY
                        + "\r\n"
                        + more
                        + "\r\n")
                .getBytes(StandardCharsets.US_ASCII);
    }

    void send(byte[]... parts) throws IOException {
        out.write(ClientFrames.join((Object[]) parts));
    }

    /// Sends so that the server reads the pieces one by one, or fewer at once.
    void sendInPieces(byte[] all, int size) throws IOException {
        for (int at = 0; at < all.length; at += size) {
            out.write(all, at, Math.min(size, all.length - at));
        }
    }

    /// The answer to the handshake, up to the empty line.
    String answer() throws IOException {
        ByteArrayOutputStream answer = new ByteArrayOutputStream();
        while (!answer.toString(StandardCharsets.US_ASCII).endsWith("\r\n\r\n")) {
            int next = in.read();
            if (next < 0) {
                break;
            }
            answer.write(next);
        }
        return answer.toString(StandardCharsets.US_ASCII);
    }

    /// So many bytes as text.
    String bytes(int count) throws IOException {
        return new String(in.readNBytes(count), StandardCharsets.US_ASCII);
    }

    /// The next frame as a line; `end` when the server closed, `reset` when it broke off.
    String next() throws IOException {
        try {
            int first = in.read();
            return first < 0 ? "end" : frame(first, new DataInputStream(in));
        } catch (SocketException broken) {
            return "reset";
        }
    }

    /// All frames until the server closed.
    List<String> untilEnd() throws IOException {
        List<String> lines = new ArrayList<>();
        for (String line = next(); !"end".equals(line); line = next()) {
            lines.add(line);
            if ("reset".equals(line)) {
                break;
            }
        }
        return lines;
    }

    /// Breaks off with a reset instead of an end.
    void reset() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /// Closes the TCP connection, without a close frame.
    void hangUp() throws IOException {
        socket.close();
    }

    /// Sends no more, but still reads.
    void finish() throws IOException {
        socket.shutdownOutput();
    }

    int localPort() {
        return socket.getLocalPort();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String frame(int first, DataInputStream in) throws IOException {
        int second = in.readUnsignedByte();
        long length =
                switch (second) {
                    case 126 -> in.readUnsignedShort();
                    case 127 -> in.readLong();
                    default -> second;
                };
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        return switch (first) {
            case 0x81 -> "text " + new String(payload, StandardCharsets.UTF_8);
            case 0x8A -> "pong " + new String(payload, StandardCharsets.UTF_8);
            case 0x88 -> close(payload);
            default -> "frame " + Integer.toHexString(first);
        };
    }

    private static String close(byte[] payload) {
        return payload.length == 0
                ? "close"
                : "close " + ((payload[0] & 0xFF) << 8 | (payload[1] & 0xFF));
    }
}
