package io.messenger.platform;

import io.helidon.security.jwt.jwk.Jwk;
import io.helidon.security.jwt.jwk.JwkKeys;
import io.messenger.contracts.ApiException;
import jakarta.json.Json;
import jakarta.json.JsonReader;
import java.io.IOException;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;

/// The issuer's keys (JWKS), fetched when first needed and again when an unknown one shows up, at
/// most once in [#PAUSE]: made-up key ids must not become load on the issuer.
///
/// Threads share it: the keys are replaced as a whole, one thread at a time fetches.
public final class RemoteKeys implements Keys, AutoCloseable {
    private static final Duration PAUSE = Duration.ofSeconds(5);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final URI jwks;
    private final Clock clock;
    private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
    private final ReentrantLock fetching = new ReentrantLock();
    private volatile JwkKeys keys = JwkKeys.builder().build();
    private volatile Instant goodUntil = Instant.MIN;

    public RemoteKeys(URI jwks, Clock clock) {
        this.jwks = jwks;
        this.clock = clock;
    }

    @Override
    public Optional<Jwk> find(String kid) {
        Optional<Jwk> known = keys.forKeyId(kid);
        if (known.isPresent() || fresh()) {
            return known;
        }
        fetching.lock();
        try {
            if (!fresh()) {
                keys = fetch();
                goodUntil = clock.instant().plus(PAUSE);
            }
        } finally {
            fetching.unlock();
        }
        return keys.forKeyId(kid);
    }

    private boolean fresh() {
        return clock.instant().isBefore(goodUntil);
    }

    private JwkKeys fetch() {
        HttpRequest request = HttpRequest.newBuilder(jwks).timeout(TIMEOUT).build();
        try {
            HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
            if (answer.statusCode() != 200) {
                throw new IOException(jwks + " answered " + answer.statusCode());
            }
            return parse(answer.body());
        } catch (IOException e) {
            throw ApiException.unavailable("Tokens cannot be checked right now.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw ApiException.unavailable("Tokens cannot be checked right now.", e);
        }
    }

    private JwkKeys parse(String body) throws IOException {
        try (JsonReader reader = Json.createReader(new StringReader(body))) {
            return JwkKeys.create(reader.readObject());
        } catch (RuntimeException e) {
            // Neither parser promises more about what malformed keys throw.
            throw new IOException(jwks + " answered something that is no JWKS", e);
        }
    }

    @Override
    public void close() {
        http.shutdownNow();
    }
}
