package io.messenger.gateway.socket;

import java.time.Duration;

/// The bounds of every connection and of all together.
///
/// @param messageBytes the longest message a peer may send, summed over its fragments; beyond: 1009
/// @param outbox how much may wait to be written to one peer
/// @param heartbeat how long a peer may send no frame at all; then 4004
/// @param handshake how long a TCP connection may take until its first request is there
/// @param closeTimeout how long the closing handshake, and the writing of what is queued before it,
///   may take; then the TCP connection is closed without ceremony
/// @param sweep how often deadlines are looked at, so also how late they may be
/// @param places how many sockets are accepted
public record SocketLimits(
        int messageBytes,
        OutboxLimits outbox,
        Duration heartbeat,
        Duration handshake,
        Duration closeTimeout,
        Duration sweep,
        PlaceLimits places) {
    public SocketLimits {
        if (messageBytes < 1) {
            throw new IllegalArgumentException("Limits of sockets must be positive");
        }
    }

    /// The values of the protocol's documentation.
    public static SocketLimits defaults() {
        return new SocketLimits(
                65_536,
                OutboxLimits.defaults(),
                Duration.ofSeconds(60),
                Duration.ofSeconds(10),
                Duration.ofSeconds(3),
                Duration.ofSeconds(1),
                PlaceLimits.defaults());
    }

    /// How many sockets are accepted in all.
    public int connections() {
        return places.total();
    }

    public SocketLimits withOutbox(OutboxLimits other) {
        return new SocketLimits(
                messageBytes, other, heartbeat, handshake, closeTimeout, sweep, places);
    }

    public SocketLimits withHeartbeat(Duration other) {
        return new SocketLimits(
                messageBytes, outbox, other, handshake, closeTimeout, sweep, places);
    }

    public SocketLimits withCloseTimeout(Duration other) {
        return new SocketLimits(messageBytes, outbox, heartbeat, handshake, other, sweep, places);
    }

    public SocketLimits withSweep(Duration other) {
        return new SocketLimits(
                messageBytes, outbox, heartbeat, handshake, closeTimeout, other, places);
    }

    public SocketLimits withPlaces(PlaceLimits other) {
        return new SocketLimits(
                messageBytes, outbox, heartbeat, handshake, closeTimeout, sweep, other);
    }

    public SocketLimits withConnections(int other) {
        return withPlaces(places.withTotal(other));
    }
}
