package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// What each state of somebody in a real domain is here.
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
class ActiveDirectoryTest extends ActiveDirectoryScene {

    @Test
    void theRightPasswordIsRightAndAnotherIsWrong() throws Exception {
        var ana = add();
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, "another")).isEqualTo(new Checked.Wrong());
        assertThat(check(new EntryId("5b4a3c2d-0000-4000-8000-000000000001"), RIGHT))
                .isEqualTo(new Checked.Disabled());
        assertThat(check(new EntryId("no-uuid"), RIGHT)).isEqualTo(new Checked.Disabled());
        var entry = directory.find(ana).orElseThrow();
        assertThat(entry.id()).isEqualTo(ana);
        assertThat(entry.userName()).isEqualTo("p" + people);
        assertThat(entry.mails()).containsExactly("p" + people + "@contoso.example");
        assertThat(entry.privileged()).isFalse();
        assertThat(entry.changedAt()).isNotNull();
    }

    /// ldaptoolbox/self-service-password #216: 773 was shown as a wrong password.
    @Test
    void whoHasToChooseAnotherOneHasTypedTheRightOne() throws Exception {
        var mia = add("pwdLastSet: 0");
        assertThat(check(mia, RIGHT)).isEqualTo(new Checked.Expired());
        assertThat(check(mia, "another")).isEqualTo(new Checked.Wrong());
    }

    @Test
    void whoIsDisabledOrOverIsLetInNoMore() throws Exception {
        var disabled = add();
        modify(disabled, "userAccountControl", "514");
        var over = add("accountExpires: 130000000000000000");
        for (var somebody : List.of(disabled, over)) {
            assertThat(check(somebody, RIGHT)).isEqualTo(new Checked.Disabled());
            assertThat(directory.find(somebody).orElseThrow().disabled()).isTrue();
            assertThat(directory.unlock(somebody)).isEqualTo(Unlocked.NOT_PERMITTED);
            assertThat(reset(somebody, NEW)).isEqualTo(new Written.NotPermitted());
        }
    }

    /// Anybody can try passwords for it, and then nobody could sign in.
    @Test
    void guessesForTheServiceAccountDoNotLockIt() throws Exception {
        for (int i = 0; i < 12; i++) {
            assertThat(signsIn(TestSamba.SERVICE, "guess " + i)).isFalse();
        }
        assertThat(signsIn(TestSamba.SERVICE, TestSamba.SERVICE_PASSWORD)).isTrue();
    }

    /// The domain locks at five.
    @Test
    void guessesHereNeverLockSomebodyThere() throws Exception {
        var ana = add();
        var answers = new ArrayList<Checked>();
        for (int i = 0; i < 7; i++) {
            answers.add(check(ana, "guess " + i));
        }
        assertThat(answers.subList(0, 3)).containsOnly(new Checked.Wrong());
        assertThat(answers.subList(3, 7)).containsOnly(new Checked.Locked());
        assertThat(desktop(ana, "a mistyped one")).isFalse();
        assertThat(desktop(ana, RIGHT)).isTrue();
    }

    @Test
    void anEmptyPasswordIsNeverSent() throws Exception {
        var ana = add();
        assertThat(check(ana, "")).isEqualTo(new Checked.Wrong());
        assertThat(reset(ana, "")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(read(ana, "badPwdCount")).isEqualTo("0");
    }

    /// ldaptoolbox/self-service-password #122, #785, #786; MicrosoftDocs/azure-docs #105767: an unlocking that took a reset, or did nothing.
    @Test
    void unlockingKeepsThePassword() throws Exception {
        var li = lockedOut();
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
        assertThat(directory.unlock(li)).isEqualTo(Unlocked.DONE);
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Right());
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

    /// pwm-project/pwm #386.
    @Test
    void whoIsNotLockedIsUnlockedAlready() throws Exception {
        assertThat(directory.unlock(add())).isEqualTo(Unlocked.DONE);
    }

    /// ldaptoolbox/self-service-password #569. A reset alone leaves them locked.
    @Test
    void aResetUnlocksToo() throws Exception {
        var li = lockedOut();
        assertThat(((Written.Done) reset(li, NEW)).at()).isNotNull();
        assertThat(check(li, NEW)).isEqualTo(new Checked.Right());
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Wrong());
    }

    @Test
    void aRefusalSaysWhichRule() throws Exception {
        var ana = add("displayName: Ana Navarro");
        assertThat(reset(ana, "Sh0rt!")).isEqualTo(new Written.Refused(Rule.LENGTH));
        assertThat(reset(ana, "nothing but small letters")).isEqualTo(new Written.Refused(Rule.QUALITY));
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// MicrosoftDocs/azure-docs #48980. What a holder is refused, whoever resets is not: so it says whether the history holds.
    @Test
    void whoChangesTheirOwnIsHeldToTheAge() throws Exception {
        var ana = add();
        assertThat(change(ana, "Not the old 1", NEW)).isEqualTo(new Written.WrongOld());
        assertThat(change(ana, RIGHT, NEW)).isEqualTo(new Written.Refused(Rule.AGE));
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(reset(ana, RIGHT)).isInstanceOf(Written.Done.class);
        assertThat(directory.policy(ana)).contains(new Policy(7, 5, false, Duration.ofDays(1), false, true));
    }

    @Test
    void whoHasToChangeChangesWithTheOldOne() throws Exception {
        var mia = add("pwdLastSet: 0");
        assertThat(change(mia, RIGHT, NEW)).isInstanceOf(Written.Done.class);
        assertThat(check(mia, NEW)).isEqualTo(new Checked.Right());
        assertThat(check(mia, RIGHT)).as("not for an hour either").isEqualTo(new Checked.Wrong());
    }

    /// A right alone would allow it.
    @Test
    void whoRunsTheDomainIsNeverWritten() throws Exception {
        var direct = add();
        join(direct, "CN=Domain Admins,CN=Users," + TestSamba.DOMAIN);
        var deep = add();
        admin.add("dn: CN=deputies,OU=People," + TestSamba.DOMAIN, "objectClass: group", "sAMAccountName: deputies");
        admin.modify(
                "dn: CN=Account Operators,CN=Builtin," + TestSamba.DOMAIN,
                "changetype: modify",
                "add: member",
                "member: CN=deputies,OU=People," + TestSamba.DOMAIN);
        join(deep, "CN=deputies,OU=People," + TestSamba.DOMAIN);
        var marked = add("adminCount: 1");
        var primary = add();
        join(primary, "CN=Domain Admins,CN=Users," + TestSamba.DOMAIN);
        modify(primary, "primaryGroupID", "512");
        var listed = new ArrayList<Entry>();
        directory.people(listed::add);
        for (var somebody : List.of(direct, deep, marked, primary)) {
            assertThat(reset(somebody, NEW)).isEqualTo(new Written.Privileged());
            assertThat(change(somebody, RIGHT, NEW)).isEqualTo(new Written.Privileged());
            assertThat(directory.unlock(somebody)).isEqualTo(Unlocked.NOT_PERMITTED);
            assertThat(directory.find(somebody).orElseThrow().privileged()).isTrue();
            assertThat(listed)
                    .filteredOn(it -> it.id().equals(somebody))
                    .allMatch(Entry::privileged)
                    .hasSize(1);
            assertThat(check(somebody, RIGHT)).isEqualTo(new Checked.Right());
        }
        var other = add();
        assertThat(directory.find(other).orElseThrow().privileged()).isFalse();
    }

    /// pwm-project/pwm #427; MicrosoftDocs/entra-docs #584.
    @Test
    void aMissingRightIsNoBadPassword() throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, "CN=Users," + TestSamba.DOMAIN, RIGHT);
        try (var wider = open(TestSamba.DOMAIN)) {
            var outside = samba.id(admin, "p" + people);
            assertThat(wider.reset(outside, password(NEW))).isEqualTo(new Written.NotPermitted());
            assertThat(wider.check(outside, password(RIGHT))).isEqualTo(new Checked.Right());
            assertThat(wider.find(outside))
                    .as("a search at the root brings referrals")
                    .isPresent();
        }
    }

    @Test
    void whatIsMissingIsSaid() throws Exception {
        add();
        assertThat(directory.missing()).isEmpty();
        admin.add("dn: OU=Bare," + TestSamba.DOMAIN, "objectClass: organizationalUnit", "ou: Bare");
        TestSamba.add(admin, "bare", "OU=Bare," + TestSamba.DOMAIN, RIGHT);
        try (var bare = open("OU=Bare," + TestSamba.DOMAIN)) {
            assertThat(bare.missing()).singleElement().asString().contains("may not write lockoutTime");
        }
    }
}
