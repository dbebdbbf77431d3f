package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.DirectoryView.Sight;
import org.regain.secret.Password;
import org.regain.support.Needs;

/// Somebody on several servers of OpenLDAP's, each of which has locks of its own, and some of which do not answer.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class ManyServersViewTest {

    private static final String RIGHT = "correct horse battery";
    private static final EntryId LI = TestSlapd.id(1);

    private TestAuthority authority;

    @TempDir
    private Path folder;

    @BeforeEach
    void authority() throws Exception {
        authority = TestAuthority.in(folder.resolve("tls"));
    }

    @Test
    void eachLockIsSaidOfTheServerThatHasIt() throws Exception {
        try (var one = slapd("one");
                var two = slapd("two");
                var directory = one.directory(one.ldaps(), two.ldaps())) {
            lock(two);
            assertThat(locked(directory)).containsExactly(two.ldaps().getAuthority());
            lock(one);
            assertThat(locked(directory))
                    .containsExactly(one.ldaps().getAuthority(), two.ldaps().getAuthority());
            assertThat(seen(directory).silent()).isEmpty();
            two.kill();
            assertThat(locked(directory)).containsExactly(one.ldaps().getAuthority());
            assertThat(seen(directory).silent()).containsExactly(two.ldaps().getAuthority());
            one.kill();
            assertThat(directory.view().look(LI)).isEqualTo(new Sight.Away());
        }
    }

    @Test
    void whichServerSaysNothingIsSaidToAndTheOthersAreHeard() throws Exception {
        try (var one = slapd("one");
                var two = slapd("two");
                var proxy = new HoldingProxy(two.tlsPort());
                var directory = one.directory(proxy.ldaps(), one.ldaps())) {
            lock(one);
            proxy.hold(1, false);
            assertThat(seen(directory).silent()).containsExactly(proxy.ldaps().getAuthority());
            assertThat(locked(directory)).containsExactly(one.ldaps().getAuthority());
            proxy.letGo();
        }
    }

    /// Whoever opens page after page while a server hangs.
    @Test
    void manyLooksLeaveConnectionsForWhoSignsIn() throws Exception {
        try (var slapd = slapd("one");
                var proxy = new HoldingProxy(slapd.tlsPort());
                var directory = slapd.directory(proxy.ldaps())) {
            assertThat(directory.check(LI, password())).isEqualTo(new Checked.Right());
            proxy.asked();
            proxy.hold(1, false);
            var seen = new ArrayList<Sight>();
            for (int i = 0; i < 12; i++) {
                seen.add(directory.view().look(LI));
            }
            assertThat(seen).containsOnly(new Sight.Away());
            assertThat(proxy.asked()).as("fewer than looked").isLessThan(seen.size());
            proxy.letGo();
            await("the server").until(() -> directory.view().look(LI) instanceof Sight.Found);
            assertThat(directory.check(LI, password())).isEqualTo(new Checked.Right());
        }
    }

    private TestSlapd slapd(String name) throws Exception {
        return new TestSlapd(folder.resolve(name), authority, TestSlapd.person("li", 1, RIGHT), "localhost");
    }

    private static void lock(TestSlapd slapd) throws Exception {
        for (int i = 0; i < 6; i++) {
            slapd.bindsAs(LI, "guess " + i);
        }
    }

    private static List<String> locked(LdapDirectory directory) {
        return seen(directory).locks().stream().map(Lock::server).toList();
    }

    private static Sight.Found seen(LdapDirectory directory) {
        return Sights.found(directory.view(), LI);
    }

    private static Password password() {
        return Password.of(RIGHT).orElseThrow();
    }
}
