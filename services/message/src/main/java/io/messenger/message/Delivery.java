package io.messenger.message;

import io.messenger.contracts.ChatId;
import io.messenger.contracts.Route;
import io.messenger.contracts.Topics;
import io.messenger.contracts.UserId;
import io.messenger.platform.Trace;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;

/// Emits committed events to `message.delivered`: one record per event and lane where the registry
/// knows the recipients' lanes, else one to partition 0, which every gateway reads.
///
/// Used by the emitter's thread alone.
final class Delivery {
    private static final int ALL_GATEWAYS = 0;

    /// The most recipients of one record: 16 bytes each, and Kafka takes a megabyte.
    private static final int MAX_USERS = 20_000;

    /// How often gateways are told that events go to lanes, while there are any.
    private static final Duration ROUTED_EACH = Duration.ofSeconds(2);

    private static final Event NOTHING =
            Event.to(Route.ROUTED, "{\"t\":\"routed\"}".getBytes(StandardCharsets.UTF_8));

    private final Producer<byte[], byte[]> producer;
    private final RedisSessions sessions;
    private long saidRoutedAt = System.nanoTime() - ROUTED_EACH.toNanos();

    Delivery(Producer<byte[], byte[]> producer, RedisSessions sessions) {
        this.producer = producer;
        this.sessions = sessions;
    }

    /// Emits events in order and returns when the broker has all of them.
    ///
    /// @return how many went which way
    /// @throws ExecutionException when the broker did not take one of them in time
    Ways emit(List<Event> events) throws ExecutionException, InterruptedException {
        Optional<Online> online = lookUp(events);
        List<Future<RecordMetadata>> sent = new ArrayList<>(events.size());
        Ways ways = new Ways();
        for (Event event : events) {
            if (event.route().onlyConn()) {
                sent.add(send(event.lane(), event.route(), event));
                ways.connection++;
            } else if (online.isEmpty() || event.lane() == ALL_GATEWAYS) {
                toUsers(ALL_GATEWAYS, event, event.route().users(), sent);
                ways.all++;
            } else if (event.route().toMembers()) {
                toMembers(event, online.get(), sent);
                ways.lanes++;
            } else {
                toLanes(event, online.get(), sent);
                ways.lanes++;
            }
        }
        if (ways.lanes > 0) {
            sayRouted(sent);
        }
        for (Future<RecordMetadata> record : sent) {
            record.get();
        }
        return ways;
    }

    /// A gateway that Redis is away for, and for it alone, learns by this that events pass it by.
    private void sayRouted(List<Future<RecordMetadata>> sent) {
        long now = System.nanoTime();
        if (now - saidRoutedAt >= ROUTED_EACH.toNanos()) {
            saidRoutedAt = now;
            sent.add(send(ALL_GATEWAYS, Route.ROUTED, NOTHING));
        }
    }

    private Optional<Online> lookUp(List<Event> events) {
        Set<UserId> users = new LinkedHashSet<>();
        Set<ChatId> channels = new LinkedHashSet<>();
        for (Event event : events) {
            users.addAll(event.route().users());
            ChatId chat = event.route().chat();
            if (event.route().toMembers() && chat != null) {
                channels.add(chat);
            }
        }
        return sessions.lookUp(users, channels);
    }

    /// The same record for each lane that has members, and for the one of whoever leaves.
    private void toMembers(Event event, Online online, List<Future<RecordMetadata>> sent) {
        Route route = event.route();
        Set<Integer> lanes = new LinkedHashSet<>();
        if (route.chat() != null) {
            lanes.addAll(online.channel(route.chat()));
        }
        route.users().forEach(user -> lanes.addAll(online.user(user)));
        if (event.lane() != Event.NOBODY) {
            lanes.add(event.lane());
        }
        lanes.forEach(lane -> sent.add(send(lane, route, event)));
    }

    private void toLanes(Event event, Online online, List<Future<RecordMetadata>> sent) {
        Map<Integer, List<UserId>> byLane = new HashMap<>();
        for (UserId user : event.route().users()) {
            for (int lane : online.user(user)) {
                byLane.computeIfAbsent(lane, _ -> new ArrayList<>()).add(user);
            }
        }
        if (event.lane() != Event.NOBODY) {
            byLane.computeIfAbsent(event.lane(), _ -> List.of());
        }
        byLane.forEach((lane, users) -> toUsers(lane, event, users, sent));
    }

    private void toUsers(
            int lane, Event event, List<UserId> users, List<Future<RecordMetadata>> sent) {
        int from = 0;
        do {
            List<UserId> some = users.subList(from, Math.min(users.size(), from + MAX_USERS));
            sent.add(send(lane, event.route().to(some), event));
            from += MAX_USERS;
        } while (from < users.size());
    }

    private Future<RecordMetadata> send(int lane, Route route, Event event) {
        ProducerRecord<byte[], byte[]> record =
                new ProducerRecord<>(Topics.DELIVERED, lane, null, event.frame());
        record.headers().add(Route.HEADER, route.bytes());
        Trace way = event.way();
        if (way == null) {
            return producer.send(record);
        }
        Trace publish = way.publish(Topics.DELIVERED);
        publish.into(record.headers());
        return producer.send(record, (_, e) -> publish.end(e));
    }
}
