package io.messenger.gateway.socket;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/// TCP connections whose first request is not there yet. Helidon waits for it without a limit: who
/// says nothing, or a letter a second, would keep a thread and its buffers for ever. Thread-safe.
final class Arrivals {
    private final Duration patience;
    private final int most;
    private final LongSupplier nanos;
    private final Map<SocketAddress, Arrival> waiting = new ConcurrentHashMap<>();

    /// @param patience how long a first request may take, with the handshake of TLS
    /// @param most so many may be under way; others are closed at once
    /// @param nanos the clock, as `System::nanoTime`
    Arrivals(Duration patience, int most, LongSupplier nanos) {
        this.patience = patience;
        this.most = most;
        this.nanos = nanos;
    }

    private record Arrival(Socket socket, long since) {}

    /// A connection was accepted.
    ///
    /// @throws UncheckedIOException when there are too many; the server then closes it
    void accepted(Socket socket) {
        if (waiting.size() >= most) {
            throw new UncheckedIOException(new SocketException("too many slow clients"));
        }
        waiting.put(socket.getRemoteSocketAddress(), new Arrival(socket, nanos.getAsLong()));
    }

    /// The headers of its first request, or of a later one, are there.
    void arrived(SocketAddress peer) {
        waiting.remove(peer);
    }

    /// Closes those that take too long.
    void sweep() {
        long now = nanos.getAsLong();
        waiting.forEach((address, arrival) -> {
            if (now - arrival.since() > patience.toNanos() && waiting.remove(address, arrival)) {
                close(arrival.socket());
            }
        });
    }

    private static void close(Socket socket) {
        try {
            // TLS would wait to say goodbye to somebody who does not listen.
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyClosed) {
            // What was wanted.
        }
    }
}
