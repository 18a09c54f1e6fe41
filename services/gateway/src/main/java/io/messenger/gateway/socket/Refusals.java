package io.messenger.gateway.socket;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.RequestException;
import io.helidon.http.Status;

/// Refused handshakes as Helidon answers them: through the server's direct handlers, so that they
/// look like every other problem.
final class Refusals {
    private Refusals() {}

    static RequestException of(Status status, String message, Header... headers) {
        var refusal =
                RequestException.builder()
                        .type(EventType.OTHER)
                        .status(status)
                        .setKeepAlive(false)
                        .message(message);
        for (Header header : headers) {
            refusal.header(header);
        }
        return refusal.build();
    }

    static RequestException of(Refusal refusal) {
        Status status = Status.create(refusal.status());
        long seconds = refusal.retryAfter().toSeconds();
        return seconds == 0
                ? of(status, refusal.message())
                : of(
                        status,
                        refusal.message(),
                        HeaderValues.create(HeaderNames.RETRY_AFTER, String.valueOf(seconds)));
    }
}
