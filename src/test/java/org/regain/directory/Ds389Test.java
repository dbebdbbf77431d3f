package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// What each state of somebody in a real 389 Directory Server is here: the sentences of `OpenLdapTest`, and some of its own.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389Test extends Ds389Scene {

    @Test
    void theRightPasswordIsRightAndAnotherIsWrong() throws Exception {
        var ana = add();
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, "another")).isEqualTo(new Checked.Wrong());
        assertThat(check(NOBODY, RIGHT)).isEqualTo(new Checked.Disabled());
    }

    @Test
    void whoHasToChooseAnotherOneHasTypedTheRightOne() throws Exception {
        var mustChange = add(MUST_CHANGE);
        var tooOld = add(STRICT, "passwordExpirationTime: " + ago(Duration.ofDays(1)));
        for (var somebody : List.of(mustChange, tooOld)) {
            assertThat(check(somebody, RIGHT)).isEqualTo(new Checked.Expired());
            assertThat(check(somebody, "another")).isEqualTo(new Checked.Wrong());
        }
        try (var root = server.root()) {
            root.modify(
                    "cn=strict,ou=people," + TestDs389.SUFFIX,
                    new Modification(ModificationType.REPLACE, "passwordGraceLimit", "3"));
            assertThat(check(tooOld, RIGHT)).as("let in for the last few times").isEqualTo(new Checked.Expired());
            root.modify(
                    "cn=strict,ou=people," + TestDs389.SUFFIX,
                    new Modification(ModificationType.REPLACE, "passwordGraceLimit"));
        }
    }

    @Test
    void whomAnAdministratorMadeInactiveIsDisabledAndNobodyUnlocksThem() throws Exception {
        var one = add("nsAccountLock: true");
        assertThat(check(one, RIGHT)).isEqualTo(new Checked.Disabled());
        assertThat(directory.find(one).orElseThrow().disabled()).isTrue();
        assertThat(directory.unlock(one)).isEqualTo(Unlocked.NOT_PERMITTED);
        assertThat(reset(one, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        assertThat(read(one, "nsAccountLock")).isEqualTo("true");
    }

    /// Anybody can try passwords for it, and then nobody could sign in.
    @Test
    void guessesForTheServiceAccountDoNotLockIt() {
        for (int i = 0; i < 12; i++) {
            server.bindsAs(TestDs389.SERVICE, "guess " + i);
        }
        assertThat(server.bindsAs(TestDs389.SERVICE, TestDs389.SERVICE_PASSWORD))
                .isTrue();
    }

    /// The directory locks at five.
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
        assertThat(read(ana, "accountUnlockTime")).isNull();
        assertThat(bindsAs(ana, "a mistyped one", RIGHT)).as("on the desktop").isTrue();
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
        assertThat(read(ana, "accountUnlockTime")).isNull();
    }

    @Test
    void anEmptyPasswordIsNeverSent() throws Exception {
        var ana = add();
        assertThat(check(ana, "")).isEqualTo(new Checked.Wrong());
        assertThat(reset(ana, "")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(change(ana, "", "a new pass phrase")).isEqualTo(new Written.WrongOld());
        assertThat(change(ana, RIGHT, "")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(read(ana, "passwordRetryCount")).isNull();
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
    }

    @Test
    void unlockingKeepsThePassword() throws Exception {
        var li = add();
        mistypedTooOften(li);
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(directory.unlock(li)).isEqualTo(Unlocked.DONE);
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(bindsAs(li, RIGHT)).isTrue();
    }

    /// A lock for some time, and one that is over; and a count that is.
    @Test
    void aLockEndsWithItsTime() throws Exception {
        var li = add("accountUnlockTime: " + ago(Duration.ofHours(-1)), "passwordRetryCount: 5");
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(bindsAs(li, RIGHT)).isFalse();
        var bo = add(
                "accountUnlockTime: " + ago(Duration.ofHours(1)),
                "passwordRetryCount: 5",
                "retryCountResetTime: " + ago(Duration.ofHours(1)));
        assertThat(check(bo, RIGHT)).isEqualTo(new Checked.Right());
        var eva = add("passwordRetryCount: 4", "retryCountResetTime: " + ago(Duration.ofHours(-1)));
        assertThat(check(eva, RIGHT)).as("it still counts").isEqualTo(new Checked.Locked());
    }

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

    @Test
    void whoIsNotLockedIsUnlockedAlready() throws Exception {
        assertThat(directory.unlock(add())).isEqualTo(Unlocked.DONE);
        assertThat(directory.unlock(NOBODY)).isEqualTo(Unlocked.NOT_PERMITTED);
    }

    @Test
    void aResetUnlocksToo() throws Exception {
        var li = add();
        mistypedTooOften(li);
        var before = Instant.now().minusSeconds(2);
        assertThat(((Written.Done) reset(li, "a new pass phrase")).at())
                .isAfter(before)
                .isEqualTo(directory.find(li).orElseThrow().changedAt());
        assertThat(check(li, "a new pass phrase")).isEqualTo(new Checked.Right());
        assertThat(bindsAs(li, "a new pass phrase")).isTrue();
        assertThat(read(li, "userPassword")).as("hashed by the server").startsWith("{PBKDF2");
    }

    /// This policy has `passwordMustChange`, by which a password that an administrator wrote would have to be changed at once.
    @Test
    void aResetIsHeldToTheRulesAndIsWhole() throws Exception {
        var ana = add();
        assertThat(reset(ana, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
        assertThat(reset(ana, "a new pass phrase")).isEqualTo(new Written.Refused(Rule.HISTORY));
        assertThat(reset(ana, RIGHT)).isEqualTo(new Written.Refused(Rule.HISTORY));
        assertThat(reset(ana, "short")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(reset(ana, "{SSHA}a hash of somebody's")).isEqualTo(new Written.Refused(Rule.QUALITY));
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
    }

    /// The server answers before it has noted that nothing has to be changed any more, and when: who does not wait for that is told of the
    /// one before. With many at once it takes longer.
    @Test
    void onceItIsWrittenTheServerKnowsIt() throws Exception {
        var many = new ArrayList<EntryId>();
        for (int i = 0; i < 24; i++) {
            many.add(add(MUST_CHANGE));
        }
        var after = Instant.now().minusSeconds(3600);
        var said = Collections.synchronizedList(new ArrayList<Object>());
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (var one : many) {
                threads.execute(() -> {
                    var at = ((Written.Done) reset(one, "a new pass phrase")).at();
                    said.add(at != null && at.isAfter(after));
                    said.add(check(one, "a new pass phrase"));
                });
            }
        }
        assertThat(said).hasSize(48).containsOnly(true, new Checked.Right());
    }

    @Test
    void otherBlanksAndLettersAreWhatADesktopSends() throws Exception {
        var ana = add();
        assertThat(reset(ana, "\u00e1rbol\u00a0alto ni\u00f1o")).isInstanceOf(Written.Done.class);
        assertThat(bindsAs(ana, "\u00e1rbol\u00a0alto ni\u00f1o")).isTrue();
        assertThat(check(ana, "a\u0301rbol\u00a0alto nin\u0303o")).isEqualTo(new Checked.Right());
    }
}
