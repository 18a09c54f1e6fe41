package io.messenger.auth;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;
import java.util.List;

/// The second factor over HTTP.
record SecondFactorApi(Living living, SecondFactor factor) {
    private static final String PATH = "/v1/auth/second-factor";

    void routing(HttpRouting.Builder routing) {
        routing.post(PATH, living.required(this::begin))
                .post(PATH + "/confirm", living.required(this::confirm))
                .post(PATH + "/recovery-codes", living.required(this::renew))
                .post(PATH + "/end", living.required(this::end));
    }

    private record RecoveryCodes(List<String> recoveryCodes) {}

    private void begin(Principal caller, ServerRequest req, ServerResponse res) {
        res.header(HeaderNames.CACHE_CONTROL, "no-store");
        Replies.created(res, factor.begin(caller.userId(), proof(req)));
    }

    private void confirm(Principal caller, ServerRequest req, ServerResponse res) {
        String code = Requests.body(req, "code").text("code");
        show(res, factor.confirm(caller.userId(), code));
    }

    private void renew(Principal caller, ServerRequest req, ServerResponse res) {
        show(res, factor.renewCodes(caller.userId(), proof(req)));
    }

    private void end(Principal caller, ServerRequest req, ServerResponse res) {
        factor.end(caller.userId(), proof(req));
        Replies.done(res);
    }

    private static Proof proof(ServerRequest req) {
        return Proof.of(Requests.body(req, "password", "code"), "password");
    }

    private static void show(ServerResponse res, List<String> codes) {
        res.header(HeaderNames.CACHE_CONTROL, "no-store");
        Replies.ok(res, new RecoveryCodes(codes));
    }
}
