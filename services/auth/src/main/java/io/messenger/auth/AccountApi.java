package io.messenger.auth;

import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.Fields;
import io.messenger.platform.Principal;
import io.messenger.platform.Replies;
import io.messenger.platform.Requests;

/// What users do with their account, over HTTP.
record AccountApi(Living living, Accounts accounts, Deletions deletions) {
    private static final String PATH = "/v1/auth/account";

    void routing(HttpRouting.Builder routing) {
        routing.get(PATH, living.required(this::read))
                .patch(PATH, living.required(this::change))
                .post(PATH + "/delete", living.required(this::delete))
                .post("/v1/auth/password", living.required(this::password));
    }

    private record PasswordChanged(long endedSessions) {}

    private void read(Principal caller, ServerRequest req, ServerResponse res) {
        Replies.ok(res, accounts.view(caller.userId()));
    }

    /// Null in JSON removes the address; without the field it stays.
    private void change(Principal caller, ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "email");
        if (body.node().has("email")) {
            accounts.changeEmail(
                    caller.userId(), body.has("email") ? new Email(body.text("email")) : null);
        }
        Replies.ok(res, accounts.view(caller.userId()));
    }

    private void password(Principal caller, ServerRequest req, ServerResponse res) {
        Fields body = Requests.body(req, "current_password", "new_password", "code");
        Proof proof = Proof.of(body, "current_password");
        String wanted = body.text("new_password");
        Replies.ok(res, new PasswordChanged(accounts.changePassword(caller, proof, wanted)));
    }

    private void delete(Principal caller, ServerRequest req, ServerResponse res) {
        Proof proof = Proof.of(Requests.body(req, "password", "code"), "password");
        deletions.delete(caller.userId(), proof);
        Replies.done(res);
    }
}
