package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.net.URI;
import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Keys from an issuer that replaces them, counts its visitors, and goes away.
class RemoteKeysTest {
    private final AtomicInteger visits = new AtomicInteger();
    private volatile String jwks = new TestKey("one").jwks();
    private volatile int status = 200;
    private volatile Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final WebServer issuer =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .shutdownHook(false)
                    .routing(routing -> routing.get("/jwks.json", (_, res) -> show(res)))
                    .build()
                    .start();
    private final InstantSource time = () -> now;
    private final RemoteKeys keys =
            new RemoteKeys(
                    URI.create("http://127.0.0.1:" + issuer.port() + "/jwks.json"),
                    time.withZone(ZoneOffset.UTC));

    private void show(ServerResponse res) {
        visits.incrementAndGet();
        res.status(status).send(jwks);
    }

    @AfterEach
    void close() {
        keys.close();
        issuer.stop();
    }

    @Test
    void aKeyIsFetchedOnce() {
        assertThat(keys.find("one")).isPresent();
        now = now.plusSeconds(3600);
        assertThat(keys.find("one")).isPresent();
        assertThat(visits).hasValue(1);
    }

    @Test
    void madeUpKeyIdsAreNoLoadOnTheIssuer() {
        for (int i = 0; i < 50; i++) {
            assertThat(keys.find("made-up-" + i)).isEmpty();
        }
        assertThat(visits).hasValue(1);
    }

    @Test
    void aNewKeyIsFoundWhenThePauseIsOver() {
        assertThat(keys.find("one")).isPresent();
        jwks = new TestKey("two").jwks();
        assertThat(keys.find("two")).isEmpty();
        now = now.plusSeconds(5);
        assertThat(keys.find("two")).isPresent();
        assertThat(keys.find("one")).isEmpty();
        assertThat(visits).hasValue(2);
    }

    @Test
    void anIssuerThatFailsIsUnavailableAndAskedAgain() {
        status = 500;
        unavailable(keys);
        status = 200;
        assertThat(keys.find("one")).isPresent();
    }

    @Test
    void anIssuerThatAnswersSomethingElseIsUnavailable() {
        for (String body : new String[] {"", "<html>", "[]", "{\"keys\":7}", "{\"keys\":[7]}"}) {
            jwks = body;
            unavailable(keys);
        }
    }

    @Test
    void anIssuerThatIsAwayIsUnavailable() {
        try (RemoteKeys away =
                new RemoteKeys(URI.create("http://127.0.0.1:1/jwks.json"), Clock.systemUTC())) {
            unavailable(away);
        }
    }

    private static void unavailable(Keys keys) {
        assertThatThrownBy(() -> keys.find("one"))
                .isInstanceOfSatisfying(
                        ApiException.class,
                        e -> {
                            assertThat(e.code()).isEqualTo(ErrorCode.UNAVAILABLE);
                            assertThat(e.retryAfter()).isPositive();
                        });
    }
}
