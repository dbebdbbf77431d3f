package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.RDN;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// Who is who in a real 389 Directory Server, and who is let in no more.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389PeopleTest extends Ds389Scene {

    private static final String INACTIVE = """
        dn: cn=inactive,%1$s
        objectClass: ldapSubEntry
        objectClass: nsRoleDefinition
        objectClass: nsSimpleRoleDefinition
        objectClass: nsManagedRoleDefinition
        cn: inactive

        dn: cn=templates,%1$s
        objectClass: nsContainer
        cn: templates

        dn: cn="cn=inactive,%1$s",cn=templates,%1$s
        objectClass: extensibleObject
        objectClass: cosTemplate
        objectClass: ldapSubEntry
        cosPriority: 1
        nsAccountLock: true

        dn: cn=inactivation,%1$s
        objectClass: ldapSubEntry
        objectClass: cosSuperDefinition
        objectClass: cosClassicDefinition
        cn: inactivation
        cosTemplateDn: cn=templates,%1$s
        cosSpecifier: nsRole
        cosAttribute: nsAccountLock operational

        """.formatted(TestDs389.SUFFIX);

    @Test
    void whoIsRenamedAndMovedIsWhoTheyWereAndNobodyElseIs() throws Exception {
        var ana = add();
        var name = "p" + people;
        EntryId other;
        try (var root = server.root()) {
            root.add("dn: ou=moved," + TestDs389.BASE, "objectClass: organizationalUnit", "ou: moved");
            root.modifyDN("uid=%s,%s".formatted(name, TestDs389.BASE), "uid=ana.p", true, "ou=moved," + TestDs389.BASE);
            other = add(root, name, RIGHT);
        }
        assertThat(reset(other, "the other's own")).isInstanceOf(Written.Done.class);
        assertThat(directory.find(ana).orElseThrow().userName()).isEqualTo("ana.p");
        assertThat(directory.find(other).orElseThrow().userName()).isEqualTo(name);
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(check(ana, "the other's own")).as("of who has her name now").isEqualTo(new Checked.Wrong());
        try (var root = server.root()) {
            root.modifyDN("uid=ana.p,ou=moved," + TestDs389.BASE, "uid=ana.p", true, TestDs389.SUFFIX);
        }
        assertThat(directory.find(ana)).as("out of the base").isEmpty();
    }

    /// The server looks through fifty entries for other accounts. Its own tools make people of `nsPerson`.
    @Test
    void everybodyIsListed() throws Exception {
        var added = new ArrayList<EntryId>();
        for (int i = 0; i < 60; i++) {
            added.add(add());
        }
        try (var root = server.root()) {
            root.add(
                    "dn: uid=made,%s".formatted(TestDs389.BASE),
                    "objectClass: nsPerson",
                    "objectClass: nsAccount",
                    "objectClass: posixAccount",
                    "uid: made",
                    "cn: made",
                    "displayName: made",
                    "uidNumber: 1000",
                    "gidNumber: 1000",
                    "homeDirectory: /home/made");
        }
        var names = new HashSet<String>();
        var ids = new ArrayList<EntryId>();
        directory.people(entry -> {
            names.add(entry.userName());
            ids.add(entry.id());
        });
        assertThat(ids).doesNotHaveDuplicates().containsAll(added);
        assertThat(names).contains("made");
    }

    /// keycloak/keycloak PR 3637: a comma was enough.
    @Test
    void whoeverIsCalledStrangelyIsFoundAndWrittenAsThemselves() throws Exception {
        for (String name :
                List.of("o'hara, \"ana\" + li; <x>=\\ #", ")(uid=*", "*", "(&(a=b)(|(!", "uid=p1,ou=people")) {
            EntryId id;
            try (var root = server.root()) {
                var dn = new DN(new RDN("cn", name), new DN(TestDs389.BASE)).toString();
                root.add(
                        dn,
                        new Attribute("objectClass", "inetOrgPerson"),
                        new Attribute("uid", name),
                        new Attribute("cn", name),
                        new Attribute("sn", name),
                        new Attribute("userPassword", RIGHT),
                        new Attribute("passwordExpirationTime", "19700101000001Z"));
                id = new EntryId(String.valueOf(root.getEntry(dn, "nsUniqueId").getAttributeValue("nsUniqueId")));
            }
            assertThat(directory.find(id).orElseThrow().userName()).isEqualTo(name);
            assertThat(check(id, RIGHT)).as(name).isEqualTo(new Checked.Right());
            assertThat(reset(id, "a new pass phrase")).as(name).isInstanceOf(Written.Done.class);
            assertThat(check(id, "a new pass phrase")).as(name).isEqualTo(new Checked.Right());
            assertThat(change(id, "a new pass phrase", "a newer pass phrase")).isInstanceOf(Written.Done.class);
        }
    }

    /// A role is another way to make somebody inactive, and the way of its console.
    @Test
    void whoIsInactiveByARoleIsDisabled() throws Exception {
        try (var root = server.root()) {
            TestDs389.change(root, INACTIVE);
        }
        var one = add("nsRoleDN: cn=inactive," + TestDs389.SUFFIX);
        await("the role").until(() -> directory.find(one).orElseThrow().disabled());
        assertThat(check(one, RIGHT)).isEqualTo(new Checked.Disabled());
        assertThat(directory.unlock(one)).isEqualTo(Unlocked.NOT_PERMITTED);
        assertThat(bindsAs(one, RIGHT)).isFalse();
    }
}
