package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Who gives and takes roles, and what a role that was taken leaves behind.
class ChangingRolesTest extends AdminScene {

    private UUID admin;
    private UUID ana;
    private UUID signIn;

    ChangingRolesTest() throws SQLException {}

    @BeforeEach
    void anAdministratorIsSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        ana = court.account("ACTIVE", "SALES_AGENT");
        signIn = console.signIn(admin, KEY, "PASSWORD", "TOTP");
    }

    @Test
    void whoLosesAConsoleRoleGoesOnProvingTwoThings() {
        court.app(ana);
        changeRoles(ana, "USER_ADMIN");
        court.root("update authenticator set removed_at = regain.now() where account_id = ?", ana);
        assertThat(changeRoles(ana, "SALES_AGENT")).isEqualTo("DONE");
        assertThat(twoAsked(ana)).isTrue();
        court.pass(Duration.ofDays(400));
        assertThat(twoAsked(ana)).isTrue();
    }

    @Test
    void aRoleThatIsKeptWasGivenWhenItWas() {
        court.root("update account_role set granted_at = regain.now() - interval '9 days' where account_id = ?", ana);
        assertThat(changeRoles(ana, "SALES_AGENT", "BILLING_ADMIN")).isEqualTo("DONE");
        assertThat(court.ask(
                        "select granted_at < regain.now() - interval '8 days' from account_role where account_id = ? and role = 'SALES_AGENT'",
                        ana))
                .isTrue();
    }

    @Test
    void anOrganisationKeepsAGlobalAdministrator() {
        assertThat(changeRoles(admin, "SALES_AGENT")).isEqualTo("LAST_ADMIN");
        assertThat(changeRoles(ana, "GLOBAL_ADMIN")).isEqualTo("DONE");
        assertThat(changeRoles(admin, "SALES_AGENT")).isEqualTo("DONE");
        assertThat(change(ana, "SUSPENDED")).isEqualTo("STALE");
    }

    @Test
    void aSuspendedGlobalAdministratorDoesNotCount() {
        changeRoles(ana, "GLOBAL_ADMIN");
        change(ana, "SUSPENDED");
        assertThat(changeRoles(admin)).isEqualTo("LAST_ADMIN");
    }

    @Test
    void onlyAGlobalAdministratorChangesRolesOrActsOnAnAdministrator() {
        var user = court.account("ACTIVE", "USER_ADMIN");
        var by = console.signIn(user, bytes("user"), "PASSWORD", "SAVED");
        var before = court.rows();
        assertThat(console.changeRoles(by, bytes("user"), ana, "GLOBAL_ADMIN")).isEqualTo("NOT_ALLOWED");
        assertThat(console.changeRoles(by, bytes("user"), user, "GLOBAL_ADMIN")).isEqualTo("NOT_ALLOWED");
        assertThat(console.change(by, bytes("user"), admin, "SUSPENDED")).isEqualTo("NOT_ALLOWED");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(console.change(by, bytes("user"), ana, "SUSPENDED")).isEqualTo("DONE");
    }

    @Test
    void whoGetsTheConsoleAndCouldNotGetBackInByTwoProofsIsTold() {
        assertThat(court.ask("select not exists (select from shortfall)")).isTrue();
        assertThat(changeRoles(ana, "USER_ADMIN")).isEqualTo("DONE");
        assertThat(court.ask("select exists (select from shortfall where account_id = ?)", ana))
                .isTrue();
    }

    @Test
    void theOtherGlobalAdministratorsAreToldOfANewOneAlsoWhoIsSuspended() {
        var second = court.account("ACTIVE", "GLOBAL_ADMIN");
        var third = court.account("SUSPENDED", "GLOBAL_ADMIN");
        court.account("ACTIVE", "USER_ADMIN");
        assertThat(changeRoles(ana, "USER_ADMIN")).isEqualTo("DONE");
        assertThat(toldOfANewOne()).isEmpty();
        assertThat(changeRoles(ana, "GLOBAL_ADMIN")).isEqualTo("DONE");
        assertThat(toldOfANewOne()).containsExactlyInAnyOrder(second, third);
    }

    private List<UUID> toldOfANewOne() {
        return court.root
                .sql("select account_id from announcement where kind = 'GLOBAL_ADMIN_ADDED'")
                .query(UUID.class)
                .list();
    }

    @Test
    void theSameRolesAreNoChange() {
        var before = court.rows();
        assertThat(changeRoles(ana, "SALES_AGENT", "SALES_AGENT")).isEqualTo("UNCHANGED");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void onlyWhoLosesTheConsoleIsSignedOut() {
        assertThat(changeRoles(ana, "GLOBAL_ADMIN", "SALES_AGENT")).isEqualTo("DONE");
        assertThat(changeRoles(ana, "USER_ADMIN")).isEqualTo("DONE");
        assertThat(court.ask("select auth_epoch = 0 from account where id = ?", ana))
                .isTrue();
        assertThat(changeRoles(ana, "SALES_AGENT")).isEqualTo("DONE");
        assertThat(court.ask("select auth_epoch = 1 from account where id = ?", ana))
                .isTrue();
    }

    @Test
    void whoIsDeletedGetsNoRole() {
        console.change(signIn, KEY, ana, "ACCOUNT_DELETED");
        assertThat(changeRoles(ana, "GLOBAL_ADMIN")).isEqualTo("NOT_ALLOWED");
    }

    private boolean twoAsked(UUID account) {
        return court.ask("select two_asked(?)", account);
    }

    private String change(UUID person, String change) {
        return console.change(signIn, KEY, person, change);
    }

    private String changeRoles(UUID person, String... roles) {
        return console.changeRoles(signIn, KEY, person, roles);
    }
}
