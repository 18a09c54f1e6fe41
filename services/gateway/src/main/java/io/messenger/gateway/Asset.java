package io.messenger.gateway;

import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;

/// A file of the class path, ready to be sent. Its tag is made of its content: in an image that is
/// built reproducibly all files have the same age, so by age an update would never be seen.
// The content is shared, never changed, and assets are never compared.
@SuppressWarnings("ArrayRecordComponent")
record Asset(byte[] content, String type, String tag) {
    private static final Map<String, String> TYPES =
            Map.of(
                    "html", "text/html; charset=utf-8",
                    "css", "text/css; charset=utf-8",
                    "js", "text/javascript; charset=utf-8",
                    "svg", "image/svg+xml",
                    "yaml", "application/yaml");

    /// The file with that name; empty when there is none, or of a type that is not for browsers.
    static Optional<Asset> of(String resource) {
        String type = TYPES.get(resource.substring(resource.lastIndexOf('.') + 1));
        try (InputStream in = Asset.class.getClassLoader().getResourceAsStream(resource)) {
            if (in == null || type == null) {
                return Optional.empty();
            }
            byte[] content = in.readAllBytes();
            return Optional.of(new Asset(content, type, ContentTag.of(content)));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read " + resource, e);
        }
    }

    /// Sends it, or 304 to a browser that has it. The browser keeps it and asks each time, so an
    /// update is seen at the next load, as a whole.
    void send(ServerRequest req, ServerResponse res) {
        res.header(HeaderNames.CACHE_CONTROL, "no-cache");
        res.header(HeaderNames.ETAG, tag);
        if (req.headers()
                .first(HeaderNames.IF_NONE_MATCH)
                .filter(known -> known.contains(tag))
                .isPresent()) {
            res.status(304).send();
            return;
        }
        res.header(HeaderNames.CONTENT_TYPE, type);
        res.send(content);
    }
}
