package org.regain.directory;

import static org.assertj.core.api.Assertions.assertThat;

import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.directory.Directory.Checked;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Sight;
import org.regain.support.Needs;

/// How somebody in each state stands in a real 389 Directory Server, as it is shown: never otherwise than a sign-in goes.
@Needs(
        value = {TestDs389.PROGRAM, TestDs389.CERTIFICATES, TestAuthority.PROGRAM},
        by = TestDs389.PACKAGE)
class Ds389ViewTest extends Ds389Scene {

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
        assertThat(Sights.of(directory.view(), NOBODY)).isEqualTo(new Sight.Nobody());
    }

    @Test
    void aLockIsSaidUntilWhenAndSinceWhenIsNot() throws Exception {
        var li = add();
        mistypedTooOften(li);
        assertThat(seen(li).locks()).singleElement().satisfies(lock -> {
            assertThat(lock.since()).isNull();
            assertThat(lock.until()).as("until somebody clears it").isNull();
        });
        set(li, "accountUnlockTime", "20991231235959Z");
        assertThat(seen(li).locks())
                .singleElement()
                .satisfies(lock -> assertThat(lock.until()).isEqualTo(Instant.parse("2099-12-31T23:59:59Z")));
        directory.unlock(li);
        assertThat(seen(li).locked()).isFalse();
    }

    @Test
    void aLockThatIsOverIsNone() throws Exception {
        var li = add();
        mistypedTooOften(li);
        set(li, "accountUnlockTime", ago(Duration.ofMinutes(1)));
        assertThat(seen(li).locks()).isEmpty();
    }

    @Test
    void whatTheDirectoryAsksForIsWhatASignInIsAnswered() throws Exception {
        var mia = add(MUST_CHANGE);
        assertThat(seen(mia).demand()).isEqualTo(Demand.MUST_CHANGE);
        assertThat(check(mia, RIGHT)).isEqualTo(new Checked.Expired());
        var eva = add(STRICT, "passwordExpirationTime: " + ago(Duration.ofDays(1)));
        assertThat(seen(eva).demand()).isEqualTo(Demand.EXPIRED);
        assertThat(check(eva, RIGHT)).isEqualTo(new Checked.Expired());
        // Passwords do not grow old by the policy that holds for her.
        var ida = add("passwordExpirationTime: " + ago(Duration.ofDays(1)));
        assertThat(seen(ida).demand()).isEqualTo(Demand.NONE);
        assertThat(check(ida, RIGHT)).isEqualTo(new Checked.Right());
    }

    @Test
    void whomAnAdministratorStoppedIsDisabledAndNotLocked() throws Exception {
        var one = add("nsAccountLock: true");
        assertThat(seen(one).disabled()).isTrue();
        assertThat(seen(one).locks()).isEmpty();
    }

    private void set(EntryId id, String attribute, String value) throws Exception {
        try (var root = server.root()) {
            root.modify(dn(root, id), new Modification(ModificationType.REPLACE, attribute, value));
        }
    }

    private Sight.Found seen(EntryId id) {
        return Sights.found(directory.view(), id);
    }
}
