package io.messenger.gateway;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.platform.ClientAddress;
import io.messenger.platform.RequestId;
import java.net.URI;
import java.net.http.HttpRequest;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/// Makes the request to a service out of a client's: the same method, query, headers and body, the
/// address and the request id as we believe them.
///
/// @param timeout how long the service may take until it begins to answer, from when it could have
///   the whole request
record ForwardedRequests(ClientAddress addresses, Duration timeout) {
    /// What the client of this hop sets itself, and what we say instead of the client.
    private static final Set<String> OURS =
            Set.of("host", "expect", "forwarded", "x-forwarded-for", "x-real-ip", "x-request-id");

    HttpRequest of(
            URI service, String path, ServerRequest req, PassedBody body, Duration patience) {
        String query = req.query().rawValue();
        String target = query.isEmpty() ? path : path + "?" + query;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(target)).timeout(patience);
        HopHeaders hop = HopHeaders.of(connection(req));
        for (Header header : req.headers()) {
            if (!hop.contains(header.name()) && !OURS.contains(header.headerName().lowerCase())) {
                header.allValues().forEach(value -> request.header(header.name(), value));
            }
        }
        request.header("X-Forwarded-For", addresses.of(req));
        request.header("X-Request-Id", RequestId.of(req));
        return request.method(req.prologue().method().text(), body.publisher()).build();
    }

    private static List<String> connection(ServerRequest req) {
        return req.headers().contains(HeaderNames.CONNECTION)
                ? req.headers().get(HeaderNames.CONNECTION).allValues()
                : List.of();
    }
}
