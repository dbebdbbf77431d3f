package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// What each state of somebody in a real OpenLDAP is here.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class OpenLdapTest extends OpenLdapScene {

    @Test
    void theRightPasswordIsRightAndAnotherIsWrong() throws Exception {
        var ana = add();
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, "another")).isEqualTo(new Checked.Wrong());
        assertThat(check(TestSlapd.id(999), RIGHT)).isEqualTo(new Checked.Disabled());
    }

    /// ldaptoolbox/self-service-password #216: people were told of a wrong password.
    @Test
    void whoHasToChooseAnotherOneHasTypedTheRightOne() throws Exception {
        var mustChange = add("pwdReset: TRUE");
        var tooOld = add(STRICT, "pwdChangedTime: " + ago(Duration.ofDays(11)));
        for (var somebody : List.of(mustChange, tooOld)) {
            assertThat(check(somebody, RIGHT)).isEqualTo(new Checked.Expired());
            assertThat(check(somebody, "another")).isEqualTo(new Checked.Wrong());
        }
    }

    @Test
    void whomAnAdministratorLockedIsDisabledAndNobodyUnlocksThem() throws Exception {
        var locked = add("pwdAccountLockedTime: 000001010000Z");
        var over = add("pwdEndTime: " + ago(Duration.ofDays(1)));
        var withSeconds = add("pwdAccountLockedTime: 00000101000000Z");
        var whereLocksEnd = add(
                "pwdPolicySubentry: cn=minute,ou=policies," + TestSlapd.SUFFIX,
                "pwdAccountLockedTime: 00000101000000Z");
        for (var somebody : List.of(locked, over, withSeconds, whereLocksEnd)) {
            assertThat(slapd.bindsAs(somebody, RIGHT)).as("at the desk").isFalse();
            assertThat(check(somebody, RIGHT)).isEqualTo(new Checked.Disabled());
            assertThat(directory.find(somebody).orElseThrow().disabled()).isTrue();
            assertThat(directory.unlock(somebody)).isEqualTo(Unlocked.NOT_PERMITTED);
            assertThat(reset(somebody, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        }
        assertThat(read(locked, "pwdAccountLockedTime")).isEqualTo("000001010000Z");
        assertThat(read(withSeconds, "pwdAccountLockedTime")).isEqualTo("00000101000000Z");
    }

    /// The server is set up by the words of `docs/directories.md`, before a rule that lets everybody read.
    @Test
    void whatAnOperatorPastesTakesNothingFromAnybodyButThePasswords() throws Exception {
        var ana = add();
        var li = add();
        assertThat(slapd.readsAs(ana, RIGHT, li, "mail")).isNotNull();
        assertThat(slapd.readsAs(ana, RIGHT, li, "userPassword")).isNull();
        assertThat(slapd.readsAs(ana, RIGHT, ana, "userPassword")).isNull();
    }

    /// Anybody can try passwords for it, and then nobody could sign in.
    @Test
    void guessesForTheServiceAccountDoNotLockIt() throws Exception {
        for (int i = 0; i < 12; i++) {
            slapd.bindsAs(TestSlapd.SERVICE, "guess " + i);
        }
        assertThat(slapd.bindsAs(TestSlapd.SERVICE, TestSlapd.SERVICE_PASSWORD)).isTrue();
    }

    /// Whoever guesses here does not lock anybody out of their desktop: the directory locks at five.
    @Test
    void guessesHereNeverLockSomebodyThere() throws Exception {
        var ana = add();
        var answers = new ArrayList<Checked>();
        for (int i = 0; i < 9; i++) {
            answers.add(check(ana, "guess " + i));
        }
        assertThat(answers.subList(0, 3)).containsOnly(new Checked.Wrong());
        assertThat(answers.subList(3, 9)).containsOnly(new Checked.Locked());
        assertThat(check(ana, RIGHT)).as("tried no more").isEqualTo(new Checked.Locked());
        assertThat(read(ana, "pwdAccountLockedTime")).isNull();
        assertThat(slapd.bindsAs(ana, "a mistyped one", RIGHT))
                .as("on the desktop")
                .isTrue();
    }

    @Test
    void manyGuessesAtOnceDontEither() throws Exception {
        var ana = add();
        var answers = Collections.synchronizedList(new ArrayList<Checked>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < 20; i++) {
                threads.execute(() -> answers.add(check(ana, "a guess")));
            }
        }
        assertThat(answers).hasSize(20);
        assertThat(answers.stream().filter(new Checked.Wrong()::equals)).hasSize(3);
        assertThat(read(ana, "pwdAccountLockedTime")).isNull();
    }

    /// RFC 4513 § 5.1.2: it would succeed as nobody.
    @Test
    void anEmptyPasswordIsNeverSent() throws Exception {
        var ana = add();
        assertThat(check(ana, "")).isEqualTo(new Checked.Wrong());
        assertThat(reset(ana, "")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(change(ana, "", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(ana, RIGHT, "")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(read(ana, "pwdFailureTime")).isNull();
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// ldaptoolbox/self-service-password #122, #785, #786: to unlock took a reset.
    @Test
    void unlockingKeepsThePassword() throws Exception {
        var li = add();
        for (int i = 0; i < 6; i++) {
            assertThat(slapd.bindsAs(li, "guess " + i)).isFalse();
        }
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(read(li, "pwdAccountLockedTime")).isNotNull();
        assertThat(directory.unlock(li)).isEqualTo(Unlocked.DONE);
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// Regain's own lock stands before the directory's: what it counts has to go as well.
    @Test
    void unlockingClearsTheCountOfWhomTheDirectoryHasNotLocked() throws Exception {
        var li = add();
        for (int i = 0; i < 3; i++) {
            check(li, "guess " + i);
        }
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(directory.unlock(li)).isEqualTo(Unlocked.DONE);
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// pwm-project/pwm #386: "unlock failed" for who was not locked.
    @Test
    void whoIsNotLockedIsUnlockedAlready() throws Exception {
        var ana = add();
        assertThat(directory.unlock(ana)).isEqualTo(Unlocked.DONE);
        assertThat(directory.unlock(TestSlapd.id(999))).isEqualTo(Unlocked.NOT_PERMITTED);
    }

    /// ldaptoolbox/self-service-password #569: a reset that left people locked.
    @Test
    void aResetUnlocksToo() throws Exception {
        var li = add();
        for (int i = 0; i < 6; i++) {
            slapd.bindsAs(li, "guess " + i);
        }
        var before = Instant.now().minusSeconds(2);
        assertThat(((Written.Done) reset(li, "a new pass phrase")).at()).isAfter(before);
        assertThat(check(li, "a new pass phrase")).isEqualTo(new Checked.Right());
        assertThat(read(li, "userPassword")).as("hashed by the server").startsWith("{SSHA}");
        assertThat(directory.find(li).orElseThrow().changedAt()).isAfter(before);
    }

    /// ldaptoolbox/self-service-password #56, #200, #927: a reset that ignored the history. And this policy has `pwdMustChange`, by
    /// which a password that an administrator wrote would have to be changed at once.
    @Test
    void aResetIsHeldToTheRulesAndIsWhole() throws Exception {
        var ana = add();
        assertThat(reset(ana, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
        assertThat(reset(ana, "a new pass phrase")).isEqualTo(new Written.Refused(Rule.HISTORY));
        assertThat(reset(ana, RIGHT)).isEqualTo(new Written.Refused(Rule.HISTORY));
        assertThat(reset(ana, "short")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
    }

    /// pwm-project/pwm #427: a missing right was shown as a bad password.
    @Test
    void aMissingRightIsNoBadPassword() throws Exception {
        try (var root = slapd.root()) {
            add(root, 900, "boss");
        }
        assertThat(reset(TestSlapd.id(900), "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        assertThat(check(TestSlapd.id(900), RIGHT)).isEqualTo(new Checked.Right());
        assertThat(reset(TestSlapd.id(999), "a new pass phrase")).isEqualTo(new Written.NotPermitted());
    }

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
        assertThat(read(ana, "pwdAccountLockedTime")).isNull();
    }

    /// MicrosoftDocs/azure-docs #48980 is its like in Active Directory.
    @Test
    void aPasswordThatIsTooNewIsNotChanged() throws Exception {
        var ana = add(STRICT, "pwdChangedTime: " + ago(Duration.ofDays(1)));
        assertThat(change(ana, RIGHT, "a new pass phrase")).isEqualTo(new Written.Refused(Rule.AGE));
        var bo = add(STRICT, "pwdChangedTime: " + ago(Duration.ofDays(3)));
        assertThat(change(bo, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
    }

    @Test
    void whoHasToChangeChangesWithTheOldOne() throws Exception {
        var mia = add("pwdReset: TRUE");
        assertThat(change(mia, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(mia, "a new pass phrase")).isEqualTo(new Checked.Right());
        var eva = add(STRICT, "pwdChangedTime: " + ago(Duration.ofDays(11)));
        assertThat(change(eva, "not the old", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(eva, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(eva, "a new pass phrase")).isEqualTo(new Checked.Right());
    }

    @Test
    void thePolicyIsThePersonsOwn() throws Exception {
        assertThat(directory.policy(add())).contains(new Policy(8, 3, true, Duration.ZERO, true, false));
        assertThat(directory.policy(add(STRICT))).contains(new Policy(12, 5, true, Duration.ofDays(2), true, false));
    }

    /// As a Mac's keyboard makes them, and as whoever set it on the desktop did.
    @Test
    void otherBlanksAndLettersAreWhatADesktopSends() throws Exception {
        var ana = add();
        assertThat(reset(ana, "\u00e1rbol\u00a0alto ni\u00f1o")).isInstanceOf(Written.Done.class);
        assertThat(slapd.bindsAs(ana, "\u00e1rbol\u00a0alto ni\u00f1o")).isTrue();
        assertThat(check(ana, "a\u0301rbol\u00a0alto nin\u0303o")).isEqualTo(new Checked.Right());
    }
}
