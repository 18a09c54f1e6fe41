package io.messenger.gateway;

import io.messenger.contracts.CloseCode;
import io.messenger.contracts.Registry;
import io.messenger.gateway.socket.Connections;
import io.messenger.gateway.socket.Refusal;
import io.messenger.platform.Recurring;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Notices that Redis is away for this gateway and not for the message service: events then go to
/// the lanes of the others, and its sockets would stay open and hear nothing. So it closes them
/// with 1012 and takes none: they resume elsewhere. While Redis is away for all, events come by
/// broadcast and nothing is closed.
///
/// Threads share it.
final class CutOff implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(CutOff.class);
    private static final Duration LOOK = Duration.ofMillis(250);

    /// Longer than a lease, so that a pause of this process is no reason; shorter than the time for
    /// which events are broadcast after a lease has run out.
    private static final Duration WITHOUT_LANE = Registry.LEASE.multipliedBy(2);

    /// For this time after it was said, events go to lanes; while there are any it is said more
    /// often.
    private static final Duration SAID = Duration.ofSeconds(10);

    private static final Refusal REFUSAL =
            Refusal.unavailable("This gateway gets no events; another one does", SAID.dividedBy(5));

    private final Supplier<Duration> sinceLane;
    private final Supplier<Duration> sinceRouted;
    private final Connections connections;
    private final Recurring looks = Recurring.of("look for a lane", LOOK, this::look);
    private boolean told;

    /// @param sinceLane how long ago this gateway had a lane
    /// @param sinceRouted how long ago it heard that events go to lanes
    CutOff(Supplier<Duration> sinceLane, Supplier<Duration> sinceRouted, Connections connections) {
        this.sinceLane = sinceLane;
        this.sinceRouted = sinceRouted;
        this.connections = connections;
    }

    void begin() {
        looks.begin();
    }

    /// Whether events pass this gateway by.
    boolean now() {
        return sinceLane.get().compareTo(WITHOUT_LANE) > 0 && sinceRouted.get().compareTo(SAID) < 0;
    }

    /// Refuses a handshake meanwhile.
    Optional<Refusal> check() {
        return now() ? Optional.of(REFUSAL) : Optional.empty();
    }

    private void look() {
        boolean cut = now();
        if (cut && !told) {
            LOG.error(
                    "Redis is away for this gateway alone: {} sockets are sent to the others",
                    connections.count());
        } else if (told && !cut) {
            LOG.info("events reach this gateway again");
        }
        told = cut;
        if (cut) {
            connections.forEach(socket -> socket.close(CloseCode.RESTART, "restart"));
        }
    }

    @Override
    public void close() {
        looks.close();
    }
}
