package io.messenger.platform;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.HttpRouting;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The name of a request in every service that it passes and in their logs: `X-Request-Id`, as it
/// came or else a new one. Each answer has it, a problem too.
public final class RequestId {
    /// The header.
    public static final HeaderName HEADER = HeaderNames.create("X-Request-Id");

    /// What may stand in a log as it is.
    private static final Pattern FITS = Pattern.compile("[A-Za-z0-9._:+=/-]{1,64}");

    /// What the W3C's Trace Context says of the trace that a request is part of.
    private static final HeaderName PARENT = HeaderNames.create(Tracing.HEADER);

    private static final Pattern TRACE =
            Pattern.compile("[0-9a-f]{2}-([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}");

    /// The request that this thread answers, for logs.
    private static final ScopedValue<RequestId> CURRENT = ScopedValue.newInstance();

    private final String text;
    private final String trace;

    /// @param trace empty when it is part of none
    RequestId(String text, String trace) {
        this.text = text;
        this.trace = trace;
    }

    static void register(HttpRouting.Builder routing) {
        routing.addFilter((chain, req, res) -> {
            RequestId id = read(req);
            req.context().register(id);
            res.header(HEADER, id.text);
            ScopedValue.where(CURRENT, id).run(chain::proceed);
        });
    }

    private static RequestId read(ServerRequest req) {
        String id =
                req.headers()
                        .first(HEADER)
                        .filter(given -> FITS.matcher(given).matches())
                        .orElseGet(() -> UUID.randomUUID().toString());
        String trace =
                req.headers()
                        .first(PARENT)
                        .map(TRACE::matcher)
                        .filter(Matcher::matches)
                        .map(parent -> parent.group(1))
                        .orElse("");
        return new RequestId(id, trace);
    }

    /// The name of this request.
    public static String of(ServerRequest req) {
        return req.context().get(RequestId.class).map(id -> id.text).orElse("-");
    }

    /// What a log line says of the request that this thread answers; nothing where it answers none.
    static Map<String, String> current() {
        if (!CURRENT.isBound()) {
            return Map.of();
        }
        RequestId id = CURRENT.get();
        return id.trace.isEmpty()
                ? Map.of("request_id", id.text)
                : Map.of("request_id", id.text, "trace_id", id.trace);
    }

    /// Has logs name a request where Helidon calls us outside of it, as with its failures.
    static void within(ServerRequest req, Runnable work) {
        req.context().get(RequestId.class).ifPresentOrElse(id -> id.within(work), work);
    }

    void within(Runnable work) {
        ScopedValue.where(CURRENT, this).run(work);
    }

    /// Names the request in an answer that lost its headers: Helidon clears them before a failure
    /// is handled.
    static void repeat(ServerRequest req, ServerResponse res) {
        res.header(HEADER, of(req));
    }
}
