package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Whether people get back in is judged anew when a rule of their organisation changes.
class PolicyReadinessTest extends RatchetScene {

    PolicyReadinessTest() throws SQLException {}

    private UUID elsewhere;

    @BeforeEach
    void twoAreJudgedAgainInNineDays() {
        elsewhere = court.account("ACTIVE");
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", elsewhere);
        court.root("update account set organisation_id = id where id = ?", elsewhere);
        for (var somebody : List.of(ana, elsewhere)) {
            court.root("""
                    insert into readiness (account_id, state, due_at) values (?, 'READY', regain.now() + interval '9 days')
                    on conflict (account_id) do update set due_at = excluded.due_at
                    """, somebody);
        }
    }

    @Test
    void atOnceWhereItBecomesStricter() {
        assertThat(isDue(ana)).isFalse();
        assertThat(change("RECOVERY_PROOFS", 2)).isEqualTo("DONE");
        assertThat(isDue(ana)).isTrue();
        assertThat(isDue(elsewhere)).isFalse();
    }

    @Test
    void whenItHoldsWhereItBecomesWeaker() {
        assertThat(console.approve(bySecond, secondKey, proposed())).isEqualTo("DONE");
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(isDue(ana)).isFalse();
        court.pass(Duration.ofSeconds(2));
        assertThat(isDue(ana)).isTrue();
        assertThat(isDue(elsewhere)).isFalse();
    }

    private boolean isDue(UUID somebody) {
        return court.ask("select due_at <= regain.now() from readiness where account_id = ?", somebody);
    }
}
