package io.messenger.gateway;

import io.messenger.contracts.Registry;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/// This gateway's entries in the session registry. Threads share it.
final class RedisRegistry {
    /// Sessions written in one round trip.
    private static final int CHUNK = 500;

    private final RedisClient redis;
    private final String gateway;
    private final Duration keep;

    /// @param gateway names this process among all gateways
    /// @param keep how long a user's entries outlive the last gateway that knew them
    RedisRegistry(RedisClient redis, String gateway, Duration keep) {
        this.redis = redis;
        this.gateway = gateway;
        this.keep = keep;
    }

    /// A leased lane: the partition of `message.delivered` that this gateway reads.
    record Lane(int number, long epoch) {}

    /// A session that is to be found at a lane from now on, or nowhere.
    record Change(Session session, @Nullable Lane lane) {}

    /// Leases a lane, not ready yet; empty when all are taken.
    Optional<Lane> lease(int lanes) {
        List<?> taken =
                (List<?>)
                        redis.eval(
                                LaneScripts.LEASE,
                                List.of(Registry.LANES),
                                List.of(gateway, millis(Registry.LEASE), Integer.toString(lanes)));
        int number = ((Long) taken.get(0)).intValue();
        return number == 0
                ? Optional.empty()
                : Optional.of(new Lane(number, Long.parseLong((String) taken.get(1))));
    }

    /// Prolongs the lease; false when the lane is not ours any more, or was not for a while.
    boolean renew(Lane lane, boolean ready) {
        Object renewed =
                redis.eval(
                        LaneScripts.RENEW,
                        List.of(Registry.LANES),
                        List.of(
                                Integer.toString(lane.number()),
                                gateway,
                                Long.toString(lane.epoch()),
                                millis(Registry.LEASE),
                                ready ? "1" : "0"));
        return Long.valueOf(1).equals(renewed);
    }

    /// Gives the lane back.
    void leave(Lane lane) {
        redis.eval(
                LaneScripts.LEAVE,
                List.of(Registry.LANES),
                List.of(
                        Integer.toString(lane.number()),
                        gateway,
                        Long.toString(lane.epoch()),
                        millis(Registry.SWEEP),
                        LaneScripts.LEFT));
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

    /// Writes changes in order, many in one round trip.
    void write(List<Change> changes) {
        for (int from = 0; from < changes.size(); from += CHUNK) {
            List<Response<?>> answers = new ArrayList<>();
            try (Pipeline pipeline = redis.pipelined()) {
                for (Change change :
                        changes.subList(from, Math.min(changes.size(), from + CHUNK))) {
                    write(pipeline, change, answers);
                }
                pipeline.sync();
            }
            // A refusal, as of a replica that takes no writes, shows only here.
            answers.forEach(Response::get);
        }
    }

    private void write(Pipeline pipeline, Change change, List<Response<?>> answers) {
        Session session = change.session();
        String key = Registry.sessions(session.userId());
        String conn = session.connId().toString();
        Lane lane = change.lane();
        if (lane == null) {
            answers.add(pipeline.hdel(key, conn));
        } else {
            answers.add(pipeline.hset(key, conn, entry(lane, session)));
            answers.add(pipeline.expire(key, keep.toSeconds()));
        }
    }

    /// Keeps the entries of these sessions' users, and takes out those whose lease has run out: its
    /// gateway is gone, or registers its sockets anew.
    void refresh(Collection<Session> sessions) {
        Iterator<Session> rest = sessions.iterator();
        while (rest.hasNext()) {
            Map<String, Response<Map<String, String>>> entries = new HashMap<>();
            try (Pipeline pipeline = redis.pipelined()) {
                while (rest.hasNext() && entries.size() < CHUNK) {
                    String key = Registry.sessions(rest.next().userId());
                    entries.put(key, pipeline.hgetAll(key));
                    pipeline.expire(key, keep.toSeconds());
                }
                // Read after the entries, the table knows the lane of each that counts.
                Response<Map<String, String>> lanes = pipeline.hgetAll(Registry.LANES);
                Response<List<String>> time = pipeline.time();
                pipeline.sync();
                long now = Registry.millis(time.get());
                entries.forEach((key, found) ->
                        found.get()
                                .forEach((conn, entry) -> {
                                    if (!counts(entry, lanes.get(), now)) {
                                        pipeline.hdel(key, conn);
                                    }
                                }));
                pipeline.sync();
            }
        }
    }

    private static boolean counts(String entry, Map<String, String> lanes, long now) {
        return Registry.Session.parse(entry)
                .flatMap(session ->
                        Optional.ofNullable(lanes.get(Integer.toString(session.lane())))
                                .flatMap(Registry.Lane::parse)
                                .filter(lane -> lane.carries(session.epoch(), now)))
                .isPresent();
    }

    /// Registers the lane's interest in large chats, many in one round trip.
    void registerRooms(Lane lane, Collection<Room> rooms) {
        Iterator<Room> rest = rooms.iterator();
        while (rest.hasNext()) {
            try (Pipeline pipeline = redis.pipelined()) {
                for (int i = 0; i < CHUNK && rest.hasNext(); i++) {
                    Room room = rest.next();
                    pipeline.hset(
                            Registry.channel(room.chat()),
                            Integer.toString(lane.number()),
                            entry(lane, room));
                }
                pipeline.sync();
            }
        }
    }

    /// Ends the lane's interest in a large chat, unless a later room has renewed it.
    void unregister(Lane lane, Room room) {
        redis.eval(
                LaneScripts.LOSE_INTEREST,
                List.of(Registry.channel(room.chat())),
                List.of(Integer.toString(lane.number()), entry(lane, room)));
    }

    private static String entry(Lane lane, Room room) {
        return new Registry.Interest(lane.epoch(), room.number()).encode();
    }

    private static String entry(Lane lane, Session session) {
        return new Registry.Session(
                        lane.number(), lane.epoch(), session.deviceId(), session.since())
                .encode();
    }

    private static String millis(Duration duration) {
        return Long.toString(duration.toMillis());
    }
}
