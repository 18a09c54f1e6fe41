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

    /// Takes the first lane that is free, or whose lease ran out longest ago; a lane nobody held
    /// comes first, since an old one may still have a reader. Returns its number and epoch.
    private static final String LEASE =
            """
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            local best, oldest = 0, now
            for lane = 1, tonumber(ARGV[3]) do
              local entry = redis.call('HGET', KEYS[1], lane)
              if not entry then best = lane; break end
              local expires = tonumber(string.match(entry, '|(%d+)$')) or 0
              if expires < oldest then best, oldest = lane, expires end
            end
            if best == 0 then return {0, '0'} end
            local epoch = string.format('%.0f', now)
            redis.call('HSET', KEYS[1], best,
                ARGV[1] .. '|' .. epoch .. '|0|' .. string.format('%.0f', now + ARGV[2]))
            return {best, epoch}
            """;

    /// Prolongs a lease that is still this gateway's; 0 when it is not.
    private static final String RENEW =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            if not entry then return 0 end
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if string.sub(entry, 1, #mine) ~= mine then return 0 end
            local time = redis.call('TIME')
            local now = time[1] * 1000 + math.floor(time[2] / 1000)
            redis.call('HSET', KEYS[1], ARGV[1],
                mine .. ARGV[5] .. '|' .. string.format('%.0f', now + ARGV[4]))
            return 1
            """;

    /// Gives a lane back if it is still this gateway's.
    private static final String LEAVE =
            """
            local entry = redis.call('HGET', KEYS[1], ARGV[1])
            local mine = ARGV[2] .. '|' .. ARGV[3] .. '|'
            if entry and string.sub(entry, 1, #mine) == mine then
              redis.call('HDEL', KEYS[1], ARGV[1])
            end
            return 1
            """;

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
                                LEASE,
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
                        RENEW,
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
                LEAVE,
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
