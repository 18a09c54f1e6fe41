package io.messenger.platform;

import io.helidon.http.HeaderName;
import io.helidon.http.HeaderNames;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import java.util.List;
import java.util.stream.Stream;

/// Which state of a thing an answer shows (RFC 9110, 8.8.3): clients send it back to change that
/// state and no later one ([Precondition]), or to be sent only what they do not have.
///
/// @param text with its quotes
public record EntityTag(String text) {
    private static final String ANY = "*";

    /// The tag of a thing whose version grows with each change.
    public static EntityTag of(long version) {
        return new EntityTag("\"" + version + "\"");
    }

    /// The tag of a thing that is named anew with each change.
    ///
    /// @param name without quotes and commas, such as an id
    public static EntityTag named(String name) {
        return new EntityTag("\"" + name + "\"");
    }

    /// Adds the header `ETag`.
    public void show(ServerResponse res) {
        res.header(HeaderNames.ETAG, text);
    }

    /// Whether the client says by `If-None-Match` that it has this state: then 304 is the answer.
    public boolean isHadBy(ServerRequest req) {
        return listed(req, HeaderNames.IF_NONE_MATCH).stream()
                .map(tag -> tag.startsWith("W/") ? tag.substring(2) : tag)
                .anyMatch(this::is);
    }

    /// Whether a tag of a client's list is this one.
    boolean is(String listed) {
        return listed.equals(text) || listed.equals(ANY);
    }

    /// The tags of a header; a comma inside of one is none of ours, so it may be torn.
    static List<String> listed(ServerRequest req, HeaderName header) {
        return req.headers().contains(header)
                ? Stream.of(String.join(",", req.headers().get(header).allValues()).split(",", -1))
                        .map(String::strip)
                        .toList()
                : List.of();
    }
}
