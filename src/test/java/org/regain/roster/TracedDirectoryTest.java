package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import io.opentelemetry.proto.trace.v1.Span;
import org.junit.jupiter.api.Test;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.directory.WithSlapd;
import org.regain.support.Needs;
import org.regain.support.Scene;
import org.regain.watch.TraceReceiver;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What of a directory is seen in traces.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@ContextConfiguration(initializers = WithSlapd.class)
@Import(Readings.class)
class TracedDirectoryTest extends Scene {

    private static final TraceReceiver RECEIVER = TraceReceiver.open();
    private static final String AT_THE_DESK = "A kite above the harbour 7";

    @Autowired
    PeopleInSlapd there;

    @Autowired
    Readings readings;

    @DynamicPropertySource
    static void traces(DynamicPropertyRegistry registry) {
        registry.add("regain.traces.endpoint", RECEIVER::endpoint);
        registry.add("regain.traces.ratio", () -> "1");
    }

    @Test
    void whatADirectoryIsAskedIsBelowTheRequestAndNamesNobody() throws Exception {
        there.empty();
        there.add("mei", AT_THE_DESK);
        readings.read();
        assertThat(somebody().signIn("mei", AT_THE_DESK).heading()).isEqualTo("Confirm your address");
        await("a sign-in").until(() -> !RECEIVER.called("POST /sign-in").isEmpty());
        var asked = RECEIVER.below(RECEIVER.called("POST /sign-in").getFirst()).stream()
                .filter(it -> it.getName().equals("directory"))
                .toList();
        assertThat(asked).isNotEmpty().allSatisfy(it -> {
            assertThat(it.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_CLIENT);
            assertThat(it.getAttributesList()).isEmpty();
        });
        var settings = there.settings();
        for (String known : new String[] {
            "mei", AT_THE_DESK, "contoso", "slapd", "ldap", "uid=", "dc=", String.valueOf(settings.password())
        }) {
            assertThat(RECEIVER.bytes()).doesNotContain(known);
        }
    }

    @Test
    void aServerThatIsAwayIsAFaultOfWhichTheClassIsKept() throws Exception {
        there.empty();
        there.add("mei", AT_THE_DESK);
        readings.read();
        there.away();
        RECEIVER.forget();
        try {
            assertThat(somebody().signIn("mei", AT_THE_DESK).status()).isEqualTo(503);
            await("a sign-in").until(() -> !RECEIVER.called("POST /sign-in").isEmpty());
        } finally {
            there.back();
        }
        assertThat(RECEIVER.called("directory"))
                .isNotEmpty()
                .allSatisfy(it -> assertThat(it.getAttributesList())
                        .extracting(
                                said -> said.getKey() + " " + said.getValue().getStringValue())
                        .containsExactly("error.type com.unboundid.ldap.sdk.LDAPException"));
        assertThat(RECEIVER.bytes()).doesNotContain("mei", "ldap://", "ldaps://");
    }
}
