package io.messenger.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIOException;

import io.messenger.contracts.Json;
import io.messenger.contracts.UserId;
import io.messenger.gateway.Sights.Pair;
import io.messenger.platform.Peer;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What a gateway keeps of who may see whom.
class SightsTest {
    private final UserId ann = new UserId(UUID.randomUUID());
    private final UserId ben = new UserId(UUID.randomUUID());
    private final UserId cal = new UserId(UUID.randomUUID());
    private final Upstream users = new Upstream();
    private final Set<UserId> visible = ConcurrentHashMap.newKeySet();
    private final AtomicInteger questions = new AtomicInteger();
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");
    private final Sights sights =
            new Sights(new Peer(users.uri(), Duration.ofSeconds(10)), Clock.systemUTC());

    @AfterEach
    void stop() {
        sights.close();
        users.close();
    }

    @BeforeEach
    void theUserServiceAnswers() {
        users.handler =
                exchange -> {
                    questions.incrementAndGet();
                    byte[] answer = Json.bytes(Map.of("visible", visible));
                    exchange.getRequestBody().readAllBytes();
                    exchange.sendResponseHeaders(200, answer.length);
                    exchange.getResponseBody().write(answer);
                    exchange.close();
                };
        visible.add(ben);
    }

    @Test
    void whatTheUserServiceSaysIsAskedOnce() throws IOException {
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
        ask(ben, cal);
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.SEEN);
        assertThat(sights.of(ann, cal)).isEqualTo(Sight.HIDDEN);
        assertThat(sights.of(ben, ann)).as("the other way").isEqualTo(Sight.UNKNOWN);
        ask(ben, cal);
        assertThat(questions).hasValue(1);
    }

    @Test
    void withoutAnAnswerNothingIsKnown() {
        users.handler =
                exchange -> {
                    exchange.sendResponseHeaders(503, -1);
                    exchange.close();
                };
        assertThatIOException().isThrownBy(() -> ask(ben));
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
    }

    @Test
    void whatMayHaveChangedIsAskedAgain() throws IOException {
        ask(ben, cal);
        assertThat(sights.forget(List.of(new Pair(ann, ben)))).containsValue(Sight.SEEN);
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
        visible.clear();
        ask(ben, cal);
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.HIDDEN);
        sights.forget(ben);
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
        assertThat(sights.of(ann, cal)).isEqualTo(Sight.HIDDEN);
    }

    @Test
    void anAnswerFromBeforeAChangeIsNotBelieved() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch answered = new CountDownLatch(1);
        var answer = users.handler;
        users.handler =
                exchange -> {
                    asked.countDown();
                    Upstream.await(answered);
                    answer.handle(exchange);
                };
        Thread asking = Thread.ofVirtual().start(() -> askQuietly(ben, cal));
        Upstream.await(asked);
        sights.forget(ben);
        answered.countDown();
        asking.join();
        assertThat(sights.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
        assertThat(sights.of(ann, cal)).isEqualTo(Sight.HIDDEN);
    }

    @Test
    void whatIsOldIsForgotten() throws IOException {
        Sights aging = new Sights(new Peer(users.uri(), Duration.ofSeconds(10)), clock());
        aging.ask(ann, "token", List.of(ben));
        now = now.plusSeconds(300);
        aging.ask(ann, "token", List.of(cal));
        now = now.plusSeconds(301);
        assertThat(aging.forgetOld()).containsExactly(new Pair(ann, ben));
        assertThat(aging.of(ann, ben)).isEqualTo(Sight.UNKNOWN);
        assertThat(aging.of(ann, cal)).isEqualTo(Sight.HIDDEN);
        aging.close();
    }

    private Clock clock() {
        InstantSource source = () -> now;
        return source.withZone(ZoneOffset.UTC);
    }

    private void ask(UserId... about) throws IOException {
        sights.ask(ann, "token", List.of(about));
    }

    private void askQuietly(UserId... about) {
        try {
            ask(about);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }
}
