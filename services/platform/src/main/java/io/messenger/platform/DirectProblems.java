package io.messenger.platform;

import io.helidon.http.DirectHandler.EventType;
import io.helidon.http.DirectHandler.TransportRequest;
import io.helidon.http.DirectHandler.TransportResponse;
import io.helidon.http.HeaderNames;
import io.helidon.http.ServerResponseHeaders;
import io.helidon.http.Status;
import io.helidon.webserver.http.DirectHandlers;
import io.messenger.contracts.Json;

/// What Helidon answers before there is any routing (a line that is no HTTP, a refused handshake,
/// too many connections), as problems like all other.
final class DirectProblems {
    private DirectProblems() {}

    static DirectHandlers handlers() {
        DirectHandlers.Builder handlers = DirectHandlers.builder();
        for (EventType type : EventType.values()) {
            handlers.addHandler(type, DirectProblems::handle);
        }
        return handlers.build();
    }

    private static TransportResponse handle(
            TransportRequest request,
            EventType type,
            Status status,
            ServerResponseHeaders headers,
            String message) {
        // The text of an unforeseen failure names internals.
        String detail =
                type == EventType.INTERNAL_ERROR
                        ? "Something went wrong on our side."
                        : sentence(message);
        Problem problem = Problem.of(status.code(), Problems.code(status.code()), detail);
        return TransportResponse.builder()
                .status(status)
                .headers(headers)
                .header(HeaderNames.CONTENT_TYPE, Problem.MEDIA_TYPE)
                .entity(Json.bytes(problem))
                .keepAlive(type.keepAlive())
                .build();
    }

    /// The first line: Helidon puts a dump of the bytes below it.
    private static String sentence(String message) {
        String line = message.lines().findFirst().orElse("The request is malformed");
        return line.endsWith(":") ? line.substring(0, line.length() - 1) + "." : line + ".";
    }
}
