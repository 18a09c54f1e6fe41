package io.messenger.auth;

import io.helidon.security.jwt.jwk.Jwk;
import io.messenger.platform.Database;
import io.messenger.platform.Keys;
import io.messenger.platform.Meters;
import io.messenger.platform.Recurring;
import io.messenger.platform.SettingsException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The keys as the key file has them now: it is read again and again, so that keys are changed
/// without a restart. All of them verify and are published at once. The first of the file that has
/// been published for long enough signs, so nobody ever sees a token whose key is not to be had
/// yet: not at another instance whose file is older either.
///
/// Threads share it: one replaces the keys as a whole.
final class KeyRing implements Keys, AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRing.class);

    private final Path file;
    private final Database database;
    private final Duration ahead;
    private final Clock clock;
    private final Recurring watching;
    private volatile SigningKeys keys;
    private volatile boolean readable = true;

    /// How keys are changed.
    ///
    /// @param file where they are
    /// @param watch how often it is read
    /// @param ahead how long a key is published before it signs
    record Rotation(Path file, Duration watch, Duration ahead) {}

    /// @param first what is in the file now
    KeyRing(SigningKeys first, Rotation rotation, Database database, Clock clock, Meters meters) {
        this.keys = first;
        this.file = rotation.file();
        this.ahead = rotation.ahead();
        this.database = database;
        this.clock = clock;
        this.watching = Recurring.of("read the key file", rotation.watch(), this::refresh);
        meters.gauge(
                "messenger_key_file_readable",
                "1 while the key file can be read; else the keys read before are used",
                () -> readable ? 1 : 0);
    }

    void begin() {
        watching.begin();
    }

    /// Reads the file, and decides which key signs.
    ///
    /// @throws SettingsException when the file is not good; the keys stay
    void refresh() {
        SigningKeys read = read();
        if (!read.ids().equals(keys.ids())) {
            LOG.info("the keys of tokens are now {}", read.ids());
            keys = read.signedBy(keys.signer());
        }
        String signer = signer();
        if (!signer.equals(keys.signer())) {
            LOG.info("tokens are now signed by {}", signer);
            keys = keys.signedBy(signer);
        }
    }

    private SigningKeys read() {
        try {
            SigningKeys read = KeyFile.read(file);
            readable = true;
            return read;
        } catch (SettingsException e) {
            readable = false;
            throw e;
        }
    }

    private String signer() {
        List<String> ids = keys.ids();
        Instant now = clock.instant();
        Map<String, Instant> published =
                database.write(db -> SigningKeyStore.published(db, ids, now));
        Instant enough = now.minus(ahead);
        return ids.stream()
                .filter(id -> !published.getOrDefault(id, now).isAfter(enough))
                .findFirst()
                .orElseGet(() ->
                        ids.stream()
                                .min(Comparator.comparing(id -> published.getOrDefault(id, now)))
                                .orElseThrow());
    }

    /// The key that signs new tokens.
    Jwk current() {
        return keys.current();
    }

    @Override
    public Optional<Jwk> find(String kid) {
        return keys.find(kid);
    }

    /// See [SigningKeys#published].
    byte[] published() {
        return keys.published();
    }

    @Override
    public void close() {
        watching.close();
    }
}
