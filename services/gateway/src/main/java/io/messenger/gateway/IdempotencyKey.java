package io.messenger.gateway;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ClientMsgId;
import io.messenger.platform.Requests;

/// The header by which a script names a message, so that a retry is the same message.
final class IdempotencyKey {
    private static final String NAME = "Idempotency-Key";
    private static final HeaderName HEADER = HeaderNames.create(NAME);

    private IdempotencyKey() {}

    /// @throws ApiException `bad_request` when it is missing or no UUID
    static ClientMsgId of(ServerRequest req) {
        String key =
                req.headers()
                        .first(HEADER)
                        .orElseThrow(() ->
                                ApiException.badRequest(
                                        NAME, "The header " + NAME + " must hold a UUID."));
        return Requests.id(key, NAME, ClientMsgId::parse);
    }
}
