package org.regain.directory;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.settings.RegainSettings;
import org.regain.support.Needs;
import org.regain.support.Ports;
import org.regain.trace.Trace;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.boot.DefaultApplicationArguments;

/// `directory check` says in a sentence what an operator has to put right. ldaptoolbox/self-service-password #304, #596, #840 and
/// pwm-project/pwm #407 are of people who had to guess.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DirectoryCheckTest {

    private TestSlapd slapd;
    private TestAuthority other;
    private RegainSettings.Directory right;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        slapd = new TestSlapd(folder.resolve("one"), TestSlapd.person("ana", 1, "correct horse battery"));
        other = TestAuthority.in(folder.resolve("other"));
        right = slapd.settings();
    }

    @AfterAll
    void stop() throws Exception {
        slapd.close();
    }

    @Test
    void whereAllIsWellItSaysSo() {
        assertThat(check(right)).startsWith("0 Nothing is missing that can be asked.");
        assertThat(check(slapd.settings(slapd.startTls(), slapd.ldaps()))).startsWith("0 ");
    }

    @Test
    void eachFaultHasItsSentence() throws Exception {
        assertThat(check(new RegainSettings.Directory(
                        right.urls(), other.ca(), right.user(), right.password(), right.base())))
                .startsWith("1 " + slapd.ldaps() + ": Its certificate is signed by none of the authorities");
        assertThat(check(new RegainSettings.Directory(
                        List.of(slapd.startTls()), other.ca(), right.user(), right.password(), right.base())))
                .startsWith("1 " + slapd.startTls() + ": Its certificate is signed by none of the authorities");
        assertThat(check(new RegainSettings.Directory(
                        right.urls(), right.ca(), right.user(), "not its own", right.base())))
                .contains("It refuses the account in regain.directory.user, or its password.");
        assertThat(check(new RegainSettings.Directory(
                        right.urls(), right.ca(), right.user(), right.password(), "ou=nobody," + TestSlapd.SUFFIX)))
                .contains("The base ou=nobody,dc=contoso,dc=test is not there");
        assertThat(check(new RegainSettings.Directory(
                        right.urls(), right.ca(), right.user(), right.password(), "ou=policies," + TestSlapd.SUFFIX)))
                .contains("there is nobody whom Regain may serve");
        assertThat(check(slapd.settings(URI.create("ldaps://localhost:" + Ports.free()))))
                .contains("It does not answer, or not by TLS.");
        assertThat(check(slapd.settings(URI.create("ldaps://nobody.invalid")))).contains("There is no such host.");
    }

    @Test
    void aCertificateForAnotherHostIsSaid(@TempDir Path folder) throws Exception {
        try (var elsewhere =
                new TestSlapd(folder.resolve("two"), TestAuthority.in(folder.resolve("tls")), "", "dc1.contoso.test")) {
            assertThat(check(elsewhere.settings())).contains("Its certificate does not name this host.");
            assertThat(check(elsewhere.settings(elsewhere.startTls())))
                    .contains("Its certificate does not name this host.");
        }
    }

    @Test
    void itIsOneCommandAndOneWord() {
        assertThat(said(null, "directory", "check")).startsWith("2 There is no directory");
        assertThat(said(null, "directory")).startsWith("2 Usage: ");
        assertThat(said(null, "directory", "check", "all")).startsWith("2 Usage: ");
    }

    /// Whoever begins with the directory has set nothing else, and gets no database for a look.
    @Test
    void itTakesNoOtherSetting(@TempDir Path folder) {
        var code = DirectoryCheckApplication.run(
                "directory",
                "check",
                "--regain.data-dir=" + folder.resolve("data"),
                "--regain.directory.urls="
                        + right.urls().stream().map(URI::toString).collect(Collectors.joining(",")),
                "--regain.directory.ca=" + right.ca(),
                "--regain.directory.user=" + right.user(),
                "--regain.directory.password=" + right.password(),
                "--regain.directory.base=" + right.base());
        assertThat(code).isZero();
        assertThat(folder.resolve("data")).doesNotExist();
    }

    private static String check(RegainSettings.Directory settings) {
        try (var directory = DirectoryConfiguration.open(settings, Clock.systemUTC(), Trace.NOTHING)) {
            return said(directory, "directory", "check");
        }
    }

    /// Its exit code, and what it printed.
    private static String said(@Nullable Directory directory, String... typed) {
        var beans = new StaticListableBeanFactory();
        if (directory != null) {
            beans.addBean("directory", directory);
        }
        var said = new ByteArrayOutputStream();
        var command = new DirectoryCommand(beans.getBeanProvider(Directory.class), new PrintStream(said, true, UTF_8));
        command.run(new DefaultApplicationArguments(typed));
        return command.getExitCode() + " " + said.toString(UTF_8);
    }
}
