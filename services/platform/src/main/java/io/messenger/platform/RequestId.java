package io.messenger.platform;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/// The name of a request in every service that it passes and in their logs: `X-Request-Id`, as it
/// came or else a new one. Each answer has it, a problem too.
public final class RequestId {
    /// The header.
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    /// What may stand in a log as it is.
    private static final Pattern FITS = Pattern.compile("[A-Za-z0-9._:+=/-]{1,64}");

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
            chain.proceed();
        });
    }

    /// The name of this request.
    public static String of(ServerRequest req) {
        return req.context().get(RequestId.class).map(id -> id.text).orElse("-");
    }

    /// Names the request in an answer that lost its headers: Helidon clears them before a failure
    /// is handled.
    static void repeat(ServerRequest req, ServerResponse res) {
        res.header(HEADER, of(req));
    }
}
