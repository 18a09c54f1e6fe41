package io.messenger.testing;

import java.util.List;

/// Demands that an answer is one the document promises: status, headers, media type and body.
final class ResponseCheck {
    private ResponseCheck() {}

    static void demand(ApiOperation operation, ApiAnswer answer) {
        Place response =
                operation
                        .response(answer.status())
                        .orElseThrow(() ->
                                fault(
                                        operation,
                                        answer,
                                        "has only the statuses " + operation.statuses()));
        response.child("headers")
                .writtenChildren()
                .filter(header -> header.followed().node().path("required").asBoolean())
                .filter(header -> answer.headers().firstValue(header.name()).isEmpty())
                .forEach(header -> {
                    throw fault(operation, answer, "promises the header " + header.name());
                });
        body(operation, answer, response.child("content"));
    }

    private static void body(ApiOperation operation, ApiAnswer answer, Place content) {
        if (!content.exists()) {
            if (!answer.text().isEmpty()) {
                throw fault(operation, answer, "promises no body");
            }
            return;
        }
        Place media = content.child(answer.mediaType());
        if (!media.exists()) {
            List<String> types = content.writtenChildren().map(Place::name).toList();
            throw fault(operation, answer, "has only the media types " + types);
        }
        if (isJson(answer.mediaType())) {
            SchemaSet schemas = operation.document().schemas();
            List<String> violations = schemas.violations(media.written("schema"), answer.json());
            if (!violations.isEmpty()) {
                throw fault(operation, answer, "promises another body: " + violations);
            }
        }
    }

    /// Not `application/x-ndjson`: that is many values.
    private static boolean isJson(String mediaType) {
        return mediaType.equals("application/json") || mediaType.endsWith("+json");
    }

    private static AssertionError fault(ApiOperation operation, ApiAnswer answer, String detail) {
        return new AssertionError(
                "%s answered %s, but the document of %s %s"
                        .formatted(operation, answer, operation.document().name(), detail));
    }
}
