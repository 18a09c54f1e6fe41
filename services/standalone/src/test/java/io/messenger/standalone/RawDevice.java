package io.messenger.standalone;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A socket that costs the measuring program little: no JSON, no checks.
final class RawDevice implements AutoCloseable {
    private static final byte[] SYNCED = "{\"t\":\"synced\"}".getBytes(StandardCharsets.US_ASCII);

    /// Empty, masked with zeros.
    private static final byte[] PING = {(byte) 0x89, (byte) 0x80, 0, 0, 0, 0};

    private static final Pattern RETRY_AFTER = Pattern.compile("(?im)^retry-after: ([0-9]+)\\r$");

    private final Socket socket;
    private final InputStream in;

    private RawDevice(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
    }

    /// Connects, authenticates and returns when the socket is `synced`.
    ///
    /// @param auth the frame, see [#auth]
    /// @throws IOException when it is refused, or ends before
    static RawDevice attach(int port, byte[] auth) throws IOException {
        Socket socket = upgraded(port);
        try {
            RawDevice device = new RawDevice(socket);
            socket.getOutputStream().write(auth);
            device.awaitSynced();
            socket.setSoTimeout(0);
            return device;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    /// The first frame of a device without cursors, masked with zeros.
    static byte[] auth(String token, String deviceId) {
        byte[] text =
                "{\"t\":\"auth\",\"token\":\"%s\",\"device_id\":\"%s\",\"cursors\":{}}"
                        .formatted(token, deviceId)
                        .getBytes(StandardCharsets.US_ASCII);
        return ByteBuffer.allocate(8 + text.length)
                .put((byte) 0x81)
                .put((byte) (0x80 | 126))
                .putShort((short) text.length)
                .putInt(0)
                .put(text)
                .array();
    }

    /// Opens a WebSocket; what the gateway says from `hello` on has not been read, and reading it
    /// waits 20 s at most.
    ///
    /// @throws ComeBackLaterException when it is refused for now
    /// @throws IOException when it is refused
    static Socket upgraded(int port) throws IOException {
        Socket socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), port);
        try {
            socket.setTcpNoDelay(true);
            socket.setSoTimeout(20_000);
            upgrade(socket, port);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }

    private static void upgrade(Socket socket, int port) throws IOException {
        String request =
                """
                GET /v1/ws HTTP/1.1\r
                Host: 127.0.0.1:%d\r
                Upgrade: websocket\r
                Connection: Upgrade\r
                Sec-WebSocket-Version: 13\r
                Sec-WebSocket-Key: AAAAAAAAAAAAAAAAAAAAAA==\r
                Sec-WebSocket-Protocol: messenger.v1\r
                \r
                """
                        .formatted(port);
        socket.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        StringBuilder answer = new StringBuilder();
        while (answer.indexOf("\r\n\r\n") < 0) {
            int next = socket.getInputStream().read();
            if (next < 0) {
                throw new EOFException("ended before it was upgraded");
            }
            answer.append((char) next);
        }
        if (!answer.toString().startsWith("HTTP/1.1 101")) {
            throw refusal(answer.toString());
        }
    }

    private static IOException refusal(String answer) {
        Matcher later = RETRY_AFTER.matcher(answer);
        return later.find()
                ? new ComeBackLaterException(Duration.ofSeconds(Long.parseLong(later.group(1))))
                : new IOException("refused: " + answer);
    }

    /// Shows the gateway that it is alive.
    ///
    /// @throws IOException when the connection is gone
    void ping() throws IOException {
        socket.getOutputStream().write(PING);
    }

    private void awaitSynced() throws IOException {
        byte[] buffer = new byte[8_192];
        int matched = 0;
        while (matched < SYNCED.length) {
            int count = in.read(buffer);
            if (count < 0) {
                throw new EOFException("ended before synced");
            }
            for (int i = 0; i < count && matched < SYNCED.length; i++) {
                matched = buffer[i] == SYNCED[matched] ? matched + 1 : buffer[i] == '{' ? 1 : 0;
            }
        }
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is gone, which is what was wanted.
        }
    }
}
