package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The second proof that opens the console is by a method that is out of quarantine: who has the password alone could have added it a moment ago.
class ConsoleQuarantineTest extends AdminScene {

    private UUID admin;
    private UUID person;

    ConsoleQuarantineTest() throws SQLException {}

    @BeforeEach
    void anAdministratorAndSomebody() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        person = court.account("ACTIVE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"TOTP", "PASSKEY", "SAVED"})
    void whatIsTooNewOpensNothingAndChangesNothing(String second) {
        var signIn = console.signIn(admin, KEY, "PASSWORD", second);
        assertThat(opens(signIn)).isTrue();
        assertThat(opensAt(signIn)).isEqualTo("never");
        secondServes(signIn, "regain.now() + interval '24 hours'");
        assertThat(opens(signIn)).isFalse();
        assertThat(opensAt(signIn)).isEqualTo("24");
        assertThat(console.change(signIn, KEY, person, "SUSPENDED")).isEqualTo("STALE");
        assertThat(console.change(signIn, KEY, person, "ACCOUNT_DELETED")).isEqualTo("STALE");
        assertThat(console.changeRoles(signIn, KEY, person, "GLOBAL_ADMIN")).isEqualTo("STALE");
        assertThat(console.changePolicy(signIn, KEY, "SESSION_HOURS", 1)).isEqualTo("STALE");
        secondServes(signIn, "regain.now()");
        assertThat(opens(signIn)).isTrue();
        assertThat(console.change(signIn, KEY, person, "SUSPENDED")).isEqualTo("DONE");
    }

    @Test
    void aPasskeyByItselfIsJudgedAlike() {
        var signIn = console.signIn(admin, KEY, "PASSKEY");
        secondServes(signIn, "regain.now() + interval '24 hours'");
        assertThat(opens(signIn)).isFalse();
        secondServes(signIn, "regain.now()");
        assertThat(opens(signIn)).isTrue();
    }

    @Test
    void anOlderOneBesideItOpens() {
        var signIn = console.signIn(admin, KEY, "PASSWORD", "TOTP", "SAVED");
        court.root(
                "update proof set serves_from = regain.now() + interval '1 day' where flow_id = ? and class = 'TOTP'",
                signIn);
        assertThat(opens(signIn)).isTrue();
    }

    /// Waiting opens nothing then.
    @Test
    void whatWasSetAsideNeverOpensIt() {
        var signIn = console.signIn(admin, KEY, "PASSWORD", "TOTP");
        secondServes(signIn, "'infinity'");
        assertThat(opens(signIn)).isFalse();
        assertThat(opensAt(signIn)).isEqualTo("never");
    }

    @Test
    void nobodyElseIsToldWhenItWouldOpen() {
        var signIn = console.signIn(person, KEY, "PASSWORD", "TOTP");
        secondServes(signIn, "regain.now() + interval '24 hours'");
        assertThat(opensAt(signIn)).isEqualTo("never");
    }

    @Test
    void norWhoHasShownOneProof() {
        assertThat(opensAt(console.signIn(admin, KEY, "PASSWORD"))).isEqualTo("never");
    }

    private void secondServes(UUID signIn, String from) {
        court.root("update proof set serves_from = " + from + " where flow_id = ? and class <> 'PASSWORD'", signIn);
    }

    private boolean opens(UUID signIn) {
        return console.ask("select (count(*) = 1)::text from console(?, ?)", signIn, KEY)
                .equals("true");
    }

    /// In how many hours.
    private String opensAt(UUID signIn) {
        return console.ask("""
                select coalesce(round(extract(epoch from console_opens_at(?, ?) - regain.now()) / 3600)::text, 'never')
                """, signIn, KEY);
    }
}
