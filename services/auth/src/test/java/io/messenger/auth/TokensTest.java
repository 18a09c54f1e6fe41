package io.messenger.auth;

import static org.assertj.core.api.Assertions.assertThat;

import io.messenger.contracts.DeviceId;
import io.messenger.contracts.SessionId;
import io.messenger.contracts.UserId;
import io.messenger.platform.Principal;
import io.messenger.platform.RemoteKeys;
import io.messenger.platform.Tokens;
import java.nio.charset.StandardCharsets;
import java.security.interfaces.RSAPublicKey;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/// What passes for an access token and what does not.
class TokensTest {
    private static final AuthService AUTH = AuthService.start();
    private static final LoggedIn ANN = AUTH.login(AUTH.registered());

    @AfterAll
    static void close() {
        AUTH.close();
    }

    @Test
    void anyServiceCanCheckTokensByThePublishedKeys() {
        AUTH.client().get("/.well-known/jwks.json").expect(200);
        try (RemoteKeys keys =
                new RemoteKeys(AUTH.uri().resolve("/.well-known/jwks.json"), Clock.systemUTC())) {
            Principal ann =
                    new Tokens(keys, "messenger", "messenger", Clock.systemUTC())
                            .verify(ANN.access());
            assertThat(ann.userId().toString()).isEqualTo(ANN.user());
            assertThat(ann.sessionId().toString()).isEqualTo(ANN.session());
        }
    }

    @Test
    void nothingPrivateIsPublished() {
        String keys = AUTH.client().get("/.well-known/jwks.json").expect(200).text();
        assertThat(keys).doesNotContain("\"d\"", "\"p\"", "\"q\"", "\"dp\"", "\"dq\"", "\"qi\"");
    }

    @Test
    void anExpiredTokenIsToldSo() {
        try (AuthService auth = AuthService.start()) {
            LoggedIn user = auth.login(auth.registered());
            auth.clock.forward(Duration.ofMinutes(15).minusSeconds(5));
            user.client().get("/v1/auth/sessions").expect(200);
            auth.clock.forward(Duration.ofSeconds(5));
            user.client().get("/v1/auth/sessions").expectProblem(401, "token_expired");
        }
    }

    @Test
    void noTokenIsRefused() {
        AUTH.client().get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
        AUTH.client().post("/v1/auth/logout").expectProblem(401, "unauthenticated");
        AUTH.client()
                .delete("/v1/auth/sessions/" + ANN.session())
                .expectProblem(401, "unauthenticated");
        AUTH.client()
                .post(
                        "/v1/auth/password",
                        java.util.Map.of(
                                "current_password",
                                AuthService.PASSWORD,
                                "new_password",
                                "staple of another horse"))
                .expectProblem(401, "unauthenticated");
    }

    @Test
    void aTokenOfAnotherKeyIsRefused() throws Exception {
        refused(minted(SigningKeys.of(List.of(RsaKey.generate())), "messenger", "messenger"));
    }

    @Test
    void aTokenForSomebodyElseIsRefused() {
        SigningKeys keys = KeyFile.load(AUTH.keyFile, false);
        refused(minted(keys, "somebody else", "messenger"));
        refused(minted(keys, "messenger", "something else"));
    }

    @Test
    void aTamperedTokenIsRefused() {
        refused(Tamper.withPayload(ANN.access(), p -> p.put("sub", UUID.randomUUID().toString())));
        refused(Tamper.withPayload(ANN.access(), p -> p.put("exp", 4_000_000_000L)));
        refused(Tamper.withPayload(ANN.access(), p -> p.remove("exp")));
        refused(ANN.access().substring(0, ANN.access().lastIndexOf('.') + 1));
    }

    @Test
    void aTokenThatIsNotSignedIsRefused() {
        refused(Tamper.withHeader(ANN.access(), h -> h.put("alg", "none"), new byte[0]));
        refused(
                Tamper.withHeader(
                        ANN.access(),
                        h -> {
                            h.put("alg", "none");
                            h.remove("kid");
                        },
                        new byte[0]));
    }

    @Test
    void thePublicKeyIsNoSecretToSignWith() throws Exception {
        String unsigned = Tamper.withHeader(ANN.access(), h -> h.put("alg", "HS256"), new byte[0]);
        RSAPublicKey published =
                Pem.read(java.nio.file.Files.readString(AUTH.keyFile)).getFirst().publicKey();
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(published.getEncoded(), "HmacSHA256"));
        byte[] signature = mac.doFinal(Tamper.signed(unsigned));
        refused(Tamper.withHeader(ANN.access(), h -> h.put("alg", "HS256"), signature));
    }

    @Test
    void nonsenseIsRefused() {
        for (String nonsense : List.of("x", "a.b.c", "...", "e30.e30.e30", "a".repeat(5000))) {
            refused(nonsense);
        }
        AUTH.client()
                .get("/v1/auth/sessions")
                .header("Authorization", "Basic YTpi")
                .expectProblem(401, "unauthenticated");
    }

    private static String minted(SigningKeys keys, String issuer, String audience) {
        return new AccessTokens(
                        keys::current, issuer, audience, Duration.ofMinutes(15), Clock.systemUTC())
                .mint(
                        UserId.parse(ANN.user()),
                        new DeviceId(UUID.nameUUIDFromBytes("d".getBytes(StandardCharsets.UTF_8))),
                        SessionId.parse(ANN.session()));
    }

    private static void refused(String token) {
        AUTH.client().as(token).get("/v1/auth/sessions").expectProblem(401, "unauthenticated");
    }
}
