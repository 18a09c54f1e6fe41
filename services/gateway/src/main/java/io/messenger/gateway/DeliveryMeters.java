package io.messenger.gateway;

import io.messenger.platform.Meters;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Timer;
import java.time.Clock;
import java.util.concurrent.TimeUnit;

/// What is measured of the events that a gateway reads. Threads share it.
///
/// @param latency from the message service's emission to the queues of the sockets here
/// @param lane events that were routed to this gateway
/// @param broadcast events that went to all gateways
record DeliveryMeters(Timer latency, Counter lane, Counter broadcast, Clock clock) {
    static DeliveryMeters of(Meters meters, Clock clock) {
        return new DeliveryMeters(
                meters.timer(
                        "gateway_delivery", "From an event's emission to the sockets' queues."),
                counter(meters, "lane"),
                counter(meters, "broadcast"),
                clock);
    }

    private static Counter counter(Meters meters, String way) {
        return meters.counter("gateway_events", "Events read, by way.", "way", way);
    }

    /// An event is in the queues of its sockets.
    ///
    /// @param partition from which it was read; 0 is for all gateways
    /// @param emitted when it was written, in milliseconds since 1970, by the writer's clock
    void delivered(int partition, long emitted) {
        (partition == 0 ? broadcast : lane).increment();
        latency.record(Math.max(0, clock.millis() - emitted), TimeUnit.MILLISECONDS);
    }
}
