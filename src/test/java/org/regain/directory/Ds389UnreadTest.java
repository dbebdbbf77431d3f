package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// What a real 389 Directory Server hides from the service account is unknown, and never as if it were not there.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389UnreadTest extends Ds389Scene {

    @Test
    void whoMayBePutOutIsGivenNothing() throws Exception {
        var out = add("nsAccountLock: true");
        var ana = add();
        assertThat(directory.find(ana).orElseThrow().access()).isEqualTo(Entry.Access.GIVEN);
        hidden("nsAccountLock", () -> {
            assertThat(directory.find(out).orElseThrow().access()).isEqualTo(Entry.Access.UNKNOWN);
            assertThat(directory.find(ana).orElseThrow().access()).isEqualTo(Entry.Access.UNKNOWN);
            assertThat(reset(out, "a new pass phrase")).isEqualTo(new Written.NotPermitted());
            assertThat(directory.unlock(out)).isEqualTo(Unlocked.NOT_PERMITTED);
            assertThat(check(out, RIGHT)).as("the server says so itself").isEqualTo(new Checked.Disabled());
            assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        });
    }

    @Test
    void nobodyIsTriedWhoseWrongPasswordsCannotBeCounted() throws Exception {
        var ana = add();
        hidden("passwordRetryCount", () -> {
            assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Locked());
            assertThat(directory.unlock(ana)).isEqualTo(Unlocked.DONE);
        });
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
    }

    private void hidden(String attribute, Runnable meanwhile) throws Exception {
        try (var root = server.root()) {
            var rules = root.getEntry(TestDs389.BASE, "aci").getAttributeValues("aci");
            root.modify(TestDs389.BASE, new Modification(ModificationType.ADD, "aci", """
                        (targetattr="%s")(version 3.0; acl "hidden"; deny (read, search, compare)
                         userdn="ldap:///all";)""".formatted(attribute)));
            try {
                await("the rule, which holds a moment after the answer").until(() -> isHidden(attribute));
                meanwhile.run();
            } finally {
                root.modify(TestDs389.BASE, new Modification(ModificationType.REPLACE, "aci", rules));
            }
            await("the rules as they were").until(() -> !isHidden(attribute));
        }
    }

    /// Neither who has it is found, nor who has it not.
    private boolean isHidden(String attribute) throws LDAPException {
        try (var account = server.as(TestDs389.SERVICE, TestDs389.SERVICE_PASSWORD)) {
            var filter = "(|(%1$s=*)(!(%1$s=*)))".formatted(attribute);
            return account.search(TestDs389.BASE, SearchScope.SUB, "(&(uid=*)" + filter + ")", "1.1")
                            .getEntryCount()
                    == 0;
        }
    }
}
