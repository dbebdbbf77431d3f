package org.regain.watch;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import org.junit.jupiter.api.Test;
import org.regain.support.Scene;
import org.regain.trace.Trace;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;

/// Where no endpoint for traces is set, nothing is made for them. That no class is read either, `PackagedStartTest` sees.
class UntracedTest extends Scene {

    @Autowired
    ApplicationContext context;

    @Test
    void nothingIsMadeForTraces() {
        assertThat(context.getBean(Trace.class)).isSameAs(Trace.NOTHING);
        assertThat(Trace.NOTHING.begin(Trace.Part.MAIL)).isSameAs(Trace.Span.NOTHING);
        assertThat(context.getBeansOfType(Spans.class)).isEmpty();
        assertThat(context.containsBean("tracedRequests")).isFalse();
        assertThat(context.getBeansOfType(HikariDataSource.class).values())
                .hasSizeGreaterThan(3)
                .allSatisfy(it -> assertThat(it).isExactlyInstanceOf(HikariDataSource.class));
    }
}
