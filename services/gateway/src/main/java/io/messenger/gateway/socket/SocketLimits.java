package io.messenger.gateway.socket;

import java.time.Duration;

/// The bounds of every connection and of all together.
///
/// @param messageBytes the longest message a peer may send, summed over its fragments; beyond: 1009
/// @param outbox how much may wait to be written to one peer
/// @param heartbeat how long a peer may send no frame at all; then 4004
/// @param closeTimeout how long the closing handshake, and the writing of what is queued before it,
///   may take; then the TCP connection is closed without ceremony
/// @param sweep how often deadlines are looked at, so also how late they may be
/// @param connections how many sockets are accepted; beyond: HTTP 503
public record SocketLimits(
        int messageBytes,
        OutboxLimits outbox,
        Duration heartbeat,
        Duration closeTimeout,
        Duration sweep,
        int connections) {
    public SocketLimits {
        if (messageBytes < 1 || connections < 1) {
            throw new IllegalArgumentException("Limits of sockets must be positive");
        }
    }

    /// The values of the protocol's documentation.
    public static SocketLimits defaults() {
        return new SocketLimits(
                65_536,
                OutboxLimits.defaults(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                100_000);
    }

    public SocketLimits withOutbox(OutboxLimits other) {
        return new SocketLimits(messageBytes, other, heartbeat, closeTimeout, sweep, connections);
    }

    public SocketLimits withHeartbeat(Duration other) {
        return new SocketLimits(messageBytes, outbox, other, closeTimeout, sweep, connections);
    }

    public SocketLimits withCloseTimeout(Duration other) {
        return new SocketLimits(messageBytes, outbox, heartbeat, other, sweep, connections);
    }

    public SocketLimits withSweep(Duration other) {
        return new SocketLimits(messageBytes, outbox, heartbeat, closeTimeout, other, connections);
    }

    public SocketLimits withConnections(int other) {
        return new SocketLimits(messageBytes, outbox, heartbeat, closeTimeout, sweep, other);
    }
}
