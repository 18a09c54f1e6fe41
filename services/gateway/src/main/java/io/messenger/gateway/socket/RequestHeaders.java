package io.messenger.gateway.socket;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// Sees the headers of each request between Helidon's reading them and its looking for an upgrader:
/// notes that the request is there, and writes `Upgrade: WebSocket`, in any case and in any list,
/// the one way by which an upgrader is found. Of two such listeners Helidon calls none.
record RequestHeaders(Arrivals arrivals) implements Http1ConnectionListener {
    private static final String WEBSOCKET = "websocket";

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        arrivals.arrived(context.remotePeer().address());
        if (headers instanceof WritableHeaders<?> writable
                && headers.contains(HeaderNames.UPGRADE)
                && headers.get(HeaderNames.UPGRADE).allValues(true).stream()
                        .anyMatch(value -> value.strip().equalsIgnoreCase(WEBSOCKET))) {
            writable.set(HeaderNames.UPGRADE, WEBSOCKET);
        }
    }
}
