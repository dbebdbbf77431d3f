package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// Which rules hold for whom in a real domain, by whose right; and who somebody is there who is called otherwise.
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
class ActiveDirectoryRulesTest extends ActiveDirectoryScene {

    private static final String SETTINGS = "CN=Password Settings Container,CN=System," + TestSamba.DOMAIN;

    @Test
    void whoHasSettingsOfTheirOwnIsToldThoseOrNone() throws Exception {
        var bo = add();
        assertThat(directory.policy(bo)).contains(new Policy(7, 5, false, Duration.ofDays(1), false, true));
        var ana = add();
        settings(ana);
        assertThat(directory.policy(ana)).as("it may not read them").isEmpty();
        samba.permit(SETTINGS, "(A;CI;GR;;;%1$s)");
        assertThat(directory.policy(ana)).contains(new Policy(12, 2, false, Duration.ZERO, false, false));
        assertThat(directory.policy(bo)).contains(new Policy(7, 5, false, Duration.ofDays(1), false, true));
        assertThat(reset(ana, "Sh0rt for 12")).isInstanceOf(Written.Done.class);
        assertThat(reset(ana, "Sh0rt of 12")).isEqualTo(new Written.Refused(Rule.LENGTH));
    }

    /// The service account has none outside of the base.
    @Test
    void whoChangesTheirOwnDoesItByTheOldOneAndNoRightOfTheServiceAccounts() throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, "CN=Users," + TestSamba.DOMAIN, RIGHT);
        var ana = samba.id(admin, "p" + people);
        settings(ana);
        try (var wider = open(TestSamba.DOMAIN)) {
            assertThat(wider.reset(ana, password(NEW))).isEqualTo(new Written.NotPermitted());
            assertThat(((Written.Done) wider.change(ana, password(RIGHT), password(NEW))).at())
                    .isEqualTo(wider.find(ana).orElseThrow().changedAt());
            assertThat(desktop(ana, NEW)).isTrue();
            assertThat(wider.change(ana, password(NEW), password(RIGHT)))
                    .as("the history holds")
                    .isInstanceOf(Written.Refused.class);
        }
    }

    @Test
    void whoIsRenamedAndMovedIsWhoTheyWereAndNobodyElseIs() throws Exception {
        var ana = add();
        var name = "p" + people;
        admin.add("dn: OU=Moved," + TestSamba.BASE, "objectClass: organizationalUnit", "ou: Moved");
        admin.modifyDN("CN=%s,%s".formatted(name, TestSamba.BASE), "CN=Ana P.", true, "OU=Moved," + TestSamba.BASE);
        modify(ana, "sAMAccountName", "ana.p");
        modify(ana, "mail", "ana.p@contoso.example");
        TestSamba.add(admin, name, TestSamba.BASE, NEW);
        var other = samba.id(admin, name);
        var found = directory.find(ana).orElseThrow();
        assertThat(found.userName()).isEqualTo("ana.p");
        assertThat(found.mails()).containsExactly("ana.p@contoso.example");
        assertThat(directory.find(other).orElseThrow().userName()).isEqualTo(name);
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, NEW)).as("of who has her name now").isEqualTo(new Checked.Wrong());
        assertThat(reset(ana, "Another phrase 3")).isInstanceOf(Written.Done.class);
        assertThat(desktop(ana, "Another phrase 3")).isTrue();
        assertThat(desktop(other, NEW)).isTrue();
        var listed = new ArrayList<Entry>();
        directory.people(listed::add);
        assertThat(listed).extracting(Entry::id).doesNotHaveDuplicates().containsAll(List.of(ana, other));
        admin.modifyDN("CN=Ana P.,OU=Moved," + TestSamba.BASE, "CN=Ana P.", true, "CN=Users," + TestSamba.DOMAIN);
        assertThat(directory.find(ana)).as("out of the base").isEmpty();
    }

    private void settings(EntryId id) throws LDAPException, com.unboundid.ldif.LDIFException {
        admin.modify(
                "dn: CN=short," + SETTINGS,
                "changetype: modify",
                "add: msDS-PSOAppliesTo",
                "msDS-PSOAppliesTo: " + admin.getEntry(dn(id), "1.1").getDN());
    }
}
