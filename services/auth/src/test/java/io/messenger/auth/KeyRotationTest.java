package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.stream.StreamSupport;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyRotationTest {
    @TempDir private Path folder;

    @Test
    void aNewKeyTakesOverWithoutARestartAndEveryTokenStaysGoodAtEveryInstance() throws Exception {
        try (AuthService auth = AuthService.start()) {
            String before = Files.readString(auth.keyFile);
            Path copy = Files.writeString(folder.resolve("copy.pem"), before);
            LoggedIn old = auth.login(auth.registered());
            String oldKey = Tamper.kid(old.access());
            RsaKey added = RsaKey.generate();
            replace(auth.keyFile, Pem.write(added) + before);
            awaitPublished(auth, added.id(), oldKey);

            // It does not sign yet, as there may be an instance whose file is still the old one;
            // nor at an instance that starts now.
            LoggedIn second = old.refreshed();
            try (AuthService late = auth.besideWith(copy);
                    AuthService early = auth.besideWith(auth.keyFile)) {
                assertThat(Tamper.kid(second.access())).isEqualTo(oldKey);
                late.client().as(second.access()).get("/v1/auth/sessions").expect(200);
                LoggedIn there = LoggedIn.of(early, second.tokens()).refreshed();
                assertThat(Tamper.kid(there.access())).isEqualTo(oldKey);
                second = LoggedIn.of(auth, there.tokens());
            }

            auth.clock.forward(Duration.ofMinutes(5));
            LoggedIn third = awaitSignedBy(added.id(), second);
            old.client().get("/v1/auth/sessions").expect(200);
            third.client().get("/v1/auth/sessions").expect(200);

            replace(auth.keyFile, Pem.write(added));
            awaitPublished(auth, added.id());
            old.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
            third.client().get("/v1/auth/sessions").expect(200);
        }
    }

    @Test
    void aKeyThatReplacesAllOthersSignsAtOnce() throws Exception {
        try (AuthService auth = AuthService.start()) {
            LoggedIn stolen = auth.login(auth.registered());
            RsaKey other = RsaKey.generate();
            replace(auth.keyFile, Pem.write(other));
            awaitPublished(auth, other.id());
            stolen.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
            LoggedIn fresh = stolen.refreshed();
            assertThat(Tamper.kid(fresh.access())).isEqualTo(other.id());
            fresh.client().get("/v1/auth/sessions").expect(200);
        }
    }

    @Test
    void aFileThatIsNoGoodChangesNothing() throws Exception {
        try (AuthService auth = AuthService.start()) {
            LoggedIn user = auth.login(auth.registered());
            String good = Files.readString(auth.keyFile);
            replace(auth.keyFile, "nothing");
            awaitReadable(auth, 0);
            LoggedIn again = user.refreshed();
            again.client().get("/v1/auth/sessions").expect(200);
            replace(auth.keyFile, good);
            awaitReadable(auth, 1);
            again.refreshed().client().get("/v1/auth/sessions").expect(200);
        }
    }

    private static void awaitReadable(AuthService auth, double value) {
        Awaitility.await().until(() -> auth.metric("messenger_key_file_readable") == value);
    }

    private static void awaitPublished(AuthService auth, String... ids) {
        Awaitility.await().until(() -> published(auth).equals(List.of(ids)));
    }

    private static List<String> published(AuthService auth) {
        var keys = auth.client().get("/.well-known/jwks.json").expect(200).json().get("keys");
        return StreamSupport.stream(keys.spliterator(), false)
                .map(key -> key.get("kid").asText())
                .toList();
    }

    private static LoggedIn awaitSignedBy(String id, LoggedIn session) {
        LoggedIn[] last = {session};
        Awaitility.await()
                .until(() -> {
                    last[0] = last[0].refreshed();
                    return Tamper.kid(last[0].access()).equals(id);
                });
        return last[0];
    }

    private static void replace(Path file, String content) throws IOException {
        Path draft = Files.writeString(file.resolveSibling("draft"), content);
        Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
    }
}
