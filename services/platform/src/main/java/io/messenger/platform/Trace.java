package io.messenger.platform;

import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// A stretch of a way that is followed: it began when this was made, and ends once. Threads may
/// share it.
public final class Trace {
    private final Tracer tracer;
    private final Span span;

    private Trace(Tracer tracer, Span span) {
        this.tracer = tracer;
        this.span = span;
    }

    static Trace begin(Tracer tracer, String name, SpanKind kind, Context parent) {
        return new Trace(
                tracer, tracer.spanBuilder(name).setSpanKind(kind).setParent(parent).startSpan());
    }

    /// A stretch within this one, in which somebody else works for us.
    public Trace call(String name) {
        return begin(tracer, name, SpanKind.CLIENT, Context.root().with(span));
    }

    /// A stretch within this one that ends when the broker has a record.
    public Trace publish(String topic) {
        return begin(tracer, topic + " publish", SpanKind.PRODUCER, Context.root().with(span));
    }

    /// Has a record carry this on.
    public void into(Headers headers) {
        SpanContext context = span.getSpanContext();
        String header =
                "00-"
                        + context.getTraceId()
                        + "-"
                        + context.getSpanId()
                        + "-"
                        + context.getTraceFlags().asHex();
        headers.add(Tracing.HEADER, header.getBytes(StandardCharsets.US_ASCII));
    }

    /// Says something of it.
    public Trace with(String key, String value) {
        span.setAttribute(key, value);
        return this;
    }

    /// Says how many.
    public Trace with(String key, long count) {
        span.setAttribute(key, count);
        return this;
    }

    /// Ends it well, or not.
    public void end(@Nullable Throwable fault) {
        if (fault != null) {
            span.setStatus(StatusCode.ERROR, fault.toString());
        }
        span.end();
    }

    /// Ends it well.
    public void end() {
        span.end();
    }
}
