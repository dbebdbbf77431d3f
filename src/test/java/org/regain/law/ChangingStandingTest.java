package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;

import java.sql.SQLException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// What an administrator's change makes of an account, from every state that it may be in.
class ChangingStandingTest extends AdminScene {

    private UUID admin;
    private UUID signIn;

    ChangingStandingTest() throws SQLException {}

    @BeforeEach
    void anAdministratorIsSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        signIn = console.signIn(admin, KEY, "PASSWORD", "TOTP");
    }

    @ParameterizedTest
    @CsvSource({
        "UNCLAIMED,                           , SUSPENDED,             DONE,      SUSPENDED",
        "ACTIVE,                              , SUSPENDED,             DONE,      SUSPENDED",
        "ACTIVE,    SUSPENDED                 , SUSPENDED,             UNCHANGED, SUSPENDED",
        "ACTIVE,    ACCOUNT_DELETED           , SUSPENDED,             UNCHANGED, DELETED",
        "UNCLAIMED,                           , SUSPENSION_LIFTED,     UNCHANGED, UNCLAIMED",
        "ACTIVE,                              , SUSPENSION_LIFTED,     UNCHANGED, ACTIVE",
        "UNCLAIMED, SUSPENDED                 , SUSPENSION_LIFTED,     DONE,      UNCLAIMED",
        "ACTIVE,    SUSPENDED                 , SUSPENSION_LIFTED,     DONE,      ACTIVE",
        "ACTIVE,    SUSPENDED ACCOUNT_DELETED , SUSPENSION_LIFTED,     UNCHANGED, DELETED",
        "UNCLAIMED,                           , SESSIONS_ENDED,        DONE,      UNCLAIMED",
        "ACTIVE,                              , SESSIONS_ENDED,        DONE,      ACTIVE",
        "ACTIVE,    SUSPENDED                 , SESSIONS_ENDED,        DONE,      SUSPENDED",
        "ACTIVE,    ACCOUNT_DELETED           , SESSIONS_ENDED,        UNCHANGED, DELETED",
        "UNCLAIMED,                           , NEW_PASSWORD_REQUIRED, UNCHANGED, UNCLAIMED",
        "ACTIVE,                              , NEW_PASSWORD_REQUIRED, DONE,      ACTIVE",
        "ACTIVE,    SUSPENDED                 , NEW_PASSWORD_REQUIRED, DONE,      SUSPENDED",
        "ACTIVE,    NEW_PASSWORD_REQUIRED     , NEW_PASSWORD_REQUIRED, UNCHANGED, ACTIVE",
        "ACTIVE,    ACCOUNT_DELETED           , NEW_PASSWORD_REQUIRED, UNCHANGED, DELETED",
        "UNCLAIMED,                           , ACCOUNT_DELETED,       DONE,      DELETED",
        "ACTIVE,                              , ACCOUNT_DELETED,       DONE,      DELETED",
        "ACTIVE,    SUSPENDED                 , ACCOUNT_DELETED,       DONE,      DELETED",
        "ACTIVE,    ACCOUNT_DELETED           , ACCOUNT_DELETED,       UNCHANGED, DELETED",
        "ACTIVE,                              , ACCOUNT_RESTORED,      UNCHANGED, ACTIVE",
        "ACTIVE,    SUSPENDED                 , ACCOUNT_RESTORED,      UNCHANGED, SUSPENDED",
        "UNCLAIMED, ACCOUNT_DELETED           , ACCOUNT_RESTORED,      DONE,      UNCLAIMED",
        "ACTIVE,    ACCOUNT_DELETED           , ACCOUNT_RESTORED,      DONE,      ACTIVE",
        "ACTIVE,    SUSPENDED ACCOUNT_DELETED , ACCOUNT_RESTORED,      DONE,      SUSPENDED",
        "UNCLAIMED, SUSPENDED ACCOUNT_DELETED , ACCOUNT_RESTORED,      DONE,      SUSPENDED",
    })
    void everyStateHasOneAnswerToEveryChange(
            String made, @Nullable String before, String change, String answer, String after) {
        var person = court.account(made);
        for (var earlier : before == null ? new String[0] : before.split(" ")) {
            assertThat(change(person, earlier)).isEqualTo("DONE");
        }
        var epoch = epoch(person);
        var told = told(person);
        assertThat(change(person, change)).isEqualTo(answer);
        assertThat(court.ask("select state = ? from account where id = ?", after, person))
                .isTrue();
        var takes = answer.equals("DONE") && !change.equals("SUSPENSION_LIFTED") && !change.equals("ACCOUNT_RESTORED");
        assertThat(epoch(person) - epoch).as("what was open has ended").isEqualTo(takes ? 1 : 0);
        assertThat(told(person) - told)
                .as("its person is told, and it is written down")
                .isEqualTo(answer.equals("DONE") ? 2 : 0);
    }

    @Test
    void aNewPasswordIsAskedForUntilThereIsOneWhateverElseIsDone() {
        var ana = court.account("ACTIVE");
        for (var change : new String[] {
            "NEW_PASSWORD_REQUIRED", "SUSPENDED", "SUSPENSION_LIFTED", "ACCOUNT_DELETED", "ACCOUNT_RESTORED"
        }) {
            assertThat(change(ana, change)).isEqualTo("DONE");
            assertThat(court.ask("select password_compromised_at is not null from account where id = ?", ana))
                    .as(change)
                    .isTrue();
        }
    }

    @Test
    void nobodyChangesTheirOwn() {
        court.account("ACTIVE", "GLOBAL_ADMIN");
        for (var change : new String[] {"SUSPENDED", "SESSIONS_ENDED", "NEW_PASSWORD_REQUIRED", "ACCOUNT_DELETED"}) {
            assertThat(change(admin, change)).as(change).isEqualTo("SELF");
        }
    }

    private String change(UUID person, String change) {
        return console.change(signIn, KEY, person, change);
    }

    private int epoch(UUID person) {
        return count("select auth_epoch from account where id = ?", person);
    }

    private int told(UUID person) {
        return count("""
                select (select count(*) from announcement where account_id = :person)
                     + (select count(*) from audit_event where account_id = :person)
                """.replace(":person", "'" + person + "'"));
    }

    private int count(String question, Object... params) {
        return court.root.sql(question).params(params).query(Integer.class).single();
    }
}
