package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.support.Deadline.await;
import static org.regain.watch.TraceReceiver.attribute;

import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import jakarta.servlet.FilterChain;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Deadline;
import org.regain.trace.Trace;
import org.regain.trace.Trace.Part;
import org.springframework.boot.availability.ApplicationAvailability;
import org.springframework.boot.availability.ApplicationAvailabilityBean;
import org.springframework.boot.availability.AvailabilityChangeEvent;
import org.springframework.boot.availability.ReadinessState;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// Which spans are made, what they say, and what becomes of them where they are not taken.
class SpansTest {

    private static final int MANY = 20_000;
    private static final int BOUND = 2048;
    private static final int BATCH = 512;

    private final TraceReceiver receiver = TraceReceiver.open();

    @AfterEach
    void close() {
        receiver.close();
    }

    private Spans spans(double ratio) {
        return Spans.sentTo(receiver.endpoint(), ratio, "1.2.3", "here/1");
    }

    @Test
    void whoAsksDecidesNeitherWhetherNorWhereTheyAreSeen() throws Exception {
        try (var spans = spans(0.000_000_001)) {
            for (int i = 0; i < 200; i++) {
                ask(spans, (_, _) -> {}, "/sign-in");
            }
        }
        assertThat(receiver.spans()).isEmpty();
        try (var spans = spans(1)) {
            ask(spans, (_, _) -> {}, "/sign-in");
        }
        assertThat(receiver.spans()).hasSize(1).allSatisfy(it -> {
            assertThat(it.getParentSpanId().isEmpty()).isTrue();
            assertThat(it.getTraceState()).isEmpty();
        });
    }

    @Test
    void aboutAsManyAreSeenAsTheRatioSays() throws Exception {
        try (var spans = spans(0.1)) {
            for (int i = 0; i < 1000; i++) {
                ask(spans, (_, _) -> spans.begin(Part.HASH).close(), "/sign-in");
            }
        }
        // Of a thousand, further from a hundred than ten standard deviations is never.
        assertThat(receiver.called("hash")).hasSizeBetween(10, 200);
        assertThat(receiver.spans()).hasSize(2 * receiver.called("hash").size());
    }

    @Test
    void whatIsDoneForNoRequestIsNotSeen() {
        try (var spans = spans(1)) {
            for (Part part : Part.values()) {
                if (part != Part.MAIL && part != Part.TEXT) {
                    assertThat(spans.begin(part)).isSameAs(Trace.Span.NOTHING);
                }
            }
        }
        assertThat(receiver.spans()).isEmpty();
    }

    @Test
    void ofAFaultOnlyTheClassIsKept() {
        try (var spans = spans(1)) {
            assertThatExceptionOfType(IllegalStateException.class)
                    .isThrownBy(() -> ask(
                            spans,
                            (_, _) -> {
                                try (var part = spans.begin(Part.DIRECTORY)) {
                                    part.failed(new IllegalArgumentException("ana@contoso.example"));
                                }
                                throw new IllegalStateException("ana@contoso.example");
                            },
                            "/ana@contoso.example"));
        }
        assertThat(receiver.bytes()).doesNotContain("ana@");
        assertThat(receiver.called("directory")).satisfiesExactly(it -> fails(it, IllegalArgumentException.class));
        assertThat(receiver.called("POST other")).satisfiesExactly(it -> {
            fails(it, IllegalStateException.class);
            assertThat(attribute(it.getAttributesList(), "http.response.status_code"))
                    .contains("500");
        });
    }

    private static void fails(Span span, Class<? extends Exception> by) {
        assertThat(attribute(span.getAttributesList(), "error.type")).contains(by.getName());
        assertThat(span.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_ERROR);
        assertThat(span.getStatus().getMessage()).isEmpty();
        assertThat(span.getEventsList()).isEmpty();
    }

    @Test
    void nobodyWaitsForAReceiverThatHangsAndOverTheBoundSpansAreDropped() {
        receiver.fallSilent();
        try (var spans = spans(1)) {
            spans.begin(Part.MAIL).close();
            await("a request that is not answered").until(() -> receiver.asked() == 1);
            for (int i = 0; i < MANY; i++) {
                spans.begin(Part.MAIL).close();
            }
            assertThat(receiver.asked())
                    .as("a batch at a time, each given up after seconds")
                    .isLessThan(10);
            receiver.answer(200);
        }
        await("what was not dropped").until(() -> !receiver.spans().isEmpty());
        // What was being sent, what waited in line, and what was taken out of it meanwhile.
        assertThat(receiver.spans()).hasSizeLessThanOrEqualTo(1 + BOUND + BATCH);
    }

    @Test
    void aStopSendsWhatThereIsAndWaitsForNobodyWhoHangs() {
        var sent = spans(1);
        sent.begin(Part.MAIL).close();
        sent.close();
        assertThat(receiver.called("mail")).hasSize(1);
        receiver.fallSilent();
        var lost = spans(1);
        lost.begin(Part.MAIL).close();
        // Returns at all: the receiver says nothing until the test is over.
        lost.close();
        assertThat(receiver.called("mail")).hasSize(1);
    }

    @Test
    void theLogSaysWhatIsLostOnceAndOnceAnHourWhereThatGoesToAndFro() {
        var now = new AtomicLong();
        try (var said = new SaidOfTraces(receiver.endpoint())) {
            var sending = OtlpHttpSpanExporter.builder()
                    .setEndpoint(receiver.endpoint().toString())
                    .setRetryPolicy(null)
                    .build();
            var exporter = new SaidOnce(sending, receiver.endpoint(), now::get);
            for (int status : new int[] {503, 503, 200, 200, 503, 200, 503}) {
                send(exporter, status);
            }
            assertThat(said.lines()).hasSize(2);
            now.addAndGet(Duration.ofHours(2).toNanos());
            send(exporter, 503);
            assertThat(said.lines())
                    .hasSize(3)
                    .last()
                    .asString()
                    .startsWith("WARN")
                    .endsWith("until they do");
            exporter.shutdown();
        }
    }

    private void send(SpanExporter exporter, int status) {
        receiver.answer(status);
        exporter.export(Set.of()).join(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS);
    }

    private static void ask(Spans spans, FilterChain chain, String path) throws Exception {
        var request = new MockHttpServletRequest("POST", path);
        request.setQueryString("name=ana@contoso.example");
        request.addHeader("traceparent", "00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01");
        request.addHeader("tracestate", "vendor=x");
        new TracedRequests(spans, ready(), new Routes(new KnownEndpoints(null)))
                .doFilter(request, new MockHttpServletResponse(), chain);
    }

    private static ApplicationAvailability ready() {
        var availability = new ApplicationAvailabilityBean();
        availability.onApplicationEvent(
                new AvailabilityChangeEvent<>(SpansTest.class, ReadinessState.ACCEPTING_TRAFFIC));
        return availability;
    }
}
