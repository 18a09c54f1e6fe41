package io.messenger.gateway.socket;

import io.helidon.http.Header;
import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.http.Headers;
import io.helidon.http.HttpPrologue;
import io.helidon.http.Method;
import io.helidon.http.Status;
import io.helidon.webserver.websocket.WsUpgrader;
import java.util.Base64;
import java.util.List;

/// Checks an opening handshake by RFC 6455, section 4.2; every refusal is a [RequestException].
final class Handshake {
    private static final int KEY_BYTES = 16;
    private static final String VERSION = "13";
    private static final Status UPGRADE_REQUIRED = Status.create(426, "Upgrade Required");
    private static final Header SUPPORTED_VERSION =
            HeaderValues.create(WsUpgrader.WS_VERSION, VERSION);

    private final String path;
    private final String subprotocol;
    private final OriginRule origins;

    Handshake(String path, String subprotocol, OriginRule origins) {
        this.path = path;
        this.subprotocol = subprotocol;
        this.origins = origins;
    }

    /// Returns the key, or throws.
    String check(HttpPrologue prologue, Headers headers) {
        if (!path.equals(prologue.uriPath().path())) {
            throw Refusals.of(Status.NOT_FOUND_404, "No WebSocket here");
        }
        if (!prologue.method().equals(Method.GET)) {
            throw Refusals.of(
                    Status.METHOD_NOT_ALLOWED_405,
                    "A WebSocket opens by GET",
                    HeaderValues.create(HeaderNames.ALLOW, "GET"));
        }
        if (!values(headers, HeaderNames.CONNECTION).stream()
                .anyMatch("upgrade"::equalsIgnoreCase)) {
            throw Refusals.of(Status.BAD_REQUEST_400, "Connection does not name Upgrade");
        }
        if (!values(headers, WsUpgrader.WS_VERSION).equals(List.of(VERSION))) {
            throw Refusals.of(UPGRADE_REQUIRED, "WebSocket version 13 only", SUPPORTED_VERSION);
        }
        List<String> keys = values(headers, WsUpgrader.WS_KEY);
        if (keys.size() != 1 || !isKey(keys.getFirst())) {
            throw Refusals.of(
                    Status.BAD_REQUEST_400, "Sec-WebSocket-Key is not 16 bytes in base64");
        }
        if (!origins.accepts(headers)) {
            throw Refusals.of(Status.FORBIDDEN_403, "Foreign origin");
        }
        List<String> offered = offered(headers);
        if (!offered.isEmpty() && !offered.contains(subprotocol)) {
            throw Refusals.of(Status.BAD_REQUEST_400, "No known subprotocol is offered");
        }
        return keys.getFirst();
    }

    /// The answer's header lines behind the accepted key.
    String chosen(Headers headers) {
        return offered(headers).isEmpty()
                ? ""
                : WsUpgrader.PROTOCOL.defaultCase() + ": " + subprotocol + "\r\n";
    }

    private static List<String> offered(Headers headers) {
        return values(headers, WsUpgrader.PROTOCOL);
    }

    private static boolean isKey(String key) {
        try {
            return Base64.getDecoder().decode(key).length == KEY_BYTES;
        } catch (IllegalArgumentException notBase64) {
            return false;
        }
    }

    private static List<String> values(Headers headers, HeaderName name) {
        if (!headers.contains(name)) {
            return List.of();
        }
        return headers.get(name).allValues(true).stream()
                .map(String::strip)
                .filter(value -> !value.isEmpty())
                .toList();
    }
}
