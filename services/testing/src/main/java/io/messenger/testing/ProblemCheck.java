package io.messenger.testing;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;

/// Demands that an answer is a problem of the project: RFC 9457 with a `code`.
final class ProblemCheck {
    private ProblemCheck() {}

    static void demand(String what, ApiAnswer answer, String code) {
        if (!answer.mediaType().equals("application/problem+json")) {
            throw new AssertionError(
                    "%s: a problem must be application/problem+json, got %s"
                            .formatted(what, answer));
        }
        JsonNode problem = answer.json();
        for (String field : List.of("type", "title", "code", "detail")) {
            if (problem.path(field).asText().isBlank()) {
                throw new AssertionError(
                        "%s: the problem has no %s: %s".formatted(what, field, problem));
            }
        }
        if (problem.path("status").asInt() != answer.status()) {
            throw new AssertionError(
                    "%s: field status differs from the answer's: %s".formatted(what, answer));
        }
        if (!problem.get("code").asText().equals(code)) {
            throw new AssertionError(
                    "%s: expected code %s but got %s".formatted(what, code, problem));
        }
    }
}
