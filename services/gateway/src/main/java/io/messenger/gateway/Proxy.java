package io.messenger.gateway;

import io.helidon.http.Header;
import io.helidon.http.HeaderNames;
import io.helidon.http.HeaderValues;
import io.helidon.webserver.http.ServerRequest;
import io.helidon.webserver.http.ServerResponse;
import io.messenger.contracts.ErrorCode;
import io.messenger.platform.Problem;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Locale;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passes a request on to the service that owns it, and its answer back, as streams. A service that
/// cannot be reached is a 502, one that does not answer in time a 504. Threads share it.
final class Proxy {
    private static final Logger LOG = LoggerFactory.getLogger(Proxy.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(15);

    /// Headers that belong to one hop (RFC 9110, 7.6.1), and those that the client sets itself.
    private static final Set<String> HOP =
            Set.of(
                    "connection",
                    "keep-alive",
                    "proxy-authenticate",
                    "proxy-authorization",
                    "te",
                    "trailer",
                    "transfer-encoding",
                    "upgrade",
                    "http2-settings",
                    "expect",
                    "host",
                    "content-length",
                    "x-forwarded-for");

    private final HttpClient http;

    Proxy(HttpClient http) {
        this.http = http;
    }

    /// Passes on to `service`, same path and query.
    void pass(URI service, ServerRequest req, ServerResponse res) throws IOException {
        pass(service, req.path().rawPath(), req, res);
    }

    /// Passes on to `service` under another path.
    void pass(URI service, String path, ServerRequest req, ServerResponse res) throws IOException {
        try (InputStream body = body(req)) {
            HttpResponse<InputStream> answer =
                    http.send(
                            request(service, path, req, body),
                            HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream content = answer.body()) {
                answer(answer, content, res);
            }
        } catch (HttpTimeoutException e) {
            fail(res, 504, "The service did not answer in time.", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            fail(res, 503, "The gateway is stopping.", e);
        } catch (IOException e) {
            if (res.isSent()) {
                throw e;
            }
            fail(res, 502, "The service cannot be reached.", e);
        }
    }

    private static InputStream body(ServerRequest req) {
        return req.content().hasEntity()
                ? req.content().inputStream()
                : InputStream.nullInputStream();
    }

    private static HttpRequest request(
            URI service, String path, ServerRequest req, InputStream body) {
        String query = req.query().rawValue();
        String target = query.isEmpty() ? path : path + "?" + query;
        HttpRequest.Builder request =
                HttpRequest.newBuilder(service.resolve(target)).timeout(TIMEOUT);
        for (Header header : req.headers()) {
            if (!HOP.contains(header.headerName().lowerCase())) {
                header.allValues().forEach(value -> request.header(header.name(), value));
            }
        }
        request.header("X-Forwarded-For", req.remotePeer().host());
        long length = req.headers().contentLength().orElse(-1);
        HttpRequest.BodyPublisher publisher =
                req.content().hasEntity()
                        ? HttpRequest.BodyPublishers.ofInputStream(() -> body)
                        : HttpRequest.BodyPublishers.noBody();
        return request.method(
                        req.prologue().method().text(),
                        length > 0
                                ? HttpRequest.BodyPublishers.fromPublisher(publisher, length)
                                : publisher)
                .build();
    }

    private static void answer(
            HttpResponse<InputStream> answer, InputStream content, ServerResponse res)
            throws IOException {
        res.status(answer.statusCode());
        answer.headers()
                .map()
                .forEach((name, values) -> {
                    if (!HOP.contains(name.toLowerCase(Locale.ROOT)) && !name.startsWith(":")) {
                        res.header(HeaderValues.create(HeaderNames.create(name), values));
                    }
                });
        long length = answer.headers().firstValueAsLong("content-length").orElse(-1);
        if (answer.statusCode() == 204 || length == 0) {
            res.send();
            return;
        }
        if (length > 0) {
            res.headers().contentLength(length);
        }
        try (OutputStream out = res.outputStream()) {
            content.transferTo(out);
        }
    }

    private static void fail(ServerResponse res, int status, String detail, Exception e) {
        LOG.warn("{} ({})", detail, e.toString());
        Problem.of(status, ErrorCode.UNAVAILABLE, detail).send(res);
    }
}
