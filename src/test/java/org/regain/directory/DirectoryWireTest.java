package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.support.Deadline.await;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;
import org.regain.settings.RegainSettings;
import org.regain.support.Needs;
import org.regain.trace.Trace;

/// What is between Regain and a directory: certificates, servers that go away, answers that do not arrive, many people.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class DirectoryWireTest {

    private static final String RIGHT = "correct horse battery";
    private static final Password PASSWORD = password(RIGHT);
    private static final EntryId ANA = TestSlapd.id(1);
    private static final EntryId LI = TestSlapd.id(2);

    private TestAuthority authority;

    @TempDir
    private Path folder;

    @BeforeEach
    void authority() throws Exception {
        authority = TestAuthority.in(folder.resolve("tls"));
    }

    @Test
    void bothWaysOfTlsAreTaken() throws Exception {
        try (var slapd = slapd("one", "localhost");
                var ldaps = slapd.directory();
                var startTls = slapd.directory(slapd.startTls())) {
            assertThat(ldaps.check(ANA, PASSWORD)).isEqualTo(new Checked.Right());
            assertThat(startTls.check(ANA, PASSWORD)).isEqualTo(new Checked.Right());
        }
    }

    /// ldaptoolbox/self-service-password #304, #596, #840.
    @Test
    void anAuthorityThatIsNotOursSignsForNobody() throws Exception {
        var other = TestAuthority.in(folder.resolve("other"));
        try (var slapd = slapd("one", "localhost")) {
            for (URI url : List.of(slapd.ldaps(), slapd.startTls())) {
                try (var directory = DirectoryConfiguration.open(
                        new RegainSettings.Directory(
                                List.of(url),
                                other.ca(),
                                TestSlapd.SERVICE,
                                TestSlapd.SERVICE_PASSWORD,
                                TestSlapd.BASE),
                        Clock.systemUTC(),
                        Trace.NOTHING)) {
                    assertThatExceptionOfType(DirectoryAway.class).isThrownBy(() -> directory.check(ANA, PASSWORD));
                }
            }
        }
    }

    /// CVE-2026-35563 is another client that did not look.
    @Test
    void aCertificateThatNamesAnotherHostIsRefused() throws Exception {
        try (var slapd = slapd("one", "dc1.contoso.test")) {
            for (URI url : List.of(slapd.ldaps(), slapd.startTls())) {
                try (var directory = slapd.directory(url)) {
                    assertThatExceptionOfType(DirectoryAway.class).isThrownBy(() -> directory.check(ANA, PASSWORD));
                }
            }
        }
    }

    @Test
    void whereOneServerIsGoneTheNextOneAnswers() throws Exception {
        try (var one = slapd("one", "localhost");
                var two = slapd("two", "localhost");
                var directory = one.directory(one.ldaps(), two.ldaps())) {
            assertThat(directory.check(ANA, PASSWORD)).isEqualTo(new Checked.Right());
            one.kill();
            assertThat(directory.check(ANA, PASSWORD)).isEqualTo(new Checked.Right());
            assertThat(directory.reset(ANA, password("a new pass phrase"))).isInstanceOf(Written.Done.class);
            one.start();
            two.kill();
            assertThat(directory.check(ANA, PASSWORD)).as("on the first again").isEqualTo(new Checked.Right());
            one.kill();
            assertThatExceptionOfType(DirectoryAway.class).isThrownBy(() -> directory.check(ANA, PASSWORD));
            one.start();
            assertThat(directory.check(ANA, PASSWORD))
                    .as("whatever died is replaced")
                    .isEqualTo(new Checked.Right());
        }
    }

    /// freeipa/freeipa PR 5203.
    @Test
    void anUnlockingReachesEachServer() throws Exception {
        try (var one = slapd("one", "localhost");
                var two = slapd("two", "localhost");
                var directory = one.directory(one.ldaps(), two.ldaps());
                var second = two.directory()) {
            for (int i = 0; i < 6; i++) {
                two.bindsAs(LI, "guess " + i);
            }
            assertThat(second.check(LI, PASSWORD)).isEqualTo(new Checked.Locked());
            assertThat(directory.unlock(LI)).isEqualTo(Unlocked.DONE);
            assertThat(second.check(LI, PASSWORD)).isEqualTo(new Checked.Right());
            two.kill();
            assertThat(directory.unlock(LI)).as("of the other nobody knows").isEqualTo(Unlocked.UNKNOWN);
        }
    }

    @Test
    void anAnswerThatDoesNotArriveIsNoNo() throws Exception {
        var before = Instant.now().minusSeconds(2);
        try (var slapd = slapd("one", "localhost");
                var proxy = new CuttingProxy(slapd.tlsPort());
                var directory = slapd.directory(proxy.ldaps())) {
            directory.find(ANA);
            // They are looked up, then their policy is; the third is the writing.
            proxy.cutAnswerTo(3);
            assertThat(directory.reset(ANA, password("a new pass phrase"))).isEqualTo(new Written.Unknown());
            try (var direct = slapd.directory()) {
                await("the writing")
                        .until(() ->
                                direct.check(ANA, password("a new pass phrase")).equals(new Checked.Right()));
                assertThat(direct.find(ANA).orElseThrow().changedAt()).isAfter(before);
            }
        }
    }

    /// Else the time it takes would tell who is there.
    @Test
    void asMuchIsAskedForNobodyAsForSomebody() throws Exception {
        try (var slapd = slapd("one", "localhost");
                var proxy = new HoldingProxy(slapd.tlsPort());
                var directory = slapd.directory(proxy.ldaps())) {
            directory.find(ANA);
            asked(proxy);
            assertThat(directory.check(ANA, password("another"))).isEqualTo(new Checked.Wrong());
            int forSomebody = asked(proxy);
            assertThat(directory.check(TestSlapd.id(999), password("another"))).isEqualTo(new Checked.Disabled());
            assertThat(asked(proxy)).isEqualTo(forSomebody);
        }
    }

    /// On the service account's connection, which stays, and on that by which a password was tried.
    private static int asked(HoldingProxy proxy) {
        proxy.awaitOpen(1);
        return proxy.asked();
    }

    /// By then it may be settled that it was not written.
    @Test
    void aNewPasswordIsNotSentLate() throws Exception {
        var slow = new SlowClock();
        try (var slapd = slapd("one", "localhost");
                var late = DirectoryConfiguration.open(slapd.settings(slapd.ldaps()), slow, Trace.NOTHING);
                var directory = slapd.directory()) {
            assertThatExceptionOfType(DirectoryAway.class)
                    .isThrownBy(() -> late.reset(ANA, password("a new pass phrase")));
            assertThatExceptionOfType(DirectoryAway.class)
                    .isThrownBy(() -> late.change(ANA, PASSWORD, password("a new pass phrase")));
            assertThat(directory.check(ANA, PASSWORD)).isEqualTo(new Checked.Right());
        }
    }

    @Test
    void whoNeverAnswersIsAway() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
                var slapd = slapd("one", "localhost");
                var directory = slapd.directory(URI.create("ldaps://localhost:" + silent.getLocalPort()))) {
            assertThatExceptionOfType(DirectoryAway.class).isThrownBy(() -> directory.find(ANA));
        }
    }

    /// pingidentity/ldapsdk #65: 1,000 entries and no more. A reference to another server is among them.
    @Test
    void everybodyIsListedPageByPage() throws Exception {
        var many = IntStream.rangeClosed(1, 1200)
                .mapToObj(i -> TestSlapd.person("p" + i, i, RIGHT))
                .collect(Collectors.joining());
        try (var slapd = new TestSlapd(folder.resolve("many"), authority, many, "localhost");
                var directory = slapd.directory()) {
            var seen = new HashSet<EntryId>();
            directory.people(entry -> assertThat(seen.add(entry.id())).isTrue());
            assertThat(seen).hasSize(1200);
        }
    }

    private TestSlapd slapd(String name, String host) throws Exception {
        return new TestSlapd(
                folder.resolve(name),
                authority,
                TestSlapd.person("ana", 1, RIGHT) + TestSlapd.person("li", 2, RIGHT),
                host);
    }

    private static Password password(String text) {
        return Password.of(text).orElseThrow();
    }

    /// Half a minute and more goes by between two looks at it.
    private static final class SlowClock extends Clock {

        private final AtomicInteger looks = new AtomicInteger();

        @Override
        public Instant instant() {
            return Instant.now().plusSeconds(31L * looks.getAndIncrement());
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }
}
