package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.RowDiff;

/// What an administrator does about somebody's access, and what that person meets afterwards.
class StandingTest extends ConsoleScene {

    /// What somebody gets in with; no administrator changes a row of these.
    private static final List<String> CREDENTIALS = List.of(
            "password",
            "contact",
            "authenticator",
            "totp",
            "passkey",
            "saved_code",
            "proof",
            "method_guard",
            "sign_in_guard");

    @Test
    void whoIsSuspendedIsSignedOutAndStaysOutUntilItIsLifted() throws Exception {
        var who = somebody();
        who.signIn(ANA, PASSWORD);
        var admin = omar();
        var before = RowDiff.of(database, CREDENTIALS);
        var page = changes(admin, ana, "SUSPENDED");
        assertThat(page.path()).isEqualTo(path(ana));
        assertThat(page.body()).contains("The account is suspended");
        assertThat(before.since(database)).isEmpty();
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
        // Before the next mail, which says that the right password opened nothing.
        assertThat(Claimant.textOf(mail.await(ANA, 1))).contains("suspended your account");
        assertThat(who.signIn(ANA, PASSWORD).refusal()).contains("suspended");

        assertThat(changes(admin, ana, "SUSPENSION_LIFTED").body()).contains("The suspension is lifted");
        assertThat(who.signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void aRecoveryLiftsNoSuspension() throws Exception {
        changes(omar(), ana, "SUSPENDED");
        var who = somebody();
        who.prove(ANA, "FORGOTTEN", ANA);
        who.choosePassword("an entirely different phrase");
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(text("select max(version)::text from password where account_id = ?", ana.value()))
                .isEqualTo("1");
    }

    @Test
    void whoIsAskedForANewPasswordProvesWhoTheyAreAndChoosesIt() throws Exception {
        var who = somebody();
        who.signIn(ANA, PASSWORD);
        var admin = omar();
        var before = RowDiff.of(database, CREDENTIALS);
        changes(admin, ana, "NEW_PASSWORD_REQUIRED");
        assertThat(before.since(database)).isEmpty();
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(who.signIn(ANA, PASSWORD).refusal()).contains("your organisation asked for a new one");
        assertThat(who.prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
        who.choosePassword("an entirely different phrase");
        assertThat(who.signIn(ANA, "an entirely different phrase").heading()).isEqualTo("Your account");
    }

    @Test
    void endingSessionsEndsThemAndNothingElse() {
        var who = somebody();
        who.signIn(ANA, PASSWORD);
        var admin = omar();
        var before = RowDiff.of(database, CREDENTIALS);
        changes(admin, ana, "SESSIONS_ENDED");
        assertThat(before.since(database)).isEmpty();
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(who.signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void whatIsDeletedIsFoundByNobodyAndComesBackAsItWas() throws Exception {
        var admin = omar();
        var before = RowDiff.of(database, CREDENTIALS);
        changes(admin, ana, "ACCOUNT_DELETED");
        var who = somebody();
        assertThat(who.signIn(ANA, PASSWORD).refusal()).contains("don't go together");
        assertThat(before.since(database)).allMatch(row -> row.contains("sign_in_guard"));
        changes(admin, ana, "ACCOUNT_RESTORED");
        assertThat(somebody().signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void aDeletedAccountThatWasSuspendedComesBackSuspended() {
        var admin = omar();
        changes(admin, ana, "SUSPENDED");
        changes(admin, ana, "ACCOUNT_DELETED");
        assertThat(state(ana)).isEqualTo("DELETED");
        changes(admin, ana, "ACCOUNT_RESTORED");
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        changes(admin, ana, "SUSPENSION_LIFTED");
        assertThat(state(ana)).isEqualTo("ACTIVE");
    }

    @Test
    void anUnclaimedAccountIsUnclaimedAgainAfterASuspension() {
        var diego = people.unclaimed("diego@contoso.example");
        var admin = omar();
        changes(admin, diego, "SUSPENDED");
        changes(admin, diego, "SUSPENSION_LIFTED");
        assertThat(state(diego)).isEqualTo("UNCLAIMED");
    }

    @Test
    void nobodyActsOnThemselvesNorAUserAdministratorOnAnAdministrator() {
        var global = marta();
        var user = omar();
        for (var change : Standing.values()) {
            var before = RowDiff.of(database, List.of("account", "account_name", "audit_event"));
            assertThat(changes(global, marta, change.name()).refusal()).isNotEmpty();
            assertThat(changes(user, marta, change.name()).refusal()).isNotEmpty();
            assertThat(changes(user, omar, change.name()).refusal()).isNotEmpty();
            assertThat(before.since(database)).isEmpty();
        }
    }

    @Test
    void givingBackAndDeletingTakeAProofOfTenMinutesAtMost() {
        var admin = omar();
        clock.advance(Duration.ofMinutes(11));
        assertThat(changes(admin, ana, "ACCOUNT_DELETED").heading()).isEqualTo("Confirm it's you");
        assertThat(state(ana)).isEqualTo("ACTIVE");
        changes(admin, ana, "SUSPENDED");
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(changes(admin, ana, "SUSPENSION_LIFTED").heading()).isEqualTo("Confirm it's you");
        assertThat(state(ana)).isEqualTo("SUSPENDED");
    }

    @Test
    void whatWasDoneIsInTheAuditWithWhoDidIt() {
        changes(omar(), ana, "SUSPENDED");
        assertThat(count(
                        "select count(*) from audit_event where kind = 'SUSPENDED' and account_id = ? and actor_id = ?"
                                + " and organisation_id is not null",
                        ana.value(),
                        omar.value()))
                .isEqualTo(1);
        assertThat(marta().browser.get("/admin/audit?by=omar").body()).contains("Suspended by the organisation");
    }
}
