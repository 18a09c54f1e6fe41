package io.messenger.gateway;

import io.messenger.contracts.Registry;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;

/// This gateway's entries in the session registry. Threads share it.
final class RedisRegistry {
    /// Sessions written in one round trip.
    private static final int CHUNK = 1000;

    private final RedisClient redis;
    private final String gateway;

    /// @param gateway names this process among all gateways
    RedisRegistry(RedisClient redis, String gateway) {
        this.redis = redis;
        this.gateway = gateway;
    }

    /// A leased lane: the partition of `message.delivered` that this gateway reads.
    record Lane(int number, long epoch) {}

    /// Leases a lane, not ready yet; empty when all are taken.
    Optional<Lane> lease(int lanes) {
        List<?> taken =
                (List<?>)
                        redis.eval(
                                LaneScripts.LEASE,
                                List.of(Registry.LANES),
                                List.of(gateway, leaseMillis(), Integer.toString(lanes)));
        int number = ((Long) taken.get(0)).intValue();
        return number == 0
                ? Optional.empty()
                : Optional.of(new Lane(number, Long.parseLong((String) taken.get(1))));
    }

    /// Prolongs the lease; false when the lane is not ours any more.
    boolean renew(Lane lane, boolean ready) {
        Object renewed =
                redis.eval(
                        LaneScripts.RENEW,
                        List.of(Registry.LANES),
                        List.of(
                                Integer.toString(lane.number()),
                                gateway,
                                Long.toString(lane.epoch()),
                                leaseMillis(),
                                ready ? "1" : "0"));
        return Long.valueOf(1).equals(renewed);
    }

    /// Gives the lane back.
    void leave(Lane lane) {
        redis.eval(
                LaneScripts.LEAVE,
                List.of(Registry.LANES),
                List.of(Integer.toString(lane.number()), gateway, Long.toString(lane.epoch())));
    }

    /// Which Redis answers: another id means it was restarted and may have forgotten the last
    /// writes.
    String runId() {
        return redis.info("server")
                .lines()
                .filter(line -> line.startsWith("run_id:"))
                .findFirst()
                .orElse("");
    }

    /// Registers sessions, many in one round trip.
    void register(Lane lane, Collection<Session> sessions) {
        Iterator<Session> rest = sessions.iterator();
        while (rest.hasNext()) {
            try (Pipeline pipeline = redis.pipelined()) {
                for (int i = 0; i < CHUNK && rest.hasNext(); i++) {
                    Session session = rest.next();
                    pipeline.hset(
                            Registry.sessions(session.userId()),
                            session.connId().toString(),
                            entry(lane, session));
                }
                pipeline.sync();
            }
        }
    }

    /// Takes a session out.
    void unregister(Session session) {
        redis.hdel(Registry.sessions(session.userId()), session.connId().toString());
    }

    private static String entry(Lane lane, Session session) {
        return new Registry.Session(
                        lane.number(), lane.epoch(), session.deviceId(), session.since())
                .encode();
    }

    private static String leaseMillis() {
        return Long.toString(Registry.LEASE.toMillis());
    }
}
