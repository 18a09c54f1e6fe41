package io.messenger.standalone;

import io.messenger.contracts.ConnId;
import io.messenger.contracts.Registry;
import io.messenger.contracts.UserId;
import io.messenger.proof.judge.Outside;
import java.net.URI;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import redis.clients.jedis.Pipeline;
import redis.clients.jedis.RedisClient;
import redis.clients.jedis.Response;

/// Who is connected where, by the registry: what the message service believes.
record RegistryView(URI redis) {
    static RegistryView ofShared() {
        return new RegistryView(URI.create(WholeMessenger.shared().stack().redisUri()));
    }

    /// The connections of these users that count now: those whose lane is leased under their epoch.
    List<Outside.Registered> of(Set<UserId> users) {
        List<Outside.Registered> all = new ArrayList<>();
        try (RedisClient client = RedisClient.create(redis)) {
            Map<String, Registry.Lane> lanes = new HashMap<>();
            client.hgetAll(Registry.LANES)
                    .forEach((lane, text) ->
                            Registry.Lane.parse(text).ifPresent(one -> lanes.put(lane, one)));
            long now = millis(client);
            for (UserId user : users) {
                client.hgetAll(Registry.sessions(user))
                        .forEach((id, text) -> {
                            if (counts(text, lanes, now)) {
                                all.add(new Outside.Registered(user, ConnId.parse(id)));
                            }
                        });
            }
        }
        return all;
    }

    private static boolean counts(String text, Map<String, Registry.Lane> lanes, long now) {
        return Registry.Session.parse(text)
                .filter(session -> {
                    Registry.Lane lane = lanes.get(String.valueOf(session.lane()));
                    return lane != null && lane.carries(session.epoch(), now);
                })
                .isPresent();
    }

    private static long millis(RedisClient client) {
        try (Pipeline pipeline = client.pipelined()) {
            Response<List<String>> time = pipeline.time();
            pipeline.sync();
            return Registry.millis(time.get());
        }
    }
}
