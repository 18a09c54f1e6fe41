package io.messenger.gateway.socket;

import io.helidon.http.HeaderNames;
import io.helidon.http.Headers;
import io.helidon.http.WritableHeaders;
import io.helidon.webserver.ConnectionContext;
import io.helidon.webserver.http1.Http1ConnectionListener;

/// Writes `Upgrade: WebSocket`, in any case and in any list, the one way by which Helidon finds an
/// upgrader. Helidon calls it between reading the headers and looking for one.
final class AnyCaseUpgrade implements Http1ConnectionListener {
    private static final String WEBSOCKET = "websocket";

    @Override
    public void headers(ConnectionContext context, Headers headers) {
        if (headers instanceof WritableHeaders<?> writable
                && headers.contains(HeaderNames.UPGRADE)
                && headers.get(HeaderNames.UPGRADE).allValues(true).stream()
                        .anyMatch(value -> value.strip().equalsIgnoreCase(WEBSOCKET))) {
            writable.set(HeaderNames.UPGRADE, WEBSOCKET);
        }
    }
}
