package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;
import org.regain.settings.RegainSettings;
import org.regain.support.Needs;

/// What each state of somebody in a real domain is here.
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActiveDirectoryTest {

    private static final String RIGHT = "Correct horse 1";
    private static final String NEW = "A new pass phrase 2";

    private TestSamba samba;
    private LdapDirectory directory;
    private LDAPConnection admin;
    private int people;

    @BeforeAll
    void start(@TempDir Path folder) throws Exception {
        samba = new TestSamba(folder.resolve("dc"));
        samba.prepare();
        directory = samba.directory();
        admin = samba.administrator();
        admin.add(
                "dn: CN=short,CN=Password Settings Container,CN=System," + TestSamba.DOMAIN,
                "objectClass: msDS-PasswordSettings",
                "msDS-PasswordSettingsPrecedence: 10",
                "msDS-PasswordReversibleEncryptionEnabled: FALSE",
                "msDS-PasswordHistoryLength: 2",
                "msDS-PasswordComplexityEnabled: FALSE",
                "msDS-MinimumPasswordLength: 12",
                "msDS-MinimumPasswordAge: 0",
                "msDS-MaximumPasswordAge: -9223372036854775808",
                "msDS-LockoutThreshold: 4",
                "msDS-LockoutObservationWindow: -18000000000",
                "msDS-LockoutDuration: -18000000000");
    }

    @AfterAll
    void stop() throws Exception {
        admin.close();
        directory.close();
        samba.close();
    }

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
        assertThat(directory.policy(ana)).contains(new Policy(7, 5, false, Duration.ofDays(1), true));
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

    private LdapDirectory open(String base) {
        var settings = samba.settings();
        return DirectoryConfiguration.open(
                new RegainSettings.Directory(
                        settings.urls(), settings.ca(), settings.user(), settings.password(), base),
                Clock.systemUTC());
    }

    private EntryId add(String... more) throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, TestSamba.BASE, RIGHT, more);
        return samba.id(admin, "p" + people);
    }

    private EntryId lockedOut() throws Exception {
        var li = add();
        for (int i = 0; i < 6; i++) {
            assertThat(desktop(li, "guess " + i)).isFalse();
        }
        assertThat(desktop(li, RIGHT)).as("locked").isFalse();
        return li;
    }

    private boolean desktop(EntryId id, String password) throws Exception {
        try (var _ = samba.as(admin.getEntry(dn(id), "1.1").getDN(), password)) {
            return true;
        } catch (LDAPException refused) {
            return false;
        }
    }

    private String dn(EntryId id) throws LDAPException {
        return "<GUID=" + id.text() + ">";
    }

    private void join(EntryId id, String group) throws Exception {
        admin.modify(
                "dn: " + group,
                "changetype: modify",
                "add: member",
                "member: " + admin.getEntry(dn(id), "1.1").getDN());
    }

    private void modify(EntryId id, String attribute, String value) throws Exception {
        admin.modify(
                "dn: " + admin.getEntry(dn(id), "1.1").getDN(),
                "changetype: modify",
                "replace: " + attribute,
                attribute + ": " + value);
    }

    private String read(EntryId id, String attribute) throws Exception {
        return admin.getEntry(dn(id), attribute).getAttributeValue(attribute);
    }

    private Checked check(EntryId id, String password) {
        return directory.check(id, password(password));
    }

    private Written reset(EntryId id, String password) {
        return directory.reset(id, password(password));
    }

    private Written change(EntryId id, String old, String password) {
        return directory.change(id, password(old), password(password));
    }

    private static Password password(String text) {
        return Password.of(text).orElseThrow();
    }
}
