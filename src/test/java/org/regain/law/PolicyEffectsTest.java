package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Collections;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// What the settings decide, and that what is done at the same moment ends as if it had been done one after the other.
class PolicyEffectsTest extends AdminScene {

    private UUID admin;
    private UUID ana;
    private UUID signIn;

    PolicyEffectsTest() throws SQLException {}

    @BeforeEach
    void anAdministratorIsSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        ana = court.account("ACTIVE", "SALES_AGENT");
        signIn = console.signIn(admin, bytes("admin"), "PASSWORD", "TOTP");
    }

    @Test
    void whereTwoAreAskedForAMailboxAloneNoLongerEndsARecoveryOfWhoHasMore() {
        saveCode();
        set("RECOVERY_PROOFS", 2);
        assertThat(court.ask("select two_asked(?)", ana)).isTrue();
        var flow = court.provenRecovery(ana);
        assertThat(court.finishReset(flow, KEY)).isEqualTo("NOT_PROVEN");
        court.prove(flow, ana, "SAVED");
        assertThat(court.finishReset(flow, KEY, bytes("new 1"))).isNotEqualTo("NOT_PROVEN");
    }

    @Test
    void whoFallsShortIsAskedForTwoAtOnce() {
        set("RECOVERY_PROOFS", 2);
        assertThat(court.ask("select required_classes(?) = 2", ana)).isTrue();
    }

    @Test
    void anAppThatWasNeverTriedAsksForNothing() {
        court.root(
                "insert into authenticator (id, account_id, kind, name, removed_at) values (gen_random_uuid(), ?, 'TOTP', 'App', regain.now())",
                ana);
        assertThat(court.ask("select two_anyway(?)", ana)).isFalse();
    }

    @Test
    void aNewMethodServesByItselfAfterTheHoursThatWereChosen() {
        court.root("update account set claimed_at = regain.now() - interval '1 day' where id = ?", ana);
        assertThat(servesIn(72)).isTrue();
        set("NEW_METHOD_HOURS", 100);
        assertThat(servesIn(100)).isTrue();
    }

    @Test
    void aProofIsFreshForTheMinutesThatWereChosen() {
        set("FRESH_PROOF_MINUTES", 5);
        var own = console.signIn(ana, KEY, "PASSWORD");
        court.pass(Duration.ofMinutes(4).plusSeconds(55));
        assertThat(fresh(own)).isTrue();
        assertThat(console.changeRoles(signIn, bytes("admin"), ana, "BILLING_ADMIN"))
                .isEqualTo("DONE");
        court.pass(Duration.ofSeconds(10));
        assertThat(fresh(own)).isFalse();
        assertThat(console.changeRoles(signIn, bytes("admin"), ana, "SALES_AGENT"))
                .isEqualTo("STALE");
    }

    @Test
    void oneOfManyApprovalsAtOnceCounts() throws Exception {
        var change = proposal();
        var results = Crowd.of(4, number -> {
            try (var other = new Console(court)) {
                return other.approve(seconds[number], bytes("second " + number), change);
            }
        });
        assertThat(Collections.frequency(results, "DONE")).isEqualTo(1);
        assertThat(Collections.frequency(results, "NONE")).isEqualTo(3);
        assertThat(court.ask(
                        "select count(*) = 1 from announcement where kind = 'POLICY_LOOSENED' and account_id = ?", ana))
                .isTrue();
    }

    @Test
    void whatIsApprovedAndWithdrawnAtOnceIsWithdrawn() throws Exception {
        for (var round = 0; round < 10; round++) {
            Court.inSession();
            anAdministratorIsSignedIn();
            var change = proposal();
            var results = Crowd.of(2, number -> {
                try (var other = new Console(court)) {
                    return number == 0
                            ? other.approve(seconds[0], bytes("second 0"), change)
                            : other.withdraw(seconds[1], bytes("second 1"), change);
                }
            });
            assertThat(results.get(0)).isIn("DONE", "NONE");
            assertThat(results.get(1)).isEqualTo("DONE");
            court.pass(Duration.ofDays(9));
            assertThat(court.ask("select policy_of(?, 'SESSION_HOURS') = 12", ana))
                    .isTrue();
        }
    }

    private final UUID[] seconds = new UUID[4];

    /// Of the administrator, with four others who could approve it, each signed in.
    private UUID proposal() {
        for (var i = 0; i < seconds.length; i++) {
            var second = court.account("ACTIVE", "GLOBAL_ADMIN");
            seconds[i] = console.signIn(second, bytes("second " + i), "PASSWORD", "TOTP");
        }
        court.root("update account_role set granted_at = granted_at - interval '4 days'");
        assertThat(console.changePolicy(signIn, bytes("admin"), "SESSION_HOURS", 24))
                .isEqualTo("PROPOSED");
        return court.root.sql("select id from policy_change").query(UUID.class).single();
    }

    private void set(String setting, int value) {
        assertThat(console.changePolicy(signIn, bytes("admin"), setting, value)).isEqualTo("DONE");
    }

    private boolean servesIn(int hours) {
        return court.ask(
                "select served_from(?) between regain.now() + make_interval(hours => ?) - interval '5 seconds' and regain.now() + make_interval(hours => ?) + interval '5 seconds'",
                ana,
                hours,
                hours);
    }

    private boolean fresh(UUID flow) {
        return court.ask("select (fresh_sign_in(?, ?)).id is not null", flow, KEY);
    }

    private void saveCode() {
        court.root(
                "insert into saved_code (id, account_id, mac) values (gen_random_uuid(), ?, ?)", ana, bytes("a code"));
    }
}
