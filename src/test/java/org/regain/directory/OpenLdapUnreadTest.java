package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.nio.file.Files;
import java.time.Clock;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;
import org.regain.support.Needs;

/// What a real OpenLDAP hides from the service account is unknown, and never as if it were not there; and what it says of itself is no older
/// than the connection.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class OpenLdapUnreadTest extends OpenLdapScene {

    @Test
    void whoMayBePutOutIsGivenNothing() throws Exception {
        var out = named("standing.hidden", "pwdAccountLockedTime: 000001010000Z");
        assertThat(directory.find(out).orElseThrow().access()).isEqualTo(Entry.Access.UNKNOWN);
        assertThat(reset(out, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        assertThat(directory.unlock(out)).isEqualTo(Unlocked.NOT_PERMITTED);
        assertThat(read(out, "pwdAccountLockedTime")).isEqualTo("000001010000Z");
        assertThat(check(out, RIGHT)).as("the server says it").isEqualTo(new Checked.Locked());
        assertThat(directory.find(add()).orElseThrow().access()).isEqualTo(Entry.Access.GIVEN);
    }

    @Test
    void nobodyIsTriedWhoseWrongPasswordsCannotBeCounted() throws Exception {
        var ana = named("failures.hidden");
        for (int i = 0; i < 6; i++) {
            assertThat(check(ana, "guess " + i)).isEqualTo(new Checked.Locked());
        }
        assertThat(slapd.bindsAs(ana, RIGHT)).isTrue();
        for (int i = 0; i < 6; i++) {
            slapd.bindsAs(ana, "guess " + i);
        }
        assertThat(slapd.bindsAs(ana, RIGHT)).isFalse();
        assertThat(directory.unlock(ana)).isEqualTo(Unlocked.DONE);
        assertThat(slapd.bindsAs(ana, RIGHT)).isTrue();
        slapd.bindsAs(ana, "guess", "guess");
        assertThat(directory.unlock(ana)).isEqualTo(Unlocked.DONE);
        assertThat(read(ana, "pwdFailureTime")).as("what counted").isNull();
    }

    @Test
    void oneIsTriedWhereThePolicyHidesAfterHowManyItLocks() throws Exception {
        var ana = add("pwdPolicySubentry: cn=hidden,ou=policies," + TestSlapd.SUFFIX);
        assertThat(check(ana, "a guess")).isEqualTo(new Checked.Wrong());
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(slapd.bindsAs(ana, RIGHT)).isTrue();
    }

    @Test
    void theCheckSaysWhatIsHidden() throws Exception {
        for (String hidden : new String[] {"standing.hidden", "failures.hidden"}) {
            try (var alone = new TestSlapd(
                            Files.createTempDirectory("hidden-").resolve("one"), TestSlapd.person(hidden, 1, RIGHT));
                    var its = alone.directory()) {
                assertThat(its.missing())
                        .anyMatch(it -> it.contains(
                                hidden.startsWith("s")
                                        ? "may not read pwdAccountLockedTime of people"
                                        : "may not read pwdFailureTime of people"));
            }
        }
    }

    /// An overlay that is added is seen without a restart of Regain's.
    @Test
    void whatItSaysOfItselfIsReadByEachNewConnection() throws Exception {
        var read = new AtomicInteger();
        var service = new SimpleBindRequest(TestSlapd.SERVICE, TestSlapd.SERVICE_PASSWORD);
        try (var server = new LdapServer(
                slapd.ldaps(), Authorities.of(slapd.settings().ca()).sockets(), service, root -> {
                    read.incrementAndGet();
                    return new Dialects(Clock.systemUTC()).dialect(root);
                })) {
            var first = server.ask(Conversation::dialect);
            assertThat(server.ask(Conversation::dialect)).isSameAs(first);
            slapd.kill();
            slapd.start();
            // Whoever is asked anything first finds out that the connection is gone.
            var second = server.ask(with -> {
                with.connection().getRootDSE();
                return with.dialect();
            });
            assertThat(second).isNotSameAs(first);
            assertThat(read).hasValue(2);
        }
    }

    private EntryId named(String uid, String... more) throws Exception {
        int number = ++people;
        try (var root = slapd.root()) {
            add(root, number, uid, more);
        }
        return TestSlapd.id(number);
    }
}
