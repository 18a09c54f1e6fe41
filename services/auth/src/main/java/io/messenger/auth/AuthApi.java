package io.messenger.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.DeviceId;
import io.messenger.contracts.DisplayName;
import io.messenger.contracts.Fields;
import io.messenger.contracts.IdSource;
import io.messenger.contracts.Username;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import org.jspecify.annotations.Nullable;

/// What a client does to get tokens: register, log in, refresh; and the keys to check them with.
final class AuthApi {
    private final Registration registration;
    private final Logins logins;
    private final Sessions sessions;
    private final KeyRing keys;
    private final ClientAddress addresses;
    private final IdSource ids;

    AuthApi(
            Registration registration,
            Logins logins,
            Sessions sessions,
            KeyRing keys,
            ClientAddress addresses,
            IdSource ids) {
        this.registration = registration;
        this.logins = logins;
        this.sessions = sessions;
        this.keys = keys;
        this.addresses = addresses;
        this.ids = ids;
    }

    void routing(HttpRouting.Builder routing) {
        routing.post("/v1/auth/register", this::register)
                .post("/v1/auth/login", this::login)
                .post("/v1/auth/refresh", this::refresh)
                .get("/.well-known/jwks.json", this::jwks);
    }

    private void register(ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "username", "password", "display_name", "email");
        Username username = Username.parse(body.text("username"));
        String password = body.text("password");
        String name = optional(body, "display_name");
        String email = optional(body, "email");
        Replies.created(
                res,
                registration.register(
                        new Registration.Wish(
                                username,
                                password,
                                DisplayName.parse(name == null ? username.value() : name),
                                email == null ? null : new Email(email)),
                        address(req)));
    }

    private void login(ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "username", "password", "code", "device", "cookie");
        Proof proof = Proof.of(body, "password");
        String username = body.text("username");
        Device device = device(body);
        boolean cookie = body.has("cookie") && body.flag("cookie");
        answer(
                req,
                res,
                sessions.begin(logins.prove(username, proof, address(req)), device),
                cookie);
    }

    private @Nullable String address(ServerRequest req) {
        return addresses.counted(req.remotePeer().address(), req.headers());
    }

    private Device device(Fields body) {
        if (!body.has("device")) {
            return new Device(new DeviceId(ids.next()), "");
        }
        Fields device = Requests.only(body.object("device"), "id", "name");
        String id = optional(device, "id");
        String name = optional(device, "name");
        return new Device(
                id == null
                        ? new DeviceId(ids.next())
                        : Requests.id(id, "device.id", DeviceId::parse),
                name == null ? "" : name);
    }

    private void refresh(ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "refresh_token");
        boolean cookie = !body.has("refresh_token");
        String token = cookie ? RefreshCookie.of(req) : body.text("refresh_token");
        answer(req, res, sessions.refresh(token), cookie);
    }

    private void jwks(ServerRequest req, ServerResponse res) {
        res.header(HeaderNames.CACHE_CONTROL, "public, max-age=60");
        Replies.raw(res, 200, keys.published());
    }

    /// @param cookie whether the refresh token is for the browser alone, not for its scripts
    private void answer(ServerRequest req, ServerResponse res, TokenAnswer tokens, boolean cookie) {
        res.header(HeaderNames.CACHE_CONTROL, "no-store");
        String refresh = tokens.refreshToken();
        if (cookie && refresh != null) {
            RefreshCookie.give(req, res, refresh, sessions.idle());
        }
        Replies.ok(res, cookie ? tokens.withoutRefresh() : tokens);
    }

    private static @Nullable String optional(Fields body, String name) {
        return body.has(name) ? body.text(name) : null;
    }
}
