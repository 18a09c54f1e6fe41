package io.messenger.platform;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.webserver.http.ServerRequest;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.contracts.Fields;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Set;
import java.util.function.Function;

/// Reads requests strictly: what does not fit is refused with the failing field.
public final class Requests {
    /// The longest JSON body, in bytes.
    public static final int MAX_BODY = 256 * 1024;

    /// The longest body of any kind, in bytes: of a picture.
    public static final int MAX_UPLOAD = 4 * 1024 * 1024;

    private Requests() {}

    /// Reads a JSON object that has no other fields than `allowed`.
    public static Fields body(ServerRequest req, String... allowed) {
        return only(new Fields(object(req)), allowed);
    }

    /// The same object, when it has no other fields than `allowed`.
    public static Fields only(Fields object, String... allowed) {
        Set<String> known = Set.of(allowed);
        object.node()
                .fieldNames()
                .forEachRemaining(name -> {
                    if (!known.contains(name)) {
                        throw ApiException.badRequest(name, "There is no field \"" + name + "\".");
                    }
                });
        return object;
    }

    private static JsonNode object(ServerRequest req) {
        byte[] bytes = bytes(req, MAX_BODY);
        try {
            JsonNode node = Json.MAPPER.readTree(bytes);
            if (node == null || !node.isObject()) {
                throw new ApiException(ErrorCode.BAD_REQUEST, "The body must be a JSON object.");
            }
            return node;
        } catch (IOException e) {
            // Not only JsonProcessingException: bytes that are no Unicode throw another one.
            throw new ApiException(ErrorCode.BAD_REQUEST, "The body is not valid JSON.");
        }
    }

    /// Reads the body as it is; empty when there is none.
    ///
    /// @param most bytes; more are `too_large`
    public static byte[] bytes(ServerRequest req, int most) {
        if (!req.content().hasEntity()) {
            return new byte[0];
        }
        try (InputStream in = req.content().inputStream()) {
            byte[] bytes = in.readNBytes(most + 1);
            if (bytes.length > most) {
                throw new ApiException(
                        ErrorCode.TOO_LARGE, "A body has at most " + most + " bytes.");
            }
            return bytes;
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the request body", e);
        }
    }

    /// Reads an id from the path. An id that is none cannot exist: not_found, like an unknown one.
    public static <T> T pathId(ServerRequest req, String name, Function<String, T> parser) {
        try {
            return parser.apply(req.path().pathParameters().get(name));
        } catch (IllegalArgumentException e) {
            throw new ApiException(ErrorCode.NOT_FOUND, "There is no such thing.");
        }
    }

    /// Reads an id from the body.
    public static <T> T id(Fields body, String name, Function<String, T> parser) {
        return id(body.text(name), name, parser);
    }

    /// Parses an id that came in the field `name`.
    public static <T> T id(String text, String name, Function<String, T> parser) {
        try {
            return parser.apply(text);
        } catch (IllegalArgumentException e) {
            throw ApiException.badRequest(name, "\"" + name + "\" must be an id (a UUID).");
        }
    }

    /// The page size the client asks for: 1 to `max`, `max` when it does not say.
    public static int limit(ServerRequest req, int max) {
        return (int) Math.min(max, number(req, "limit", 1, max));
    }

    /// A whole number from the query, at least `min`; `otherwise` when it is not there.
    public static long number(ServerRequest req, String name, long min, long otherwise) {
        if (!req.query().contains(name)) {
            return otherwise;
        }
        try {
            long number = Long.parseLong(req.query().get(name));
            if (number >= min) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Refused below, like a number that is too small.
        }
        throw ApiException.badRequest(name, "\"" + name + "\" must be a number from " + min + ".");
    }
}
