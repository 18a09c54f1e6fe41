package io.messenger.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.ApiRequest;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.bouncycastle.util.encoders.Base32;

/// The app of a user with a second factor, and what it is used for.
record AuthenticatorApp(AuthService auth, String username, String secret) {
    private static final Duration STEP = Duration.ofSeconds(30);

    /// Lets a user begin with a second factor.
    static AuthenticatorApp begin(LoggedIn user, String username) {
        JsonNode enrolment =
                user.client()
                        .post("/v1/auth/second-factor", Map.of("password", AuthService.PASSWORD))
                        .expect(201)
                        .json();
        return new AuthenticatorApp(user.auth(), username, enrolment.get("secret").asText());
    }

    /// What it shows now.
    String code() {
        return Totp.code(Base32.decode(secret), Totp.at(auth.clock.instant()));
    }

    /// What it shows next.
    String nextCode() {
        auth.clock.forward(STEP);
        return code();
    }

    /// A code that is wrong whenever it arrives.
    String wrongCode() {
        byte[] bytes = Base32.decode(secret);
        long now = Totp.at(auth.clock.instant());
        for (int number = 0; ; number++) {
            String code = "%06d".formatted(number);
            boolean good = false;
            for (long step = now - 3; step <= now + 3; step++) {
                good |= Totp.code(bytes, step).equals(code);
            }
            if (!good) {
                return code;
            }
        }
    }

    /// Turns it on and returns the recovery codes.
    List<String> confirm(LoggedIn user) {
        return recoveryCodes(confirming(user, code()).expect(200).json());
    }

    ApiRequest confirming(LoggedIn user, String code) {
        return user.client().post("/v1/auth/second-factor/confirm", Map.of("code", code));
    }

    static List<String> recoveryCodes(JsonNode answer) {
        return StreamSupport.stream(answer.get("recovery_codes").spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }

    /// A login with this code; without one when it is empty.
    ApiRequest login(String password, String code) {
        Map<String, String> body =
                new HashMap<>(Map.of("username", username, "password", password));
        if (!code.isEmpty()) {
            body.put("code", code);
        }
        return auth.client().post("/v1/auth/login", body);
    }
}
