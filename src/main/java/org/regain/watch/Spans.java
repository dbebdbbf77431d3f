package org.regain.watch;

import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.common.Attributes;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Scope;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import io.opentelemetry.sdk.trace.samplers.Sampler;
import java.net.URI;
import java.time.Duration;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import org.regain.trace.Trace;

/// Spans, made and sent. What may be in one is all here: names that are constants of ours or patterns of addresses, a status, and the class
/// of a fault.
///
/// They are sent by a thread of their own. Where they do not get through, what is over the bound is dropped and nobody waits.
///
/// Source: OpenTelemetry's semantic conventions for HTTP and databases, less whatever may name somebody.
final class Spans implements Trace, AutoCloseable {

    private static final Duration SENT_EVERY = Duration.ofSeconds(2);
    private static final Duration LONGEST_SENDING = Duration.ofSeconds(3);
    private static final Duration LONGEST_STOP = Duration.ofSeconds(3);
    private static final int MOST_WAITING = 2048;

    private static final AttributeKey<String> METHOD = AttributeKey.stringKey("http.request.method");
    private static final AttributeKey<String> ROUTE = AttributeKey.stringKey("http.route");
    private static final AttributeKey<Long> STATUS = AttributeKey.longKey("http.response.status_code");
    private static final AttributeKey<String> SYSTEM = AttributeKey.stringKey("db.system.name");
    private static final AttributeKey<String> FAULT = AttributeKey.stringKey("error.type");

    private final SdkTracerProvider provider;
    private final Tracer tracer;

    private Spans(SdkTracerProvider provider) {
        this.provider = provider;
        tracer = provider.get("org.regain");
    }

    /// @param ratio of requests and messages that are looked at
    /// @param node  which of the nodes this is
    static Spans sentTo(URI endpoint, double ratio, String version, String node) {
        var sending = OtlpHttpSpanExporter.builder()
                .setEndpoint(endpoint.toString())
                .setConnectTimeout(LONGEST_SENDING)
                .setTimeout(LONGEST_SENDING)
                // The next ones are tried soon enough.
                .setRetryPolicy(null)
                .build();
        var waiting = BatchSpanProcessor.builder(new SaidOnce(sending, endpoint, System::nanoTime))
                .setScheduleDelay(SENT_EVERY)
                .setExporterTimeout(LONGEST_SENDING.multipliedBy(2))
                .setMaxQueueSize(MOST_WAITING)
                .build();
        return new Spans(SdkTracerProvider.builder()
                .setResource(Resource.create(Attributes.of(
                        AttributeKey.stringKey("service.name"), "regain",
                        AttributeKey.stringKey("service.version"), version,
                        AttributeKey.stringKey("service.instance.id"), node)))
                .setSampler(Sampler.parentBased(Sampler.traceIdRatioBased(ratio)))
                .addSpanProcessor(waiting)
                .build());
    }

    @Override
    @SuppressWarnings("MustBeClosedChecker") // Closed with the span.
    public Span begin(Part part) {
        boolean own = part == Part.MAIL || part == Part.TEXT;
        if (!own && !io.opentelemetry.api.trace.Span.current().isRecording()) {
            return Span.NOTHING;
        }
        SpanBuilder builder = tracer.spanBuilder(part.name().toLowerCase(Locale.ROOT));
        switch (part) {
            case HASH_WAIT, HASH -> builder.setSpanKind(SpanKind.INTERNAL);
            case MAIL, TEXT -> builder.setSpanKind(SpanKind.INTERNAL).setNoParent();
            case DIRECTORY -> builder.setSpanKind(SpanKind.CLIENT);
            case DATABASE_APP, DATABASE_BACKGROUND, DATABASE_MAILER, DATABASE_ADMIN ->
                builder.setSpanKind(SpanKind.CLIENT).setAttribute(SYSTEM, "postgresql");
        }
        var span = builder.startSpan();
        if (!span.isRecording()) {
            return Span.NOTHING;
        }
        return own ? new Begun(span, span.makeCurrent()) : new Begun(span, Scope.noop());
    }

    /// Begins what is seen of a request. It has no parent, whatever its sender says.
    @SuppressWarnings("MustBeClosedChecker") // Closed with the span.
    Request request() {
        var span = tracer.spanBuilder(Routes.OTHER)
                .setSpanKind(SpanKind.SERVER)
                .setNoParent()
                .startSpan();
        return new Request(span, span.isRecording() ? span.makeCurrent() : Scope.noop());
    }

    /// Sends what there is, for a short while.
    @Override
    public void close() {
        provider.shutdown().join(LONGEST_STOP.toMillis(), TimeUnit.MILLISECONDS);
    }

    private static void fail(io.opentelemetry.api.trace.Span span, Throwable fault) {
        span.setStatus(StatusCode.ERROR).setAttribute(FAULT, fault.getClass().getName());
    }

    /// @param scope in which it is the one under way
    private record Begun(io.opentelemetry.api.trace.Span span, Scope scope) implements Span {

        @Override
        public void failed(Throwable fault) {
            fail(span, fault);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }

    /// @param scope in which it is the one under way
    record Request(io.opentelemetry.api.trace.Span span, Scope scope) implements AutoCloseable {

        private static final int OURS = 500;

        void answered(String method, String route, int status) {
            span.updateName(method + " " + route)
                    .setAttribute(METHOD, method)
                    .setAttribute(ROUTE, route)
                    .setAttribute(STATUS, (long) status);
            if (status >= OURS) {
                span.setStatus(StatusCode.ERROR);
            }
        }

        void failed(Throwable fault) {
            fail(span, fault);
        }

        @Override
        public void close() {
            scope.close();
            span.end();
        }
    }
}
