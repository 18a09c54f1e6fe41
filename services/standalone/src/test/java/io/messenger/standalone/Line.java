package io.messenger.standalone;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.Json;
import java.io.BufferedOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;

/// One WebSocket through a [FaultyDoor]: its frames are read here, and written as the fault wants.
/// Nothing is fragmented, since neither end does it to short frames. Threads share it.
final class Line {
    private static final int TEXT = 0x81;
    private static final int MASKED = 0x80;
    private static final int MASK_BYTES = 4;

    private final Socket device;
    private final Socket server;
    private final Supplier<FaultyDoor.Fault> fault;
    private final DataInputStream fromDevice;
    private final DataInputStream fromServer;
    private volatile String deviceId = "";

    Line(Socket device, Socket server, Supplier<FaultyDoor.Fault> fault) throws IOException {
        this.device = device;
        this.server = server;
        this.fault = fault;
        fromDevice = new DataInputStream(device.getInputStream());
        fromServer = new DataInputStream(server.getInputStream());
    }

    /// Whether it is of this device; not before that has authenticated.
    boolean is(DeviceId id) {
        return deviceId.equals(id.toString());
    }

    /// Gives the device a frame.
    void tell(JsonNode frame) {
        write(device, TEXT, frame.toString().getBytes(StandardCharsets.UTF_8), 0);
    }

    /// Gives the gateway a frame.
    void ask(JsonNode frame) {
        write(server, TEXT, frame.toString().getBytes(StandardCharsets.UTF_8), MASKED);
    }

    void handshake() throws IOException {
        copyHead(fromDevice, server);
        copyHead(fromServer, device);
    }

    private static void copyHead(DataInputStream from, Socket to) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = from.read();
            if (next < 0) {
                throw new EOFException("ended in the handshake");
            }
            head.append((char) next);
        }
        to.getOutputStream().write(head.toString().getBytes(StandardCharsets.ISO_8859_1));
    }

    /// What the device sends, until one end is gone.
    void forth() {
        pass(fromDevice, server, MASKED);
    }

    /// What the gateway sends.
    void back() {
        pass(fromServer, device, 0);
    }

    private void pass(DataInputStream in, Socket to, int masked) {
        try {
            while (true) {
                int first = in.readUnsignedByte();
                byte[] payload = payload(in);
                if (first != TEXT) {
                    write(to, first, payload, masked);
                } else if (masked == 0) {
                    fault.get().toDevice(Json.MAPPER.readTree(payload), this);
                } else {
                    JsonNode frame = Json.MAPPER.readTree(payload);
                    if (frame.get("t").asText().equals("auth")) {
                        deviceId = frame.get("device_id").asText();
                    }
                    fault.get().toGateway(frame, this);
                }
            }
        } catch (IOException | UncheckedIOException e) {
            close();
        }
    }

    private static byte[] payload(DataInputStream in) throws IOException {
        int second = in.readUnsignedByte();
        long length = second & 127;
        if (length == 126) {
            length = in.readUnsignedShort();
        } else if (length == 127) {
            length = in.readLong();
        }
        byte[] mask = in.readNBytes((second & MASKED) == 0 ? 0 : MASK_BYTES);
        byte[] payload = in.readNBytes(Math.toIntExact(length));
        for (int i = 0; i < payload.length && mask.length > 0; i++) {
            payload[i] ^= mask[i % MASK_BYTES];
        }
        return payload;
    }

    /// Writes a frame; a mask is all zeros.
    private static void write(Socket to, int first, byte[] payload, int masked) {
        try {
            synchronized (to) {
                DataOutputStream out =
                        new DataOutputStream(new BufferedOutputStream(to.getOutputStream()));
                out.write(first);
                if (payload.length < 126) {
                    out.write(masked | payload.length);
                } else if (payload.length < 1 << 16) {
                    out.write(masked | 126);
                    out.writeShort(payload.length);
                } else {
                    out.write(masked | 127);
                    out.writeLong(payload.length);
                }
                out.write(new byte[masked == 0 ? 0 : MASK_BYTES]);
                out.write(payload);
                out.flush();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void close() {
        try {
            device.close();
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
