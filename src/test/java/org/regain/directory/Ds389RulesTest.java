package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;
import org.regain.support.Ports;

/// By whose right and which rules a password is changed in a real 389 Directory Server, and what is between Regain and it.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389RulesTest extends Ds389Scene {

    @Test
    void whoChangesTheirOwnIsHeldToTheRulesAndToTheOldOne() throws Exception {
        var ana = add();
        assertThat(change(ana, "not the old", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(ana, RIGHT, "short")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(change(ana, RIGHT, RIGHT)).isEqualTo(new Written.Refused(Rule.HISTORY));
        assertThat(change(ana, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
        for (int i = 0; i < 9; i++) {
            assertThat(change(ana, "guess " + i, "another pass phrase")).isEqualTo(new Written.WrongOld());
        }
        assertThat(read(ana, "accountUnlockTime")).isNull();
    }

    /// Somebody whose password the service account may not write.
    @Test
    void whoChangesTheirOwnDoesItAsThemselves() throws Exception {
        EntryId boss;
        try (var root = server.root()) {
            boss = add(root, "boss", RIGHT, """
                    aci: (targetattr="userPassword")(version 3.0; acl "not by it"; deny (write) userdn="ldap:///%s";)""".formatted(TestDs389.SERVICE));
        }
        assertThat(reset(boss, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        assertThat(check(boss, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(((Written.Done) change(boss, RIGHT, "a new pass phrase")).at())
                .isEqualTo(directory.find(boss).orElseThrow().changedAt());
        assertThat(check(boss, "a new pass phrase")).isEqualTo(new Checked.Right());
        assertThat(reset(NOBODY, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
    }

    @Test
    void aPasswordThatIsTooNewIsNotChanged() throws Exception {
        var young = add(STRICT);
        assertThat(change(young, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(change(young, "a new pass phrase", "another pass phrase")).isEqualTo(new Written.Refused(Rule.AGE));
        assertThat(reset(young, "another pass phrase"))
                .as("and for whom Regain writes")
                .isEqualTo(new Written.Refused(Rule.AGE));
        assertThat(check(young, "a new pass phrase")).isEqualTo(new Checked.Right());
    }

    @Test
    void whoHasToChangeChangesWithTheOldOne() throws Exception {
        var mia = add(MUST_CHANGE);
        assertThat(change(mia, "not the old", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(mia, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(mia, "a new pass phrase")).isEqualTo(new Checked.Right());
        var eva = add(STRICT, "passwordExpirationTime: " + ago(Duration.ofDays(1)));
        assertThat(change(eva, "not the old", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(eva, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(eva, "a new pass phrase")).isEqualTo(new Checked.Right());
    }

    /// The present one comes on top of the history; and what a policy does not say is not taken from the server's.
    @Test
    void thePolicyIsThePersonsOwn() throws Exception {
        assertThat(directory.policy(add())).contains(new Policy(8, 4, true, Duration.ZERO, true, false));
        var strict = add(STRICT);
        assertThat(directory.policy(strict)).contains(new Policy(12, 6, true, Duration.ofDays(2), true, true));
        assertThat(reset(strict, "eleven long")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(reset(strict, "onlysmallletters")).isEqualTo(new Written.Refused(Rule.QUALITY));
        var brief = add("pwdPolicySubentry: cn=short,ou=people," + TestDs389.SUFFIX);
        assertThat(directory.policy(brief)).contains(new Policy(0, 0, true, Duration.ZERO, true, false));
        assertThat(reset(brief, "short")).isInstanceOf(Written.Done.class);
        assertThat(reset(brief, "short")).isInstanceOf(Written.Done.class);
    }

    @Test
    void anAnswerThatDoesNotArriveIsNoNo() throws Exception {
        var ana = add();
        try (var proxy = new CuttingProxy(server.tlsPort());
                var cut = server.directory(proxy.ldaps())) {
            cut.find(ana);
            // They are looked up, then what holds for them is; the third is the writing.
            proxy.cutAnswerTo(3);
            assertThat(cut.reset(ana, password("a new pass phrase"))).isEqualTo(new Written.Unknown());
        }
        await("the writing").until(() -> check(ana, "a new pass phrase").equals(new Checked.Right()));
        await("the time of it")
                .until(() -> Instant.now()
                        .minusSeconds(3600)
                        .isBefore(directory.find(ana).orElseThrow().changedAt()));
    }

    @Test
    void bothWaysOfTlsAreTakenAndALockIsClearedOnEachServer() throws Exception {
        var ana = add();
        try (var directory = server.directory(server.startTls(), server.ldaps())) {
            assertThat(directory.check(ana, password(RIGHT))).isEqualTo(new Checked.Right());
            mistypedTooOften(ana);
            assertThat(directory.unlock(ana)).isEqualTo(Unlocked.DONE);
            assertThat(directory.check(ana, password(RIGHT))).isEqualTo(new Checked.Right());
        }
        try (var directory = server.directory(server.ldaps(), URI.create("ldaps://localhost:" + Ports.free()))) {
            assertThat(directory.unlock(ana)).as("of the other nobody knows").isEqualTo(Unlocked.UNKNOWN);
        }
    }
}
