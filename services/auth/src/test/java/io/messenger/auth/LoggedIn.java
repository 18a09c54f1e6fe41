package io.messenger.auth;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.testing.ApiRequest;
import io.messenger.testing.OpenApiClient;
import java.util.Map;

/// What a device has after a login or refresh.
record LoggedIn(AuthService auth, JsonNode tokens) {
    static LoggedIn of(AuthService auth, JsonNode tokens) {
        return new LoggedIn(auth, tokens);
    }

    String access() {
        return tokens.get("access_token").asText();
    }

    String refreshToken() {
        return tokens.get("refresh_token").asText();
    }

    String session() {
        return tokens.get("session_id").asText();
    }

    String user() {
        return tokens.get("user_id").asText();
    }

    OpenApiClient client() {
        return auth.client().as(access());
    }

    /// The request of a refresh, not sent yet.
    ApiRequest refreshing() {
        return auth.client().post("/v1/auth/refresh", Map.of("refresh_token", refreshToken()));
    }

    /// New tokens.
    LoggedIn refreshed() {
        return of(auth, refreshing().expect(200).json());
    }
}
