package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.UserId;
import java.net.URI;
import java.util.Map;
import java.util.UUID;

/// Registers users and logs them in, by REST as anybody would.
public final class Accounts {
    private static final String PASSWORD = "correct horse battery staple";

    private final JsonHttp http;

    /// @param base the gateway or the auth service, such as `http://127.0.0.1:8080`
    public Accounts(URI base) {
        http = new JsonHttp(base);
    }

    /// Registers a new user and logs in on a first device.
    ///
    /// @param name how the username begins (at most 20 of `a-z 0-9 _ .`); the rest makes it unique
    public Account create(String name) {
        String username = name + "." + UUID.randomUUID().toString().substring(0, 8);
        http.post("/v1/auth/register", Map.of("username", username, "password", PASSWORD), 201);
        return login(username, new DeviceId(UUID.randomUUID()));
    }

    /// Logs the same user in on another device.
    public Account anotherDevice(Account account) {
        return login(account.username(), new DeviceId(UUID.randomUUID()));
    }

    /// Logs in again on the same device: fresh tokens.
    public Account again(Account account) {
        return login(account.username(), account.deviceId());
    }

    private Account login(String username, DeviceId device) {
        JsonNode tokens =
                http.post(
                        "/v1/auth/login",
                        Map.of(
                                "username", username,
                                "password", PASSWORD,
                                "device", Map.of("id", device, "name", "test")),
                        200);
        return new Account(
                UserId.parse(tokens.get("user_id").asText()),
                username,
                DeviceId.parse(tokens.get("device_id").asText()),
                tokens.get("access_token").asText(),
                tokens.get("refresh_token").asText());
    }
}
