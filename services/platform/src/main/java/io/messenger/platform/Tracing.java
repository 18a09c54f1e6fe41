package io.messenger.platform;

import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.TraceFlags;
import io.opentelemetry.api.trace.TraceState;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.jspecify.annotations.Nullable;

/// Follows some messages on their way through the services, and tells a collector of it by
/// OpenTelemetry's protocol over HTTP. Which ones is drawn where the way begins; the record headers
/// of the W3C's Trace Context carry it on. Switched off it costs one comparison, and whoever is not
/// drawn costs a random number. Threads share it.
public final class Tracing implements AutoCloseable {
    /// The header of records.
    public static final String HEADER = "traceparent";

    /// Follows nothing.
    public static final Tracing OFF = new Tracing(null, 1);

    private static final Pattern PARENT =
            Pattern.compile("00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})");

    private static final int MOST = 1_000_000;
    private static final int LAST_SECONDS = 2;

    private final @Nullable SdkTracerProvider provider;
    private final int oneIn;

    private Tracing(@Nullable SdkTracerProvider provider, int oneIn) {
        this.provider = provider;
        this.oneIn = oneIn;
    }

    /// Tells the collector of `tracing.endpoint` of one way in `tracing.one-in`; follows nothing
    /// without an endpoint.
    public static Tracing of(Settings settings) {
        if (settings.text("tracing.endpoint").isEmpty()) {
            return OFF;
        }
        String service = "messenger-" + settings.service();
        SdkTracerProvider provider =
                SdkTracerProvider.builder()
                        .setResource(
                                Resource.create(
                                        Attributes.builder().put("service.name", service).build()))
                        .addSpanProcessor(
                                BatchSpanProcessor.builder(
                                                OtlpHttpSpanExporter.builder()
                                                        .setEndpoint(
                                                                settings.uri("tracing.endpoint")
                                                                        + "/v1/traces")
                                                        .build())
                                        .setScheduleDelay(Duration.ofSeconds(1))
                                        .build())
                        .build();
        return new Tracing(provider, settings.number("tracing.one-in", 1, MOST));
    }

    /// Whether any way is followed.
    public boolean on() {
        return provider != null;
    }

    /// Begins to follow one way of so many; nothing for the others.
    public @Nullable Trace begin(String name) {
        SdkTracerProvider now = provider;
        if (now == null || (oneIn > 1 && ThreadLocalRandom.current().nextInt(oneIn) != 0)) {
            return null;
        }
        return Trace.begin(tracer(now), name, SpanKind.SERVER, Context.root());
    }

    /// Follows on what came with a record, when somebody does follow it.
    public @Nullable Trace follow(Headers headers, String name) {
        SdkTracerProvider now = provider;
        Header header = now == null ? null : headers.lastHeader(HEADER);
        if (now == null || header == null) {
            return null;
        }
        Matcher parent = PARENT.matcher(new String(header.value(), StandardCharsets.US_ASCII));
        if (!parent.matches()) {
            return null;
        }
        SpanContext context =
                SpanContext.createFromRemoteParent(
                        parent.group(1),
                        parent.group(2),
                        TraceFlags.fromHex(parent.group(3), 0),
                        TraceState.getDefault());
        if (!context.isValid() || !context.isSampled()) {
            return null;
        }
        return Trace.begin(
                tracer(now), name, SpanKind.CONSUMER, Context.root().with(Span.wrap(context)));
    }

    private static Tracer tracer(SdkTracerProvider provider) {
        return provider.get("io.messenger");
    }

    /// Tells the rest, if the collector takes it soon.
    @Override
    public void close() {
        if (provider != null) {
            var _ = provider.shutdown().join(LAST_SECONDS, TimeUnit.SECONDS);
        }
    }
}
