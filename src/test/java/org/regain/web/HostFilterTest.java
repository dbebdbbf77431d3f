package org.regain.web;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.springframework.mock.web.MockFilterChain;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;

/// What the log says of requests for another host.
class HostFilterTest {

    private final AtomicLong nanos = new AtomicLong(Long.MAX_VALUE - 5);
    /// A name of this test's own, because others fill the same log.
    private final HostFilter filter = new HostFilter(new Site("https://hosts.example"), nanos::get);

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();

    @BeforeEach
    void readTheLog() {
        log.start();
        logger().addAppender(log);
    }

    @AfterEach
    void closeTheLog() {
        logger().detachAppender(log);
    }

    @Test
    void c10_theLogSaysWhichHostCameAndWhichIsExpectedOnceAMinute() throws Exception {
        assertThat(asks("regain_backend")).isEqualTo(421);
        asks("10.0.0.5:8080");

        assertThat(said())
                .singleElement()
                .asString()
                .contains("\"regain_backend\"", "\"hosts.example\"", "regain.base-url");
        nanos.addAndGet(Duration.ofMinutes(1).toNanos());
        asks("10.0.0.5:8080");
        assertThat(said()).hasSize(2).last().asString().contains("\"10.0.0.5:8080\"");
    }

    @Test
    void c10_whatComesCannotForgeTheLog() throws Exception {
        asks("a\r\n2026-11-25 ERROR ä\u202e" + "b".repeat(5_000));

        assertThat(said().getFirst()).contains("\"a??2026-11-25?ERROR???bbb").hasSizeLessThan(400);
    }

    @Test
    void c10_whoComesForUsIsNotSpokenOf() throws Exception {
        assertThat(asks("hosts.example")).isEqualTo(200);
        assertThat(asks("Hosts.Example:443")).isEqualTo(200);
        assertThat(said()).isEmpty();
    }

    private int asks(String host) throws Exception {
        var request = new MockHttpServletRequest("GET", "/sign-in");
        request.addHeader("Host", host);
        var response = new MockHttpServletResponse();
        filter.doFilter(request, response, new MockFilterChain());
        return response.getStatus();
    }

    private List<String> said() {
        return log.list.stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(message -> message.contains("hosts.example"))
                .toList();
    }

    private static Logger logger() {
        return (Logger) LoggerFactory.getLogger(HostFilter.class);
    }
}
