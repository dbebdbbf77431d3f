package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Sight;
import org.regain.support.Needs;

/// How somebody in each state stands in a real OpenLDAP, as it is shown: never otherwise than a sign-in goes.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
class OpenLdapViewTest extends OpenLdapScene {

    private static final String BRIEF = "cn=brief,ou=policies," + TestSlapd.SUFFIX;

    @Test
    void whoMaySignInHasNothingInTheirWay() throws Exception {
        var ana = add();
        assertThat(seen(ana))
                .isEqualTo(new Sight.Found(
                        false,
                        false,
                        Demand.NONE,
                        false,
                        directory.find(ana).orElseThrow().changedAt(),
                        List.of(),
                        List.of()));
        assertThat(check(ana, RIGHT)).isEqualTo(new Checked.Right());
        assertThat(Sights.of(directory.view(), TestSlapd.id(999))).isEqualTo(new Sight.Nobody());
        assertThat(Sights.of(directory.view(), new EntryId("no-uuid"))).isEqualTo(new Sight.Nobody());
    }

    @Test
    void aLockIsSaidSinceWhenAndUntilWhenAsFarAsThePolicySays() throws Exception {
        var before = Instant.now().minusSeconds(2);
        var li = add();
        lock(li);
        assertThat(seen(li).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.since()).isBetween(before, Instant.now().plusSeconds(2));
            assertThat(lock.until()).as("until somebody clears it").isNull();
            assertThat(lock.server()).as("the only one").isNull();
        });
        brief();
        var bo = add("pwdPolicySubentry: " + BRIEF);
        lock(bo);
        assertThat(seen(bo).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.since()).isAfter(before);
            assertThat(Duration.between(lock.since(), lock.until())).isEqualTo(Duration.ofMinutes(15));
        });
        assertThat(seen(bo).locked()).isTrue();
        directory.unlock(li);
        assertThat(seen(li).locks()).isEmpty();
    }

    @Test
    void aLockThatIsOverIsNone() throws Exception {
        brief();
        var bo = add("pwdPolicySubentry: " + BRIEF, "pwdAccountLockedTime: " + ago(Duration.ofMinutes(16)));
        assertThat(seen(bo).locked()).isFalse();
        assertThat(check(bo, RIGHT)).isEqualTo(new Checked.Right());
    }

    /// The directory locks at five, and the last two are left for their desk.
    @Test
    void whomRegainAloneTriesNoMoreIsSaidToBe() throws Exception {
        var li = add();
        slapd.bindsAs(li, "guess 1", "guess 2");
        assertThat(seen(li).spared()).isFalse();
        slapd.bindsAs(li, "guess 3");
        assertThat(seen(li).spared()).isTrue();
        assertThat(seen(li).locks()).isEmpty();
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
    }

    @Test
    void whatTheDirectoryAsksForIsWhatASignInIsAnswered() throws Exception {
        var mia = add("pwdReset: TRUE");
        assertThat(seen(mia).demand()).isEqualTo(Demand.MUST_CHANGE);
        assertThat(check(mia, RIGHT)).isEqualTo(new Checked.Expired());
        var eva = add(STRICT, "pwdChangedTime: " + ago(Duration.ofDays(11)));
        assertThat(seen(eva).demand()).isEqualTo(Demand.EXPIRED);
        assertThat(check(eva, RIGHT)).isEqualTo(new Checked.Expired());
        // Its policy has no `pwdMustChange`.
        var ida = add(STRICT, "pwdReset: TRUE", "pwdChangedTime: " + ago(Duration.ofDays(9)));
        assertThat(seen(ida).demand()).isEqualTo(Demand.NONE);
        assertThat(check(ida, RIGHT)).isEqualTo(new Checked.Right());
    }

    @Test
    void whomAnAdministratorStoppedIsDisabledAndNotLocked() throws Exception {
        var locked = add("pwdAccountLockedTime: 000001010000Z");
        var over = add("pwdEndTime: " + ago(Duration.ofDays(1)));
        for (var somebody : List.of(locked, over)) {
            assertThat(seen(somebody).disabled()).isTrue();
            assertThat(seen(somebody).locks()).isEmpty();
        }
    }

    /// Neither the count nor anything else of theirs is another afterwards.
    @Test
    void lookingChangesNothing() throws Exception {
        var li = add();
        lock(li);
        var before = everything(li);
        seen(li);
        assertThat(everything(li)).isEqualTo(before);
    }

    private String everything(EntryId id) throws Exception {
        try (var root = slapd.root()) {
            return root.searchForEntry(
                            TestSlapd.BASE,
                            SearchScope.SUB,
                            Filter.createEqualityFilter("entryUUID", id.text()),
                            "*",
                            "+")
                    .toLDIFString();
        }
    }

    private void brief() throws Exception {
        try (var root = slapd.root()) {
            if (root.getEntry(BRIEF) == null) {
                root.add(
                        "dn: " + BRIEF,
                        "objectClass: person",
                        "objectClass: pwdPolicy",
                        "cn: brief",
                        "sn: brief",
                        "pwdAttribute: userPassword",
                        "pwdLockout: TRUE",
                        "pwdMaxFailure: 5",
                        "pwdLockoutDuration: 900");
            }
        }
    }

    private void lock(EntryId id) throws Exception {
        for (int i = 0; i < 6; i++) {
            slapd.bindsAs(id, "guess " + i);
        }
    }

    private Sight.Found seen(EntryId id) {
        return Sights.found(directory.view(), id);
    }
}
