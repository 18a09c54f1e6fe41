package io.messenger.standalone;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.ChatId;
import io.messenger.contracts.Registry;
import io.messenger.testing.Account;
import io.messenger.testing.Accounts;
import io.messenger.testing.Await;
import io.messenger.testing.TestSocket;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import redis.clients.jedis.RedisClient;

/// Who is online, over two gateways.
class PresenceTest {
    private static final Duration WITHIN = Duration.ofSeconds(30);

    private final TwoGateways messenger = TwoGateways.shared();
    private final Account ann = messenger.account("ann");
    private final Account ben = messenger.account("ben");
    private final ChatId chat = messenger.group(ann, ben);

    @Test
    void whoeverWatchesIsToldWhoIsThereAndWhoComesAndGoes() {
        try (TestSocket a = attach(messenger.first(), ann)) {
            watch(a, chat);
            assertThat(presence(a, ben, false).has("last_seen")).isFalse();
            Instant before = Instant.now();
            attach(messenger.second(), ben).close();

            presence(a, ben, true);
            Instant seen = Instant.parse(presence(a, ben, false).get("last_seen").asText());
            assertThat(seen).isBetween(before, Instant.now());
            assertThat(a.frames())
                    .as("nobody is told of oneself")
                    .noneMatch(frame -> is(frame, ann));
            Await.until("the profile has it too", WITHIN, () -> lastSeen(ben).equals(seen));
        }
    }

    private Instant lastSeen(Account user) {
        JsonNode profile =
                messenger.call("GET", "/v1/users/" + user.userId(), ann, Map.of()).json();
        return profile.has("last_seen")
                ? Instant.parse(profile.get("last_seen").asText())
                : Instant.EPOCH;
    }

    @Test
    void oneOfSeveralDevicesIsEnoughToBeOnline() {
        Account phone = new Accounts(messenger.first()).anotherDevice(ben);
        try (TestSocket a = attach(messenger.first(), ann)) {
            TestSocket one = attach(messenger.second(), ben);
            watch(a, chat);
            presence(a, ben, true);
            TestSocket other = attach(messenger.first(), phone);
            one.close();
            awaitRegistered(ben, 1);
            other.close();
            presence(a, ben, false);
            assertThat(a.frames().stream().filter(frame -> is(frame, ben)))
                    .as("online once, offline once")
                    .hasSize(2);
        }
    }

    @Test
    void whoComesBackAtOnceWasNotAway() {
        try (TestSocket a = attach(messenger.first(), ann)) {
            TestSocket old = attach(messenger.first(), ben);
            watch(a, chat);
            presence(a, ben, true);
            old.close();
            TestSocket again = attach(messenger.second(), ben);
            awaitRegistered(ben, 1);
            again.close();
            presence(a, ben, false);
            assertThat(a.frames().stream().filter(frame -> is(frame, ben))).hasSize(2);
        }
    }

    @Test
    void strangersWatchNothing() {
        Account eve = messenger.account("eve");
        ChatId own = messenger.group(eve, ann);
        try (TestSocket e = attach(messenger.first(), eve);
                TestSocket b = attach(messenger.second(), ben)) {
            watch(e, chat, own);
            presence(e, ann, false);
            assertThat(e.frames()).noneMatch(frame -> is(frame, ben));
            e.send(Map.of("t", "typing", "id", "t", "chat_id", chat, "on", true));
            assertThat(e.awaitType("error").get("code").asText()).isEqualTo("not_found");
            b.send(Map.of("t", "ping"));
            b.awaitType("pong");
        }
    }

    @Test
    void whatIsNotWatchedAnyMoreIsNotTold() {
        Account cal = messenger.account("cal");
        ChatId other = messenger.group(ann, cal);
        try (TestSocket a = attach(messenger.first(), ann)) {
            watch(a, chat);
            presence(a, ben, false);
            watch(a, other);
            presence(a, cal, false);
            try (TestSocket b = attach(messenger.second(), ben);
                    TestSocket c = attach(messenger.second(), cal)) {
                presence(a, cal, true);
                b.send(Map.of("t", "ping"));
                c.send(Map.of("t", "ping"));
            }
            presence(a, cal, false);
            assertThat(a.frames().stream().filter(frame -> is(frame, ben))).hasSize(1);
        }
    }

    @Test
    void aGatewayThatDiesTakesItsUsersOffline() {
        try (RedisClient redis = redis();
                TestSocket a = attach(messenger.first(), ann)) {
            watch(a, chat);
            presence(a, ben, false);
            long expires = Instant.now().plusSeconds(8).toEpochMilli();
            redis.hset(Registry.LANES, "50", new Registry.Lane("dead", 7, true, expires).encode());
            redis.hset(
                    Registry.sessions(ben.userId()),
                    UUID.randomUUID().toString(),
                    new Registry.Session(50, 7, ben.deviceId(), Instant.now()).encode());
            try (TestSocket other = attach(messenger.second(), ann)) {
                watch(other, chat);
                presence(other, ben, true);
                presence(other, ben, false);
            }
            redis.hdel(Registry.LANES, "50");
        }
    }

    @Test
    void afterRedisWasAwayPresenceIsToldAnew() {
        try (TestSocket a = attach(messenger.first(), ann)) {
            TestSocket b = attach(messenger.second(), ben);
            watch(a, chat);
            presence(a, ben, true);
            messenger.stack().redis().kill();
            b.close();
            messenger.stack().redis().restart();
            presence(a, ben, false);
        }
    }

    private void awaitRegistered(Account user, int sockets) {
        try (RedisClient redis = redis()) {
            Await.until(
                    sockets + " sockets are registered",
                    WITHIN,
                    () -> redis.hlen(Registry.sessions(user.userId())) == sockets);
        }
    }

    private RedisClient redis() {
        return RedisClient.create(URI.create(messenger.stack().redisUri()));
    }

    private static TestSocket attach(URI gateway, Account account) {
        return TestSocket.attach(gateway, account, Map.of());
    }

    private static void watch(TestSocket socket, ChatId... chats) {
        List<ChatId> ids = Arrays.asList(chats);
        socket.send(Map.of("t", "watch", "id", "w", "chat_ids", ids));
        socket.awaitType("reply");
    }

    private static JsonNode presence(TestSocket socket, Account of, boolean online) {
        return socket.await(
                frame -> is(frame, of) && frame.get("online").asBoolean() == online, WITHIN);
    }

    private static boolean is(JsonNode frame, Account of) {
        return frame.get("t").asText().equals("presence")
                && frame.get("user_id").asText().equals(of.userId().toString());
    }
}
