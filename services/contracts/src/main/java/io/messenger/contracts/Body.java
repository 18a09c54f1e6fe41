package io.messenger.contracts;

/// What a message says. Valid or it does not exist: not empty, at most [#MAX_CHARS] code points, no
/// U+0000 and no lone surrogate (PostgreSQL stores neither).
public record Body(String text) {
    /// The longest text, in Unicode code points.
    public static final int MAX_CHARS = 4096;

    public Body {
        if (text.isEmpty()) {
            throw ApiException.badRequest("body.text", "A message needs a text.");
        }
        if (text.length() > MAX_CHARS && text.codePointCount(0, text.length()) > MAX_CHARS) {
            throw ApiException.field(
                    ErrorCode.TOO_LARGE,
                    "body.text",
                    "A message has at most " + MAX_CHARS + " characters.");
        }
        if (!Text.storable(text)) {
            throw ApiException.badRequest(
                    "body.text", "The text has U+0000 or half of a surrogate pair.");
        }
    }

    /// The stored and delivered form: `{"type":"text","text":…}`.
    public String json() {
        return JsonText.write(out -> {
            out.writeStartObject();
            out.writeStringField("type", "text");
            out.writeStringField("text", text);
            out.writeEndObject();
        });
    }
}
