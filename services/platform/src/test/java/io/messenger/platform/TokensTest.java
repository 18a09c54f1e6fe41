package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.helidon.security.jwt.Jwt;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;

/// Which access tokens are good.
class TokensTest {
    private static final TestKey KEY = new TestKey("one");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Instant LATER = NOW.plusSeconds(60);

    private final Tokens tokens =
            new Tokens(KEY, TestKey.ISSUER, TestKey.AUDIENCE, Clock.fixed(NOW, ZoneOffset.UTC));

    @Test
    void aGoodTokenSaysWhoAsks() {
        String user = UUID.randomUUID().toString();
        Principal caller = tokens.verify(KEY.sign(KEY.claims(LATER).subject(user)));
        assertThat(caller.userId()).hasToString(user);
        assertThat(caller.expiresAt()).isEqualTo(LATER);
    }

    @Test
    void aTokenEndsInTheSecondThatItNames() {
        refused(ErrorCode.TOKEN_EXPIRED, KEY.sign(KEY.claims(NOW)));
        assertThat(tokens.verify(KEY.sign(KEY.claims(NOW.plusSeconds(1)))).expiresAt())
                .isAfter(NOW);
    }

    @Test
    void aTokenThatWasGoodEndsAllTheSame() {
        AtomicReference<Instant> now = new AtomicReference<>(NOW);
        Tokens aging = new Tokens(KEY, TestKey.ISSUER, TestKey.AUDIENCE, now::get);
        String token = KEY.sign(KEY.claims(LATER));
        aging.verify(token);
        now.set(LATER);
        refused(ErrorCode.TOKEN_EXPIRED, aging, token);
    }

    @Test
    void aTokenThatWasGoodIsRefusedOnceTheIssuerHasNoSuchKey() {
        AtomicReference<Keys> keys = new AtomicReference<>(KEY);
        Tokens rotating =
                new Tokens(
                        kid -> keys.get().find(kid),
                        TestKey.ISSUER,
                        TestKey.AUDIENCE,
                        Clock.fixed(NOW, ZoneOffset.UTC));
        String token = KEY.sign(KEY.claims(LATER));
        rotating.verify(token);
        keys.set(_ -> Optional.empty());
        refused(ErrorCode.UNAUTHENTICATED, rotating, token);
        keys.set(new TestKey("one"));
        refused(ErrorCode.UNAUTHENTICATED, rotating, token);
    }

    @Test
    void aTokenThatWasGoodIsNotCheckedAgain() {
        String token = KEY.sign(KEY.claims(LATER));
        assertThat(tokens.verify(token)).isSameAs(tokens.verify(token));
    }

    @Test
    void aTokenOfAnotherIssuerIsRefused() {
        refused(KEY.claims(LATER).issuer("another"));
    }

    @Test
    void aTokenForAnotherAudienceIsRefused() {
        refused(KEY.claims(LATER).audience(List.of("another")));
        refused(KEY.claims(LATER).audience(List.of(Tokens.internal(TestKey.AUDIENCE))));
    }

    @Test
    void aTokenWithoutAnEndIsRefused() {
        refused(KEY.bare().keyId("one"));
    }

    @Test
    void aTokenWithoutAKeyIdIsRefused() {
        refused(KEY.bare().expirationTime(LATER));
    }

    @Test
    void aTokenThatNamesNoUserOrDeviceIsRefused() {
        refused(KEY.claims(LATER).subject("nobody"));
        refused(KEY.claims(LATER).addPayloadClaim(Tokens.DEVICE, 7));
        refused(KEY.claims(LATER).removePayloadClaim(Tokens.SESSION));
    }

    @Test
    void aTokenThatAnotherKeySignedIsRefused() {
        TestKey forger = new TestKey("one");
        refused(ErrorCode.UNAUTHENTICATED, forger.sign(forger.claims(LATER)));
    }

    @Test
    void aTokenThatWasChangedIsRefused() {
        String[] mine = KEY.sign(KEY.claims(LATER)).split("\\.", -1);
        String[] other = KEY.sign(KEY.claims(LATER)).split("\\.", -1);
        refused(ErrorCode.UNAUTHENTICATED, mine[0] + "." + other[1] + "." + mine[2]);
        refused(ErrorCode.UNAUTHENTICATED, mine[0] + "." + mine[1] + ".");
        refused(ErrorCode.UNAUTHENTICATED, mine[0] + "." + mine[1]);
    }

    @Test
    void aTokenThatNeedsNoSignatureIsRefused() {
        String good = KEY.sign(KEY.claims(LATER));
        String none = TestKey.unsigned("{\"alg\":\"none\",\"kid\":\"one\"}", good);
        refused(ErrorCode.UNAUTHENTICATED, none + ".");
        refused(ErrorCode.UNAUTHENTICATED, none + "." + good.split("\\.", -1)[2]);
    }

    @Test
    void aTokenThatUsesThePublicKeyAsASecretIsRefused() throws GeneralSecurityException {
        String good = KEY.sign(KEY.claims(LATER));
        String signed = TestKey.unsigned("{\"alg\":\"HS256\",\"kid\":\"one\"}", good);
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(KEY.jwks().getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
        byte[] signature = mac.doFinal(signed.getBytes(StandardCharsets.UTF_8));
        refused(ErrorCode.UNAUTHENTICATED, signed + "." + TestKey.base64(signature));
    }

    @Test
    void whatIsNoTokenIsRefused() {
        List.of("", ".", "..", "a.b.c", "e30.e30.e30", "é.ü.ß", "null")
                .forEach(text -> refused(ErrorCode.UNAUTHENTICATED, text));
    }

    private void refused(Jwt.Builder claims) {
        refused(ErrorCode.UNAUTHENTICATED, KEY.sign(claims));
    }

    private void refused(ErrorCode code, String token) {
        refused(code, tokens, token);
    }

    private static void refused(ErrorCode code, Tokens tokens, String token) {
        assertThatThrownBy(() -> tokens.verify(token))
                .as(token)
                .isInstanceOfSatisfying(
                        ApiException.class, e -> assertThat(e.code()).isEqualTo(code));
    }
}
