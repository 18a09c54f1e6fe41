package io.messenger.platform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.helidon.http.ClientResponseHeaders;
import io.helidon.webclient.http1.Http1ClientRequest;
import io.helidon.webclient.http1.Http1ClientResponse;
import io.messenger.contracts.Json;
import java.io.IOException;
import java.io.UncheckedIOException;

/// An answer as tests read it.
record Answer(int status, ClientResponseHeaders headers, String body) {
    static Answer to(Http1ClientRequest request) {
        try (Http1ClientResponse res = request.request()) {
            return of(res);
        }
    }

    static Answer to(Http1ClientRequest request, Object body) {
        try (Http1ClientResponse res = request.submit(body)) {
            return of(res);
        }
    }

    private static Answer of(Http1ClientResponse res) {
        String body = res.entity().hasEntity() ? res.as(String.class) : "";
        return new Answer(res.status().code(), res.headers(), body);
    }

    JsonNode json() {
        try {
            return Json.MAPPER.readTree(body);
        } catch (IOException e) {
            throw new UncheckedIOException("no JSON: " + body, e);
        }
    }

    /// Asserts that it is a whole problem with this status and code.
    JsonNode isProblem(int status, String code) {
        assertThat(status()).as(body).isEqualTo(status);
        assertThat(headers.contentType().orElseThrow().text()).isEqualTo(Problem.MEDIA_TYPE);
        JsonNode problem = json();
        assertThat(problem.path("type").textValue()).isEqualTo("about:blank");
        assertThat(problem.path("title").textValue()).isNotEmpty();
        assertThat(problem.path("status").intValue()).isEqualTo(status);
        assertThat(problem.path("code").textValue()).isEqualTo(code);
        assertThat(problem.path("detail").textValue()).endsWith(".");
        return problem;
    }
}
