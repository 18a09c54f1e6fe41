package io.messenger.gateway;

import io.messenger.contracts.CloseCode;
import io.messenger.gateway.socket.Connections;
import io.messenger.gateway.socket.SocketCounters;
import io.messenger.gateway.socket.StandardCode;
import io.messenger.platform.Meters;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;

/// What operators and the autoscaler see of the sockets. All of it is counted anyway or asked only
/// when somebody looks; README.md explains each name.
final class GatewayMeters {
    private static final List<Integer> CODES =
            List.of(
                    StandardCode.PROTOCOL_ERROR,
                    StandardCode.UNSUPPORTED_DATA,
                    StandardCode.BAD_TEXT,
                    StandardCode.TOO_BIG,
                    CloseCode.RESTART,
                    CloseCode.INTERNAL,
                    CloseCode.AUTH_TIMEOUT,
                    CloseCode.UPSTREAM_UNAVAILABLE,
                    CloseCode.TOKEN_EXPIRED,
                    CloseCode.HEARTBEAT_MISSED,
                    CloseCode.SLOW_CONSUMER,
                    CloseCode.RATE_LIMITED,
                    CloseCode.RESYNC_NEEDED,
                    CloseCode.BAD_TOKEN,
                    CloseCode.BAD_FRAME,
                    CloseCode.SESSION_REVOKED,
                    CloseCode.USER_DEACTIVATED,
                    CloseCode.TOO_MANY_SOCKETS);

    private static final List<Integer> STATUSES = List.of(400, 403, 404, 405, 426, 429, 503);

    private final Meters meters;

    GatewayMeters(Meters meters) {
        this.meters = meters;
    }

    /// How many sockets there are and in what state.
    void show(Connections connections, LocalSessions sessions) {
        meters.gauge("gateway_open_connections", "Open sockets.", connections::count);
        state("unauthenticated", connections::strangers);
        state("attaching", () -> sessions.count(session -> !session.isLive()));
        state("live", () -> sessions.count(Session::isLive));
        QueueDepth depth = new QueueDepth(connections);
        meters.gauge("gateway_queued_bytes", "Bytes that wait for all peers.", depth::sum);
        meters.gauge("gateway_queued_bytes_max", "Bytes that wait for one peer.", depth::max);
        show(connections.counters());
    }

    private void state(String state, LongSupplier count) {
        meters.gauge("gateway_connections", "Sockets by state.", count::getAsLong, "state", state);
    }

    private void show(SocketCounters counters) {
        meters.total("gateway_frames_in", "Frames read.", counters::framesIn);
        meters.total("gateway_frames_out", "Frames queued for peers.", counters::framesOut);
        meters.total("gateway_bytes_in", "Payload bytes read.", counters::bytesIn);
        meters.total("gateway_bytes_out", "Bytes written.", counters::bytesOut);
        meters.total("gateway_writes", "Writes to the system.", counters::writes);
        meters.total("gateway_opened", "Handshakes that succeeded.", counters::opened);
        meters.total("gateway_frames_dropped", "Frames for the slow.", counters::dropped);
        meters.total("gateway_frames_coalesced", "States replaced.", counters::coalesced);
        ended("peer", counters::closedByPeer);
        ended("lost", counters::lost);
        for (int code : CODES) {
            ended(Integer.toString(code), () -> of(counters.closedByServer(), code));
        }
        for (int status : STATUSES) {
            meters.total(
                    "gateway_refused_handshakes",
                    "Handshakes that were refused, by HTTP status.",
                    () -> of(counters.refused(), status),
                    "status",
                    Integer.toString(status));
        }
    }

    private void ended(String reason, LongSupplier count) {
        meters.total(
                "gateway_closed",
                "Ends of sockets: by the peer, lost, or our close code.",
                count,
                "reason",
                reason);
    }

    private static long of(Map<Integer, Long> counts, int key) {
        return counts.getOrDefault(key, 0L);
    }

    /// How far behind its partitions the gateway reads, and what Kafka refused.
    void show(Consumer<byte[], byte[]> consumer, Producer<byte[], byte[]> producer) {
        meters.gauge(
                "gateway_lane_lag_records",
                "Events that were not read yet, the most of the last 30 seconds.",
                () -> largest(consumer.metrics(), "records-lag-max"));
        meters.total(
                "gateway_kafka_send_errors",
                "Commands that Kafka did not take.",
                () -> (long) largest(producer.metrics(), "record-error-total"));
    }

    /// Where events come from, and how the registry answers.
    void show(LaneLease lane) {
        meters.gauge("gateway_lane", "The lane; 0 when all comes by broadcast.", lane::number);
        meters.total("gateway_redis_errors", "Redis did not answer.", lane::redisErrors);
    }

    private static double largest(Map<MetricName, ? extends Metric> metrics, String name) {
        double largest = 0;
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.entrySet()) {
            if (metric.getKey().name().equals(name)
                    && metric.getValue().metricValue() instanceof Double value) {
                largest = Math.max(largest, value.isNaN() ? 0 : value);
            }
        }
        return largest;
    }
}
