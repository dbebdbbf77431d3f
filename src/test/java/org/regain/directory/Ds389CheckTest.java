package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.RootDSE;
import java.time.Clock;
import java.util.function.Consumer;
import org.assertj.core.api.ListAssert;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.support.Needs;

/// What `directory check` says of a 389 Directory Server. It can be asked for the rights of the account, that to write passwords among them.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389CheckTest extends Ds389Scene {

    @Test
    void whereAllIsWellNothingIsMissing() throws Exception {
        add();
        assertThat(directory.missing()).isEmpty();
        try (var startTls = server.directory(server.startTls())) {
            assertThat(startTls.missing()).isEmpty();
        }
    }

    @Test
    void whereTimesAreNotTrackedItIsSaidAndAWriteHasNone() throws Exception {
        var ana = add();
        server.policy("passwordTrackUpdateTime", "off");
        assertThat(directory.missing()).singleElement().asString().contains("passwordTrackUpdateTime is not on");
        assertThat(reset(ana, "a new pass phrase")).isInstanceOf(Directory.Written.Done.class);
        assertThat(check(ana, "a new pass phrase")).isEqualTo(new Checked.Right());
        server.policy("passwordTrackUpdateTime", "on");
        assertThat(directory.missing()).isEmpty();
    }

    /// It would be past the rules, and whoever gets a password from it would have to change it again.
    @Test
    void anAccountThatNoRuleHoldsForIsSaid() throws Exception {
        add();
        server.policy("passwordAdminDN", TestDs389.SERVICE);
        assertThat(directory.missing()).singleElement().asString().contains("one of passwordAdminDN");
        try (var root = server.root()) {
            root.add(
                    "dn: cn=admins," + TestDs389.BASE,
                    "objectClass: groupOfNames",
                    "cn: admins",
                    "member: " + TestDs389.SERVICE,
                    "aci: (targetattr=\"member || objectClass\")(version 3.0; acl \"all\"; allow (read, search) userdn=\"ldap:///all\";)");
        }
        server.policy("passwordAdminDN", "cn=admins," + TestDs389.BASE);
        assertThat(directory.missing()).singleElement().asString().contains("one of passwordAdminDN");
        server.policy("passwordAdminDN", "");
        assertThat(directory.missing()).isEmpty();
    }

    @Test
    void eachRightThatIsMissingIsSaid() throws Exception {
        add();
        var inactive = add("nsAccountLock: true");
        try (var root = server.root()) {
            var rules = root.getEntry(TestDs389.BASE, "aci").getAttributeValues("aci");
            root.modify(TestDs389.BASE, new Modification(ModificationType.DELETE, "aci", rules[0]));
            says(said -> said.singleElement().asString().contains("may not write userPassword"));
            root.modify(TestDs389.BASE, new Modification(ModificationType.DELETE, "aci", rules[1]));
            says(said -> said.hasSize(3)
                    .anyMatch(it -> it.contains("may not write accountUnlockTime"))
                    .anyMatch(it -> it.contains("may not write passwordRetryCount")));
            root.modify(TestDs389.BASE, new Modification(ModificationType.REPLACE, "aci", rules));
            says(said -> said.isEmpty());
            root.modify(TestDs389.BASE, new Modification(ModificationType.ADD, "aci", """
                        (targetattr="passwordRetryCount || nsAccountLock")(version 3.0; acl "hidden"; deny (read)
                         userdn="ldap:///all";)"""));
            says(said -> said.anyMatch(it -> it.contains("may not read passwordRetryCount"))
                    .anyMatch(it -> it.contains("may not read nsAccountLock")));
            assertThat(check(inactive, RIGHT)).as("the server says so itself").isEqualTo(new Checked.Disabled());
            root.modify(TestDs389.BASE, new Modification(ModificationType.REPLACE, "aci", rules));
        }
        says(said -> said.isEmpty());
    }

    /// Then nobody knows after how many wrong passwords somebody is locked there: one is tried.
    @Test
    void aPolicyThatCannotBeReadIsSaidAndOneIsTried() throws Exception {
        var ana = add();
        try (var root = server.root()) {
            var rules = root.getEntry("cn=config", "aci").getAttributeValues("aci");
            root.modify("cn=config", new Modification(ModificationType.DELETE, "aci"));
            says(said -> said.singleElement().asString().contains("Which policy holds"));
            assertThat(directory.policy(ana)).isEmpty();
            assertThat(check(ana, "a guess")).isEqualTo(new Checked.Wrong());
            assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Locked());
            root.modify("cn=config", new Modification(ModificationType.ADD, "aci", rules));
        }
        says(said -> said.isEmpty());
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// A rule of access holds a moment after the server has answered.
    private void says(Consumer<ListAssert<String>> what) {
        await("the rule").untilAsserted(() -> what.accept(assertThat(directory.missing())));
    }

    /// It has a 389 Directory Server beneath it, and says so.
    @Test
    void freeIpaIsRefused() {
        var said = new RootDSE(new com.unboundid.ldap.sdk.Entry(
                "",
                new com.unboundid.ldap.sdk.Attribute("vendorName", "389 Project"),
                new com.unboundid.ldap.sdk.Attribute("ipaTopologyPluginVersion", "1.0")));
        assertThatExceptionOfType(LDAPException.class)
                .isThrownBy(() -> new Dialects(Clock.systemUTC()).dialect(said))
                .withMessageContaining("FreeIPA");
    }
}
