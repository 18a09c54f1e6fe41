package io.messenger.gateway;

import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.CloseConnectionException;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ApiException;
import io.messenger.contracts.ErrorCode;
import io.messenger.platform.LoggedPath;
import io.messenger.platform.Problem;
import io.messenger.platform.RequestId;
import io.messenger.platform.Requests;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes a request on to the service that owns it, and its answer back, as streams. A service that
/// cannot be reached is a 502, one that does not answer in time a 504. Threads share it.
///
/// @param whole how long the body of an answer may take, however slow either side is
record Proxy(HttpClient http, ForwardedRequests requests, Deadlines deadlines, Duration whole) {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final int CHUNK = 8 * 1024;

    /// The most that a client may say its body has, or one chunk of it, in bytes: above the bounds
    /// of [#pass], which answer better. Helidon keeps a chunk in memory until it is whole.
    static final long MOST_OF_A_BODY = 2L * Requests.MAX_UPLOAD;

    private static final int MOST_DISCARDED = 16 * 1024 * 1024;
    private static final Duration DISCARDING = Duration.ofSeconds(2);

    /// So that the service's own time limit comes first.
    private static final Duration MARGIN = Duration.ofSeconds(1);

    /// Passes on to `service`, same path and query.
    ///
    /// @param most bytes of the request's body; what is longer is 413
    void pass(URI service, int most, ServerRequest req, ServerResponse res) {
        pass(service, req.path().rawPath(), most, req, res);
    }

    /// Passes on to `service` under another path.
    void pass(URI service, String path, int most, ServerRequest req, ServerResponse res) {
        BoundedBody body = BoundedBody.of(req, most);
        demand(body, res);
        PassedBody passed = PassedBody.of(req, body);
        try {
            Duration patience = requests.timeout().plus(passed.patience(most));
            HttpResponse<InputStream> answer =
                    ask(requests.of(service, path, req, passed, patience), patience);
            try (InputStream content = answer.body()) {
                answer(answer, content, res);
            }
            if (!passed.endsSoon(deadlines)) {
                throw new CloseConnectionException("a body that a service refused does not end");
            }
        } catch (HttpTimeoutException e) {
            fail(504, "The service did not answer in time.", e, req, res);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(503, "The gateway is stopping.", e, req, res);
        } catch (IOException e) {
            demand(body, res);
            fail(502, "The service cannot be reached.", e, req, res);
        }
    }

    /// The client's body is read by this thread too, whatever the time limit of the request is.
    private HttpResponse<InputStream> ask(HttpRequest request, Duration patience)
            throws IOException, InterruptedException {
        try (Deadline deadline = deadlines.begin(patience.plus(MARGIN))) {
            try {
                return http.send(request, HttpResponse.BodyHandlers.ofInputStream());
            } catch (IOException | InterruptedException e) {
                if (deadline.expired()) {
                    throw new CloseConnectionException("a request stopped coming", e);
                }
                throw e;
            }
        }
    }

    private void answer(HttpResponse<InputStream> answer, InputStream content, ServerResponse res) {
        res.status(answer.statusCode());
        HopHeaders hop = HopHeaders.of(answer.headers().allValues("connection"));
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!hop.contains(name)
                            && !name.equalsIgnoreCase(RequestId.HEADER.lowerCase())) {
                        res.header(HeaderValues.create(HeaderNames.create(name), values));
                    }
                });
        long length = answer.headers().firstValueAsLong("content-length").orElse(-1);
        if (answer.statusCode() == 204 || answer.statusCode() == 304 || length == 0) {
            res.send();
            return;
        }
        if (length > 0) {
            res.headers().contentLength(length);
        }
        try (var _ = deadlines.begin(whole)) {
            copy(content, res.outputStream());
        } catch (IOException e) {
            // Half an answer must not look like a whole one: the stream stays open, the
            // connection breaks.
            throw new CloseConnectionException("the answer of a service broke off", e);
        }
    }

    /// What has come goes on at once, also while the service still thinks about the rest.
    private static void copy(InputStream content, OutputStream out) throws IOException {
        byte[] buffer = new byte[CHUNK];
        for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
            out.write(buffer, 0, count);
            if (content.available() == 0) {
                out.flush();
            }
        }
        out.close();
    }

    /// Answers a request whose body is refused, and ends its connection. What the client still
    /// sends is taken for a while: most clients read no answer before they have sent all, and a
    /// connection that is closed earlier takes the answer with it.
    private void demand(BoundedBody body, ServerResponse res) {
        ApiException refusal = body.refusal();
        if (refusal == null) {
            return;
        }
        res.header(HeaderValues.CONNECTION_CLOSE);
        Problem.of(refusal).send(res);
        try (var _ = deadlines.begin(DISCARDING)) {
            body.discard(MOST_DISCARDED);
        } catch (IOException | RuntimeException e) {
            LOG.debug("the rest of a refused body does not come", e);
        }
        throw new CloseConnectionException("a request was refused before it was read", refusal);
    }

    private static void fail(
            int status, String detail, Exception e, ServerRequest req, ServerResponse res) {
        LOG.warn("{} {} ({}, request {})", LoggedPath.of(req), detail, e, RequestId.of(req));
        boolean hasBody = req.content().hasEntity();
        if (hasBody) {
            res.header(HeaderValues.CONNECTION_CLOSE);
        }
        Problem.of(status, ErrorCode.UNAVAILABLE, detail).send(res);
        if (hasBody) {
            // Its rest may never come: nobody shall wait for it.
            throw new CloseConnectionException("a request was answered before it was read", e);
        }
    }
}
