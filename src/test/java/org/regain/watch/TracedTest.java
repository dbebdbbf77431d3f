package org.regain.watch;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;
import static org.regain.watch.TraceReceiver.attribute;

import com.google.protobuf.ByteString;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.trace.v1.Span;
import io.opentelemetry.proto.trace.v1.Status.StatusCode;
import java.net.URLEncoder;
import java.net.http.HttpRequest;
import java.time.Instant;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;

/// What an application sends that was told where traces go, as whoever receives it reads it.
class TracedTest extends Scene {

    private static final TraceReceiver RECEIVER = TraceReceiver.open();

    private static final String ANA = "ana.perez@contoso.example";
    private static final String RIGHT = "seven green bottles on a wall";
    private static final String NEW = "an entirely different phrase";
    private static final String WRONG = "a guess that is not it";
    private static final String CALLER = "203.0.113.77";
    private static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
    private static final String SPAN = "b7ad6b7169203331";
    private static final String STATE = "vendor=somebodys-own-value";

    @Autowired
    TestPostgres database;

    @DynamicPropertySource
    static void traces(DynamicPropertyRegistry registry) {
        registry.add("regain.traces.endpoint", RECEIVER::endpoint);
        registry.add("regain.traces.ratio", () -> "1");
    }

    @BeforeEach
    void anaHasAnAccount() {
        RECEIVER.answer(200);
        RECEIVER.forget();
        people.active(ANA, RIGHT);
    }

    @Test
    void aRecoveryAndASignInAreSeenByTheirRoutesAndNobodyIsNamed() throws Exception {
        var typed = new TreeSet<String>();
        var ana = somebody();
        ana.browser
                .header("User-Agent", "Somebodys-Browser/7.1")
                .header("X-Forwarded-For", CALLER)
                .header("traceparent", "00-" + TRACE + "-" + SPAN + "-01")
                .header("tracestate", STATE);
        ana.beginRecovery(ANA, "FORGOTTEN");
        var code = ana.codeMailedTo(ANA, ana::askForCode);
        keep(typed, ana);
        var other = code.equals("00000000") ? "11111111" : "00000000";
        ana.typeCode(other);
        ana.typeCode(code);
        keep(typed, ana);
        ana.choosePassword(NEW);
        typed.add(Claimant.tokenFrom(mail.await(ANA, 2)));
        ana.signIn(ANA, WRONG);
        ana.signIn(ANA, NEW);
        keep(typed, ana);
        ana.browser.open("/people/" + UUID.randomUUID() + "/ana?of=" + URLEncoder.encode(ANA, UTF_8));
        ana.browser.open("/look/regain.css?ana=" + code);
        typed.addAll(List.of(code, other, RIGHT, NEW, WRONG, CALLER, STATE, TRACE, SPAN));
        for (String of : List.of(TRACE, SPAN)) {
            typed.add(new String(HexFormat.of().parseHex(of), ISO_8859_1));
        }
        typed.addAll(List.of("Somebodys", "ana.perez", "ana?", baseUrl.getAuthority()));
        typed.addAll(List.of(database.appPassword(), database.mailerPassword(), database.adminPassword()));
        typed.addAll(WhoIsHere.of(people, ANA));
        everythingIsSent();
        // Its span ends after its row says that it is sent.
        await("a mail").until(() -> !RECEIVER.called("mail").isEmpty());
        allHasArrived();

        assertThat(names())
                .contains(
                        "GET /recover",
                        "POST /recover",
                        "POST /recover/verify/code",
                        "POST /recover/new-password",
                        "GET /sign-in",
                        "POST /sign-in",
                        "GET /look/**",
                        "GET other",
                        "mail")
                .allMatch(SpanWords::isName, "a name of ours");
        assertThat(RECEIVER.spans()).allSatisfy(SpanWords::saysNothingElse);
        var sent = RECEIVER.bytes();
        for (String known : typed.stream().filter(it -> it.length() > 3).toList()) {
            for (String form : SpanWords.forms(known)) {
                assertThat(sent.contains(form)).as(form).isFalse();
            }
        }
    }

    @Test
    void whatMattersOfARequestIsBelowIt() throws Exception {
        var ana = somebody();
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.choosePassword(NEW);
        ana.signIn(ANA, NEW);
        allHasArrived();
        for (String name : List.of("POST /recover/new-password", "POST /sign-in")) {
            var request = RECEIVER.called(name).getLast();
            assertThat(request.getKind()).isEqualTo(Span.SpanKind.SPAN_KIND_SERVER);
            assertThat(request.getParentSpanId()).isEqualTo(ByteString.EMPTY);
            assertThat(attribute(request.getAttributesList(), "http.response.status_code"))
                    .contains("302");
            assertThat(RECEIVER.below(request))
                    .extracting(Span::getName)
                    .contains("hash_wait", "hash", "database_app")
                    .isSubsetOf(SpanWords.PARTS);
            assertThat(RECEIVER.below(request)).allSatisfy(it -> {
                assertThat(it.getTraceId()).isEqualTo(request.getTraceId());
                assertThat(it.getStartTimeUnixNano()).isGreaterThanOrEqualTo(request.getStartTimeUnixNano());
                assertThat(it.getEndTimeUnixNano()).isLessThanOrEqualTo(request.getEndTimeUnixNano());
            });
        }
        assertThat(RECEIVER.resources().findFirst().orElseThrow().getResource().getAttributesList())
                .extracting(KeyValue::getKey)
                .containsExactlyInAnyOrder("service.name", "service.version", "service.instance.id");
    }

    /// A link from one to the other would show beside each request whether its mail was one.
    @Test
    void aMailIsATraceOfItsOwnAndADecoyLooksTheSame() throws Exception {
        for (String name : List.of(ANA, "nobody@contoso.example")) {
            everythingIsSent();
            allHasArrived();
            RECEIVER.forget();
            var begun = Instant.now();
            var somebody = somebody();
            somebody.beginRecovery(name, "FORGOTTEN");
            somebody.askForCode();
            everythingIsSent();
            await("a mail").until(() -> !mailsSince(begun).isEmpty());
            allHasArrived();
            var sent = mailsSince(begun);
            assertThat(sent).hasSize(1).allSatisfy(it -> {
                assertThat(it.getParentSpanId()).isEqualTo(ByteString.EMPTY);
                assertThat(it.getLinksList()).isEmpty();
                assertThat(it.getAttributesList()).isEmpty();
                assertThat(it.getStatus().getCode()).isEqualTo(StatusCode.STATUS_CODE_UNSET);
                assertThat(RECEIVER.below(it)).extracting(Span::getName).containsExactly("database_mailer");
            });
            assertThat(RECEIVER.spans().stream()
                            .filter(it -> it.getTraceId().equals(sent.getFirst().getTraceId()))
                            .map(Span::getName))
                    .containsExactlyInAnyOrder("mail", "database_mailer");
        }
    }

    @Test
    void peopleGoOnWhereNobodyTakesThemAndTheLogSaysSoOnce() throws Exception {
        try (var said = new SaidOfTraces(RECEIVER.endpoint())) {
            RECEIVER.fallSilent();
            var ana = somebody();
            ana.beginRecovery(ANA, "FORGOTTEN");
            await("a request that is not answered").until(() -> RECEIVER.asked() > 0);
            ana.typeCode(ana.codeMailedTo(ANA, ana::askForCode));
            RECEIVER.leave();
            assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
            await("a line").until(() -> !said.lines().isEmpty());
            RECEIVER.comeBack();
            RECEIVER.answer(503);
            assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
            for (int asked = RECEIVER.asked(), more = 1; more <= 2; more++) {
                int enough = asked + more;
                ana.browser.get("/sign-in");
                await("another try").until(() -> RECEIVER.asked() >= enough);
            }
            RECEIVER.answer(200);
            allHasArrived();
            // It is said once the answer is read, which is after they have arrived.
            await("another line").until(() -> said.lines().size() > 1);
            assertThat(said.lines())
                    .satisfiesExactly(
                            lost -> assertThat(lost)
                                    .startsWith("WARN org.regain.watch.SaidOnce Traces do not get through"),
                            again -> assertThat(again).startsWith("INFO org.regain.watch.SaidOnce Traces get through"));
        }
    }

    /// Of one before, the span may end after its row says that it is sent.
    private static List<Span> mailsSince(Instant begun) {
        long nanos = TimeUnit.SECONDS.toNanos(begun.getEpochSecond()) + begun.getNano();
        return RECEIVER.called("mail").stream()
                .filter(it -> it.getStartTimeUnixNano() >= nanos)
                .toList();
    }

    /// What is asked last is sent last.
    private void allHasArrived() {
        // It may have arrived before the answer is read here.
        int before = RECEIVER.called("HEAD /sign-in").size();
        somebody()
                .browser
                .send(HttpRequest.newBuilder(baseUrl.resolve("/sign-in"))
                        .method("HEAD", HttpRequest.BodyPublishers.noBody())
                        .build());
        await("all spans").until(() -> RECEIVER.called("HEAD /sign-in").size() > before);
    }

    private Collection<String> names() {
        return RECEIVER.spans().stream().map(Span::getName).collect(Collectors.toSet());
    }

    private static void keep(Set<String> typed, Claimant who) {
        typed.addAll(who.browser.cookies().values());
        typed.add(who.browser.page().field("_csrf"));
    }
}
