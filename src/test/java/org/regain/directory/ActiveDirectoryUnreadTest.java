package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
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

    private static final String MEMBER_OF = "bf967991-0de6-11d0-a285-00aa003049e2";
    private static final String TOKENS = "b7c69e6d-2cc7-11d2-854e-00a0c983f608";
    private static final String DENIED = "(OD;CIIO;RP;%s;" + USERS + ";%%1$s)";

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

    /// A member of a protected group looks like everybody else, and is found by name only where their groups can be read.
    @Test
    void whoMayRunTheDomainIsGivenNothing() throws Exception {
        try (var there = hidden(TOKENS)) {
            samba.permit(place, DENIED.formatted(MEMBER_OF));
            var li = somebody();
            var root = somebody();
            admin.modify(
                    "dn: CN=Backup Operators,CN=Builtin," + TestSamba.DOMAIN,
                    "changetype: modify",
                    "add: member",
                    "member: CN=p" + people + "," + place);
            for (var one : List.of(li, root)) {
                assertThat(there.find(one).orElseThrow().isLetIn()).isFalse();
                assertThat(there.reset(one, password(NEW))).isEqualTo(new Written.NotPermitted());
                assertThat(there.unlock(one)).isEqualTo(Unlocked.NOT_PERMITTED);
            }
            assertThat(there.check(li, password(RIGHT))).isEqualTo(new Checked.Right());
            assertThat(there.missing()).anyMatch(it -> it.contains("so whether they run the domain cannot be told"));
        }
    }

    /// The same servers with a base of their own, where the service account may not read an attribute of people.
    private LdapDirectory hidden(String attribute) throws Exception {
        place = "OU=o" + people + "," + TestSamba.BASE;
        admin.add("dn: " + place, "objectClass: organizationalUnit", "ou: o" + people);
        samba.permit(place, DENIED.formatted(attribute));
        return open(place);
    }

    private EntryId somebody() throws Exception {
        people++;
        TestSamba.add(admin, "p" + people, place, RIGHT);
        return samba.id(admin, "p" + people);
    }
}
