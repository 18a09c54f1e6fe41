package io.messenger.platform;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of a request in every service that it passes and in their logs: `X-Request-Id`, as it
/// came or else a new one. Each answer has it, a problem too.
public final class RequestId {
    /// The header.
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    /// What may stand in a log as it is.
    private static final Pattern FITS = Pattern.compile("[A-Za-z0-9._:+=/-]{1,64}");

    /// The name of the request that this thread answers, for logs.
    private static final ScopedValue<String> CURRENT = ScopedValue.newInstance();

    private final String text;

    private RequestId(String text) {
        this.text = text;
    }

    static void register(HttpRouting.Builder routing) {
        routing.addFilter((chain, req, res) -> {
            String id =
                    req.headers()
                            .first(HEADER)
                            .filter(given -> FITS.matcher(given).matches())
                            .orElseGet(() -> UUID.randomUUID().toString());
            req.context().register(new RequestId(id));
            res.header(HEADER, id);
            ScopedValue.where(CURRENT, id).run(chain::proceed);
        });
    }

    /// The name of this request.
    public static String of(ServerRequest req) {
        return req.context().get(RequestId.class).map(id -> id.text).orElse("-");
    }

    /// The name of the request that this thread answers; nothing where it answers none.
    static Optional<String> current() {
        return CURRENT.isBound() ? Optional.of(CURRENT.get()) : Optional.empty();
    }

    /// Has logs name a request where Helidon calls us outside of it, as with its failures.
    static void within(String id, Runnable work) {
        ScopedValue.where(CURRENT, id).run(work);
    }

    /// Names the request in an answer that lost its headers: Helidon clears them before a failure
    /// is handled.
    static void repeat(ServerRequest req, ServerResponse res) {
        res.header(HEADER, of(req));
    }
}
