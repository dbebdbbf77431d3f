package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// By whose right somebody changes their password in a real OpenLDAP, and who somebody is there who is called otherwise.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class OpenLdapRulesTest extends OpenLdapScene {

    /// Somebody whose password the service account may not write (`TestSlapd`).
    @Test
    void whoChangesTheirOwnDoesItAsThemselves() throws Exception {
        try (var root = slapd.root()) {
            add(root, 900, "boss");
        }
        var boss = TestSlapd.id(900);
        assertThat(reset(boss, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
        assertThat(((Written.Done) change(boss, RIGHT, "a new pass phrase")).at())
                .isEqualTo(directory.find(boss).orElseThrow().changedAt());
        assertThat(check(boss, "a new pass phrase")).isEqualTo(new Checked.Right());
        var young = add(STRICT, "pwdChangedTime: " + ago(Duration.ofHours(1)));
        assertThat(change(young, RIGHT, "a new pass phrase")).isEqualTo(new Written.Refused(Directory.Rule.AGE));
        assertThat(reset(young, "a new pass phrase"))
                .as("and for whom Regain writes")
                .isEqualTo(new Written.Refused(Directory.Rule.AGE));
    }

    /// They have no order (RFC 4511 § 4.1.7): whoever adds a second one writes them down in any.
    @Test
    void whoHasSeveralNamesKeepsTheOneThatTheEntryIsCalledBy() throws Exception {
        var ana = add();
        var name = "p" + people;
        for (var names : List.of(List.of(name, "alias." + name), List.of("alias." + name, name))) {
            try (var root = slapd.root()) {
                root.modify(
                        "uid=%s,%s".formatted(name, TestSlapd.BASE),
                        new Modification(ModificationType.REPLACE, "uid", names.toArray(String[]::new)));
            }
            assertThat(directory.find(ana).orElseThrow().userName()).isEqualTo(name);
        }
    }

    @Test
    void whoIsRenamedAndMovedIsWhoTheyWereAndNobodyElseIs() throws Exception {
        var ana = add();
        var name = "p" + people;
        try (var root = slapd.root()) {
            root.add("dn: ou=moved," + TestSlapd.BASE, "objectClass: organizationalUnit", "ou: moved");
            root.modifyDN("uid=%s,%s".formatted(name, TestSlapd.BASE), "uid=ana.p", true, "ou=moved," + TestSlapd.BASE);
            root.modify(
                    "uid=ana.p,ou=moved," + TestSlapd.BASE,
                    new Modification(ModificationType.REPLACE, "mail", "ana.p@contoso.example"));
            add(root, ++people, name);
        }
        var other = TestSlapd.id(people);
        assertThat(reset(other, "the other's own")).isInstanceOf(Written.Done.class);
        var found = directory.find(ana).orElseThrow();
        assertThat(found.userName()).isEqualTo("ana.p");
        assertThat(found.mails()).containsExactly("ana.p@contoso.example");
        assertThat(directory.find(other).orElseThrow().userName()).isEqualTo(name);
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, "the other's own")).as("of who has her name now").isEqualTo(new Checked.Wrong());
        assertThat(change(ana, RIGHT, "a new pass phrase")).isInstanceOf(Written.Done.class);
        assertThat(check(other, "the other's own")).isEqualTo(new Checked.Right());
        var listed = new ArrayList<Entry>();
        directory.people(listed::add);
        assertThat(listed).extracting(Entry::id).doesNotHaveDuplicates().containsAll(List.of(ana, other));
        try (var root = slapd.root()) {
            root.modifyDN("uid=ana.p,ou=moved," + TestSlapd.BASE, "uid=ana.p", true, TestSlapd.SUFFIX);
        }
        assertThat(directory.find(ana)).as("out of the base").isEmpty();
    }
}
