package io.messenger.standalone;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.messenger.testing.Await;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;

/// Takes traces as an OpenTelemetry collector does: OTLP over HTTP, of whose messages it reads what
/// tests ask for. Its own threads and the test share it.
final class SpanCollector implements AutoCloseable {
    private static final HexFormat HEX = HexFormat.of();

    private final HttpServer server;
    private final List<Span> spans = new CopyOnWriteArrayList<>();

    /// One stretch of a way.
    ///
    /// @param parent empty where the way began
    record Span(
            String service,
            String trace,
            String id,
            String parent,
            String name,
            Map<String, String> attributes) {}

    SpanCollector() {
        try {
            server =
                    HttpServer.create(
                            new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0), 0);
        } catch (IOException e) {
            throw new UncheckedIOException("no port for a collector", e);
        }
        server.createContext("/v1/traces", this::take);
        server.start();
    }

    /// What `tracing.endpoint` is to be.
    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getAddress().getPort());
    }

    /// The spans of the way with such a span, when there are so many.
    List<Span> await(Predicate<Span> one, Predicate<List<Span>> whole) {
        Await.until("the trace is there", () -> whole.test(trace(one)));
        return trace(one);
    }

    private List<Span> trace(Predicate<Span> one) {
        List<String> ids = spans.stream().filter(one).map(Span::trace).distinct().toList();
        return spans.stream().filter(span -> ids.contains(span.trace())).toList();
    }

    private void take(HttpExchange exchange) throws IOException {
        try (exchange) {
            // ExportTraceServiceRequest: resource_spans = 1.
            new ProtoFields(exchange.getRequestBody().readAllBytes())
                    .all(1)
                    .forEach(this::resource);
            exchange.sendResponseHeaders(200, -1);
        }
    }

    /// ResourceSpans: resource = 1 with attributes = 1, scope_spans = 2 with spans = 2.
    private void resource(ProtoFields spansOfOne) {
        String service =
                spansOfOne.all(1).stream()
                        .map(resource -> attributes(resource, 1).getOrDefault("service.name", ""))
                        .findFirst()
                        .orElse("");
        spansOfOne.all(2).stream()
                .flatMap(scope -> scope.all(2).stream())
                .forEach(span ->
                        spans.add(
                                new Span(
                                        service,
                                        HEX.formatHex(span.bytes(1)),
                                        HEX.formatHex(span.bytes(2)),
                                        HEX.formatHex(span.bytes(4)),
                                        span.text(5),
                                        attributes(span, 9))));
    }

    /// KeyValue: key = 1, value = 2 with string_value = 1.
    private static Map<String, String> attributes(ProtoFields of, int field) {
        Map<String, String> attributes = new HashMap<>();
        of.all(field)
                .forEach(pair ->
                        pair.all(2).forEach(value -> attributes.put(pair.text(1), value.text(1))));
        return attributes;
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
