package io.messenger.testing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.WebServer;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import java.net.URI;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Registering and logging in, at a server that does it as the protocol says.
class AccountsTest {
    private final Set<String> registered = ConcurrentHashMap.newKeySet();
    private final WebServer server =
            WebServer.builder()
                    .host("127.0.0.1")
                    .port(0)
                    .routing(
                            HttpRouting.builder()
                                    .post(
                                            "/v1/auth/register",
                                            (req, res) -> {
                                                boolean isNew =
                                                        registered.add(
                                                                json(req).get("username").asText());
                                                res.status(isNew ? 201 : 409).send("{}");
                                            })
                                    .post(
                                            "/v1/auth/login",
                                            (req, res) -> res.send(tokens(json(req)))))
                    .build()
                    .start();
    private final Accounts accounts = new Accounts(URI.create("http://127.0.0.1:" + server.port()));

    @AfterEach
    void close() {
        server.stop();
    }

    @Test
    void usersAreNewEachTimeAndMayHaveSeveralDevices() {
        Account first = accounts.create("ann");
        Account second = accounts.create("ann");
        assertThat(first.username()).startsWith("ann.").isNotEqualTo(second.username());
        Account phone = accounts.anotherDevice(first);
        assertThat(phone.username()).isEqualTo(first.username());
        assertThat(phone.deviceId()).isNotEqualTo(first.deviceId());
        assertThat(accounts.again(phone).deviceId()).isEqualTo(phone.deviceId());
    }

    @Test
    void serverThatDoesNotAnswerIsNamed() {
        server.stop();
        assertThatThrownBy(() -> accounts.create("ann")).hasMessageContaining("/v1/auth/register");
    }

    private static JsonNode json(ServerRequest request) {
        return TestJson.read(request.content().as(String.class));
    }

    private static String tokens(JsonNode login) {
        return """
        {"access_token":"a","token_type":"Bearer","expires_in":900,"refresh_token":"r","user_id":"%s","device_id":%s,"session_id":"%s"}\
        """
                .formatted(FakeGateway.USER, login.get("device").get("id"), FakeGateway.DEVICE);
    }
}
