package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.support.Needs;

/// What the service account may not read of somebody in a real domain is unknown, and never as if it were not there.
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
class ActiveDirectoryUnreadTest extends ActiveDirectoryScene {

    private static final String CONTROL = "bf967a68-0de6-11d0-a285-00aa003049e2";
    private static final String EXPIRES = "bf967915-0de6-11d0-a285-00aa003049e2";
    private static final String COMPUTED = "2cc4b836-b63f-4940-8d23-ea7acf06af56";
    private static final String USERS = "bf967aba-0de6-11d0-a285-00aa003049e2";
    private static final String FAILURES = "bf96792e-0de6-11d0-a285-00aa003049e2";

    private String place = TestSamba.BASE;

    @Test
    void whoMayBePutOutIsGivenNothing() throws Exception {
        for (String hidden : new String[] {CONTROL, EXPIRES}) {
            try (var there = hidden(hidden)) {
                var out = somebody();
                modify(out, "userAccountControl", "514");
                boolean known = there.find(out).orElseThrow().disabled();
                assertThat(known).isEqualTo(hidden.equals(EXPIRES));
                assertThat(there.find(out).orElseThrow().isLetIn()).isFalse();
                assertThat(there.reset(out, password(NEW))).isEqualTo(new Written.NotPermitted());
                assertThat(there.unlock(out)).isEqualTo(Unlocked.NOT_PERMITTED);
                assertThat(there.check(out, password(RIGHT)))
                        .as("the server says it")
                        .isEqualTo(new Checked.Disabled());
                var back = somebody();
                assertThat(there.find(back).orElseThrow().access()).isEqualTo(Entry.Access.UNKNOWN);
                assertThat(there.missing())
                        .anyMatch(it -> it.contains("so whether the directory lets them in cannot be told"))
                        .anyMatch(it -> it.contains("Whether the directory lets them in cannot be read of"));
            }
        }
    }

    @Test
    void nobodyIsTriedWhoseWrongPasswordsCannotBeCounted() throws Exception {
        for (String hidden : new String[] {FAILURES, COMPUTED}) {
            try (var there = hidden(hidden)) {
                var ana = somebody();
                for (int i = 0; i < 6; i++) {
                    assertThat(there.check(ana, password("guess " + i))).isEqualTo(new Checked.Locked());
                }
                assertThat(desktop(ana, RIGHT)).isTrue();
                assertThat(there.missing()).anyMatch(it -> it.contains("how near they are to a lock"));
                for (int i = 0; i < 6; i++) {
                    desktop(ana, "guess " + i);
                }
                assertThat(desktop(ana, RIGHT)).isFalse();
                assertThat(there.unlock(ana)).isEqualTo(Unlocked.DONE);
                assertThat(desktop(ana, RIGHT)).isTrue();
            }
        }
    }

    /// The same servers with a base of their own, where the service account may not read an attribute of people.
    private LdapDirectory hidden(String attribute) throws Exception {
        place = "OU=o" + people + "," + TestSamba.BASE;
        admin.add("dn: " + place, "objectClass: organizationalUnit", "ou: o" + people);
        samba.permit(place, "(OD;CIIO;RP;" + attribute + ";" + USERS + ";%1$s)");
        return open(place);
    }

    private EntryId somebody() throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, place, RIGHT);
        return samba.id(admin, "p" + people);
    }
}
