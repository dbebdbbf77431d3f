package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import java.nio.file.Path;
import java.time.Clock;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Written;
import org.regain.secret.Password;
import org.regain.settings.RegainSettings;
import org.regain.trace.Trace;

/// A domain, and people in it.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
abstract class ActiveDirectoryScene {

    static final String RIGHT = "Correct horse 1";
    static final String NEW = "A new pass phrase 2";

    TestSamba samba;
    LdapDirectory directory;
    LDAPConnection admin;
    int people;

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

    LdapDirectory open(String base) {
        var settings = samba.settings();
        return DirectoryConfiguration.open(
                new RegainSettings.Directory(
                        settings.urls(), settings.ca(), settings.user(), settings.password(), base),
                Clock.systemUTC(),
                Trace.NOTHING);
    }

    EntryId add(String... more) throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, TestSamba.BASE, RIGHT, more);
        return samba.id(admin, "p" + people);
    }

    EntryId lockedOut() throws Exception {
        var li = add();
        for (int i = 0; i < 6; i++) {
            assertThat(desktop(li, "guess " + i)).isFalse();
        }
        assertThat(desktop(li, RIGHT)).as("locked").isFalse();
        return li;
    }

    boolean desktop(EntryId id, String password) throws Exception {
        return signsIn(admin.getEntry(dn(id), "1.1").getDN(), password);
    }

    boolean signsIn(String dn, String password) throws Exception {
        try (var _ = samba.as(dn, password)) {
            return true;
        } catch (LDAPException refused) {
            return false;
        }
    }

    String dn(EntryId id) throws LDAPException {
        return "<GUID=" + id.text() + ">";
    }

    void join(EntryId id, String group) throws Exception {
        admin.modify(
                "dn: " + group,
                "changetype: modify",
                "add: member",
                "member: " + admin.getEntry(dn(id), "1.1").getDN());
    }

    void modify(EntryId id, String attribute, String value) throws Exception {
        admin.modify(
                "dn: " + admin.getEntry(dn(id), "1.1").getDN(),
                "changetype: modify",
                "replace: " + attribute,
                attribute + ": " + value);
    }

    String read(EntryId id, String attribute) throws Exception {
        return admin.getEntry(dn(id), attribute).getAttributeValue(attribute);
    }

    Checked check(EntryId id, String password) {
        return directory.check(id, password(password));
    }

    Written reset(EntryId id, String password) {
        return directory.reset(id, password(password));
    }

    Written change(EntryId id, String old, String password) {
        return directory.change(id, password(old), password(password));
    }

    static Password password(String text) {
        return Password.of(text).orElseThrow();
    }
}
