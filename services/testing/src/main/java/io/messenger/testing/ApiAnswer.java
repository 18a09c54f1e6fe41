package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/// What a service answered.
// The body is never changed, and answers are never compared.
@SuppressWarnings("ArrayRecordComponent")
public record ApiAnswer(int status, HttpHeaders headers, byte[] body) {

    /// The body as text.
    public String text() {
        return new String(body, StandardCharsets.UTF_8);
    }

    /// The body as JSON.
    ///
    /// @throws AssertionError when it is none
    public JsonNode json() {
        return TestJson.read(text());
    }

    /// A header's first value.
    ///
    /// @throws AssertionError when it is not there
    public String header(String name) {
        return headers.firstValue(name)
                .orElseThrow(() -> new AssertionError("no header " + name + " in " + this));
    }

    /// The media type without its parameters, in lower case; empty when there is none.
    String mediaType() {
        return headers.firstValue("Content-Type")
                .orElse("")
                .split(";", 2)[0]
                .strip()
                .toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return status + " " + mediaType() + " " + text();
    }
}
