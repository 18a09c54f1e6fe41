package io.messenger.gateway;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/// Presence as the session registry has it: a user is online while any of their sessions is alive,
/// that is while its lane's lease has the session's epoch. Threads share it.
final class RedisPresence {
    private final RedisClient redis;
    private final LaneLease own;

    RedisPresence(RedisClient redis, LaneLease own) {
        this.redis = redis;
        this.own = own;
    }

    /// Looks users up; empty while gateways register their sessions again, or this one has yet to
    /// take some out.
    Optional<Look> look(Collection<UserId> users) {
        Map<UserId, Response<List<String>>> sessions = HashMap.newHashMap(users.size());
        Map<String, String> table;
        long now;
        try (Pipeline pipeline = redis.pipelined()) {
            users.forEach(user -> sessions.put(user, pipeline.hvals(Registry.sessions(user))));
            Response<Map<String, String>> lanes = pipeline.hgetAll(Registry.LANES);
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            table = lanes.get();
            now = Long.parseLong(time.get().getFirst()) * 1000;
        }
        Set<Lease> live = new HashSet<>();
        boolean whole =
                own.settled()
                        && (own.number() == 0 || table.containsKey(Integer.toString(own.number())));
        for (Map.Entry<String, String> entry : table.entrySet()) {
            Optional<Registry.Lane> lane = Registry.Lane.parse(entry.getValue());
            if (lane.isPresent() && lane.get().expiresAtMs() > now) {
                live.add(new Lease(Integer.parseInt(entry.getKey()), lane.get().epoch()));
                whole &= lane.get().ready();
            }
        }
        Set<UserId> online = new HashSet<>();
        sessions.forEach((user, entries) -> {
            if (entries.get().stream().anyMatch(entry -> alive(entry, live))) {
                online.add(user);
            }
        });
        return whole ? Optional.of(new Look(live, online)) : Optional.empty();
    }

    private static boolean alive(String entry, Set<Lease> live) {
        return Registry.Session.parse(entry)
                .filter(session -> live.contains(new Lease(session.lane(), session.epoch())))
                .isPresent();
    }

    /// Tells the gateways that watch these users.
    void publish(Map<UserId, PresenceState> states) {
        try (Pipeline pipeline = redis.pipelined()) {
            states.forEach(
                    (user, state) -> pipeline.publish(Registry.presence(user), state.encode()));
            pipeline.sync();
        }
    }

    /// Tells the gateways that watch this chat.
    void publish(ChatId chat, Typing typing) {
        redis.publish(Registry.typing(chat), typing.encode());
    }
}
