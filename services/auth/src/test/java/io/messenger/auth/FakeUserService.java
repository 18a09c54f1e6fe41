package io.messenger.auth;

import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.platform.Authentication;
import io.messenger.platform.Requests;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/// The two operations of the user service that auth calls, and what they were called with.
final class FakeUserService implements AutoCloseable {
    /// The profiles that were made: display names by username.
    final Map<String, String> profiles = new ConcurrentHashMap<>();

    /// Their usernames by user.
    private final Map<String, String> names = new ConcurrentHashMap<>();

    /// The tokens that came.
    final Queue<String> tokens = new ConcurrentLinkedQueue<>();

    final FakeServer server =
            new FakeServer(routing ->
                    routing.put("/internal/v1/profile", this::put)
                            .delete("/internal/v1/profile", this::delete));

    private void put(ServerRequest req, ServerResponse res) {
        tokens.add(Authentication.token(req));
        var body = Requests.body(req, "username", "display_name");
        names.put(
                Tamper.payload(Authentication.token(req)).get("sub").asText(),
                body.text("username"));
        profiles.put(body.text("username"), body.text("display_name"));
        res.send("{}");
    }

    private void delete(ServerRequest req, ServerResponse res) {
        String user = Tamper.payload(Authentication.token(req)).get("sub").asText();
        String name = names.remove(user);
        if (name != null) {
            profiles.remove(name);
        }
        res.status(204);
        res.send();
    }

    @Override
    public void close() {
        server.close();
    }
}
