package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Attribute;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Sight;
import org.regain.support.Needs;

/// How somebody in each state stands in a real domain, as it is shown: never otherwise than a sign-in goes.
@Needs(
        value = {TestSamba.PROGRAM, TestSamba.SETUP, TestAuthority.PROGRAM},
        by = TestSamba.PACKAGE)
class ActiveDirectoryViewTest extends ActiveDirectoryScene {

    private static final String SETTINGS = "CN=Password Settings Container,CN=System," + TestSamba.DOMAIN;

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
        assertThat(Sights.of(directory.view(), new EntryId("5b4a3c2d-0000-4000-8000-000000000001")))
                .isEqualTo(new Sight.Nobody());
    }

    /// By the domain's duration, or by that of the settings that hold for them, where the account may read those.
    @Test
    void aLockIsSaidSinceWhenAndUntilWhen() throws Exception {
        var before = Instant.now().minusSeconds(2);
        var li = lockedOut();
        assertThat(seen(li).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.since()).isBetween(before, Instant.now().plusSeconds(2));
            assertThat(Duration.between(lock.since(), lock.until())).isEqualTo(Duration.ofMinutes(30));
            assertThat(lock.server()).as("they tell each other").isNull();
        });
        assertThat(seen(li).privileged()).isFalse();
        apply("short", li);
        assertThat(seen(li).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.since()).isAfter(before);
            assertThat(lock.until()).as("it may not read them").isNull();
        });
        samba.permit(SETTINGS, "(A;CI;GR;;;%1$s)");
        assertThat(seen(li).locks())
                .singleElement()
                .satisfies(lock ->
                        assertThat(Duration.between(lock.since(), lock.until())).isEqualTo(Duration.ofMinutes(30)));
        directory.unlock(li);
        assertThat(seen(li).locked()).isFalse();
    }

    @Test
    void whomRegainAloneTriesNoMoreIsSaidToBe() throws Exception {
        var li = add();
        for (int i = 0; i < 3; i++) {
            desktop(li, "guess " + i);
        }
        assertThat(seen(li).spared()).isTrue();
        assertThat(seen(li).locks()).isEmpty();
        assertThat(check(li, RIGHT)).isEqualTo(new Checked.Locked());
    }

    @Test
    void whatTheDirectoryAsksForIsWhatASignInIsAnswered() throws Exception {
        var mia = add("pwdLastSet: 0");
        assertThat(seen(mia).demand()).isEqualTo(Demand.MUST_CHANGE);
        assertThat(seen(mia).changedAt()).as("it does not say").isNull();
        assertThat(check(mia, RIGHT)).isEqualTo(new Checked.Expired());
        modify(mia, "userAccountControl", "66048");
        assertThat(desktop(mia, RIGHT)).as("her password never expires").isTrue();
        assertThat(check(mia, RIGHT)).as("but nobody knows when it was set").isEqualTo(new Checked.Expired());
        assertThat(seen(mia).demand()).isEqualTo(Demand.MUST_CHANGE);
        assertThat(ActiveDirectory.demand(computed("8388608", "134000000000000000")))
                .as("Samba lets no password grow old within a day")
                .isEqualTo(Demand.EXPIRED);
        assertThat(ActiveDirectory.demand(computed("8388608", "0"))).isEqualTo(Demand.MUST_CHANGE);
        assertThat(ActiveDirectory.demand(computed("16", "0"))).isEqualTo(Demand.MUST_CHANGE);
        assertThat(ActiveDirectory.demand(computed("16", "134000000000000000"))).isEqualTo(Demand.NONE);
    }

    @Test
    void whoIsDisabledOrOverIsSaidToBe() throws Exception {
        var disabled = add();
        modify(disabled, "userAccountControl", "514");
        var over = add("accountExpires: 130000000000000000");
        assertThat(seen(disabled).disabled()).isTrue();
        assertThat(seen(over).disabled()).isTrue();
    }

    @Test
    void whoRunsTheDomainIsSaidToWhereSomethingStandsInTheirWay() throws Exception {
        var boss = lockedOut();
        join(boss, "CN=Domain Admins,CN=Users," + TestSamba.DOMAIN);
        assertThat(seen(boss).privileged()).isTrue();
        assertThat(seen(boss).locked()).isTrue();
    }

    private void apply(String settings, EntryId id) throws Exception {
        admin.modify(
                "dn: CN=" + settings + "," + SETTINGS,
                "changetype: modify",
                "add: msDS-PSOAppliesTo",
                "msDS-PSOAppliesTo: " + admin.getEntry(dn(id), "1.1").getDN());
    }

    private static SearchResultEntry computed(String state, String lastSet) {
        return new SearchResultEntry(
                "CN=eva," + TestSamba.BASE,
                List.of(
                        new Attribute("msDS-User-Account-Control-Computed", state),
                        new Attribute("pwdLastSet", lastSet)));
    }

    private Sight.Found seen(EntryId id) {
        return Sights.found(directory.view(), id);
    }
}
