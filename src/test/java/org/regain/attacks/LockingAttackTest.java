package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// Attacks that keep the owner out by guessing, and that fill a mailbox.
class LockingAttackTest extends Attack {

    @Test
    void cve_2026_9798_aLockHoldsAtEveryDoorAndRecoveryStaysOpen() throws Exception {
        lock(VICTIM);
        for (var name : List.of(VICTIM, "VICTORIA@contoso.example", "victoria", "Victoria", " victoria ")) {
            assertThat(somebody().signIn(name, VICTIMS_PASSWORD).heading())
                    .as(name)
                    .isNotEqualTo("Your account");
        }
        var basic = somebody().browser.header("Authorization", "Basic dmljdG9yaWE6c2V2ZW4=");
        assertThat(basic.get("/").path()).isEqualTo("/sign-in");
        assertThat(count("select count(*) from spring_session")).isZero();
        var owner = somebody();
        assertThat(owner.prove(VICTIM, "KNOWN", VICTIM).heading()).isEqualTo("Enter your existing password");
    }

    @Test
    void cve_2024_55008_wrongPasswordsKeepTheOwnerOutOfNothing() throws Exception {
        var known = somebody();
        known.signIn(VICTIM, VICTIMS_PASSWORD);
        lock(VICTIM);
        var again = somebody();
        again.browser.cookies().put("__Host-device", known.browser.cookies().get("__Host-device"));
        assertThat(again.signIn(VICTIM, VICTIMS_PASSWORD).heading()).isEqualTo("Your account");
        clock.advance(Duration.ofMinutes(61));
        assertThat(somebody().signIn(VICTIM, VICTIMS_PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void cve_2024_55008_strangersWrongCodesNeverCloseTheWayBySavedCode() {
        var code = people.saveCodes(victim).getFirst().text();
        for (var hour = 0; hour < 12; hour++) {
            for (var flow = 0; flow < 2; flow++) {
                var stranger = somebody();
                stranger.beginRecovery(VICTIM, "FORGOTTEN");
                stranger.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
                for (var i = 0; i < 5; i++) {
                    stranger.browser.submit(
                            "/recover/verify/code", "code", "%025d0".formatted(hour * 10 + flow * 5 + i));
                }
            }
            clock.advance(Duration.ofMinutes(61));
        }
        var owner = somebody();
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        owner.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        assertThat(owner.browser.submit("/recover/verify/code", "code", code).heading())
                .isEqualTo("Choose a new password");
    }

    @Test
    void email_bombing_aMailboxGetsItsShareAndItsOwnerStillGetsACode() throws Exception {
        // email-bombing
        var owner = somebody();
        owner.signIn(VICTIM, VICTIMS_PASSWORD);
        var replies = new HashSet<String>();
        for (var i = 0; i < 40; i++) {
            fromManyAddresses();
            var stranger = somebody();
            // Another spelling each time: the limit that speaks follows the name, the silent one the mailbox.
            stranger.beginRecovery(i % 2 == 0 ? VICTIM : "victoria", "FORGOTTEN");
            replies.add(stranger.askForCode().heading());
        }
        assertThat(replies).hasSizeLessThanOrEqualTo(2);
        assertThat(count("select count(*) from outbox where state in ('SENT', 'QUEUED')"))
                .isLessThanOrEqualTo(40);
        everythingIsSent();
        assertThat(mail.to(VICTIM)).hasSizeLessThanOrEqualTo(2);
        var me = somebody();
        me.browser.cookies().put("__Host-device", owner.browser.cookies().get("__Host-device"));
        me.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(me.codeMailedTo(VICTIM, me::askForCode)).hasSize(8);
    }

    private void lock(String name) {
        Claimant stranger = somebody();
        for (var i = 0; i < 12; i++) {
            stranger.signIn(name, "a wrong password, number " + i);
        }
        assertThat(somebody().signIn(name, VICTIMS_PASSWORD).status()).isEqualTo(429);
    }
}
