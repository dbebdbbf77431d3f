package org.regain.change;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.signin.ConfirmFor;
import org.regain.signin.SignInScene;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// Only wrong answers count, wherever passwords are counted; and what a session must still show to change one.
class PasswordChangeCountTest extends SignInScene {

    @Test
    void c03_aRightPasswordBesideARefusedNewOneIsNoWrongAnswer() {
        ana.signIn(ANA, RIGHT);
        for (var i = 0; i < 11; i++) {
            assertThat(change(ana, RIGHT, "short")
                            .html()
                            .select(".refusal, [role=alert]")
                            .text())
                    .doesNotContain("too many");
        }
        assertThat(change(ana, RIGHT, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void c03_changesThatWereDoneAreNoWrongAnswersEither() {
        var current = RIGHT;
        for (var i = 0; i < 9; i++) {
            ana.signIn(ANA, current);
            change(ana, current, "short");
            var next = NEW + " the number " + i;
            assertThat(change(ana, current, next).heading()).as("change %d", i).isEqualTo("Your account");
            current = next;
        }
        ana.signIn(ANA, current);
        for (var i = 0; i < 9; i++) {
            assertThat(change(ana, "not the current one", NEW).refusal()).contains("That isn't your current password");
        }
        assertThat(change(ana, current, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void c03_aRightPasswordOfASuspendedAccountLocksNothing() {
        people.run(sql -> sql.sql("update account set state = 'SUSPENDED'").update());
        for (var i = 0; i < 11; i++) {
            ana.signIn(ANA, RIGHT);
        }
        assertThat(count("select coalesce(max(failures), 0) from sign_in_guard"))
                .isZero();
        people.run(sql -> sql.sql("update account set state = 'ACTIVE'").update());
        assertThat(ana.signIn(ANA, RIGHT).heading()).isEqualTo("Your account");
    }

    /// Somebody has learned the password and signed in by it; then Ana adds a second factor against them.
    @Test
    void a4_whoGaveThePasswordAloneChangesItNoMoreBesideASecondFactor() {
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        thief.browser.get("/account/password");
        people.addTotp(account);
        assertThat(thief.browser
                        .submit("/account/password", "currentPassword", RIGHT, "newPassword", NEW, "confirmation", NEW)
                        .heading())
                .isEqualTo("Confirm it's you");
        assertThat(thief.browser.get("/account/password").heading()).isEqualTo("Confirm it's you");
        assertThat(versions()).isEqualTo(1);
        assertThat(thief.browser.submit("/account/confirm", "password", RIGHT).path())
                .isEqualTo("/sign-in/verify");
    }

    @Test
    void a4_norDoTheyShutOutWhoShowsIt() {
        var thief = somebody();
        thief.signIn(ANA, RIGHT);
        ana.signIn(ANA, RIGHT);
        thief.browser.get("/");
        people.addTotp(account);
        assertThat(thief.browser.submit("/sessions/end-others").heading()).isEqualTo("Confirm it's you");
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
    }

    @Test
    void asvs_7_5_1_anOldSignInAsksForAnotherProofAndLeadsBack() {
        ana.signIn(ANA, RIGHT);
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(ana.browser.get("/account/password").heading()).isEqualTo("Confirm it's you");
        ana.browser.get(ConfirmFor.PASSWORD.ask());
        assertThat(ana.browser.submit("/account/confirm", "password", RIGHT).path())
                .isEqualTo("/account/password");
        assertThat(change(ana, RIGHT, NEW).heading()).isEqualTo("Your account");
        assertThat(versions()).isEqualTo(2);
    }

    private static Page change(Claimant who, String current, String wanted) {
        who.browser.get("/account/password");
        return who.browser.submit(
                "/account/password", "currentPassword", current, "newPassword", wanted, "confirmation", wanted);
    }

    private int versions() {
        return count("select max(version) from password where account_id = ?", account.value());
    }
}
