package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.Json;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.util.Arrays;

/// The frames of a WebSocket as cheap as they come: nothing is fragmented, masks are zero. One
/// thread reads, one at a time sends.
final class RawFrames implements AutoCloseable {
    private static final int TEXT = 0x81;
    private static final int PONG = 0x8A;
    private static final int CLOSE = 8;
    private static final int PING = 9;

    private final Socket socket;
    private final DataInputStream in;

    private RawFrames(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new DataInputStream(socket.getInputStream());
    }

    /// Opens a WebSocket at a gateway of this machine.
    ///
    /// @throws IOException when it is refused
    static RawFrames open(int port) throws IOException {
        return new RawFrames(RawDevice.upgraded(port));
    }

    /// The text of a frame of [RawDevice#auth].
    static byte[] payload(byte[] frame) {
        return Arrays.copyOfRange(frame, 8, frame.length);
    }

    /// The next frame with a text; pings are answered.
    ///
    /// @throws IOException when there is none any more
    JsonNode next() throws IOException {
        while (true) {
            int opcode = in.readUnsignedByte() & 15;
            long length = in.readUnsignedByte();
            if (length == 126) {
                length = in.readUnsignedShort();
            } else if (length == 127) {
                length = in.readLong();
            }
            byte[] payload = in.readNBytes(Math.toIntExact(length));
            if (opcode == CLOSE) {
                throw new EOFException("closed: " + Arrays.toString(payload));
            } else if (opcode == PING) {
                write(PONG, payload);
            } else {
                return Json.MAPPER.readTree(payload);
            }
        }
    }

    void send(JsonNode frame) throws IOException {
        write(TEXT, Json.MAPPER.writeValueAsBytes(frame));
    }

    private synchronized void write(int first, byte[] payload) throws IOException {
        ByteBuffer frame =
                ByteBuffer.allocate(8 + payload.length)
                        .put((byte) first)
                        .put((byte) (0x80 | 126))
                        .putShort((short) payload.length)
                        .putInt(0);
        if (first == PONG) {
            frame.clear();
            frame.put((byte) first).put((byte) (0x80 | payload.length)).putInt(0);
        }
        frame.put(payload);
        socket.getOutputStream().write(frame.array(), 0, frame.position());
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
