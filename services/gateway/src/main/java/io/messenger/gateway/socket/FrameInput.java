package io.messenger.gateway.socket;

import java.io.EOFException;
import java.io.IOException;

/// The bytes of one connection as they come. Holds [#IDLE_BYTES] while it waits: enough for most
/// whole frames of a client; longer payloads are read straight to where they belong. Used by the
/// reading thread only.
final class FrameInput {
    private static final int IDLE_BYTES = 128;

    private final Transport transport;
    private byte[] buffer;
    private int position;
    private int limit;

    /// `early` are bytes that were read together with the handshake: frames may follow it at once.
    FrameInput(Transport transport, byte[] early) {
        this.transport = transport;
        this.buffer = early;
        this.limit = early.length;
    }

    /// The next byte, blocking; [EOFException] when the peer sends no more.
    int next() throws IOException {
        if (position == limit) {
            refill();
        }
        return buffer[position++] & 0xFF;
    }

    /// Unsigned, in network order.
    long next(int bytes) throws IOException {
        long value = 0;
        for (int i = 0; i < bytes; i++) {
            value = value << 8 | next();
        }
        return value;
    }

    void fill(byte[] into, int from, int to) throws IOException {
        int at = from;
        int buffered = Math.min(limit - position, to - at);
        System.arraycopy(buffer, position, into, at, buffered);
        position += buffered;
        at += buffered;
        while (at < to) {
            at += atLeastOne(transport.read(into, at, to - at));
        }
    }

    /// Reads and forgets until the peer closes its side, so that our last frame is not destroyed by
    /// a reset; whoever closes the transport ends it.
    void discard() {
        byte[] unwanted = new byte[1_024];
        try {
            while (transport.read(unwanted, 0, unwanted.length) >= 0) {
                // Not wanted any more.
            }
        } catch (IOException ended) {
            // What was waited for.
        }
    }

    private void refill() throws IOException {
        if (buffer.length != IDLE_BYTES) {
            buffer = new byte[IDLE_BYTES];
        }
        position = 0;
        limit = 0;
        limit = atLeastOne(transport.read(buffer, 0, IDLE_BYTES));
    }

    private static int atLeastOne(int count) throws EOFException {
        if (count < 0) {
            throw new EOFException();
        }
        return count;
    }
}
