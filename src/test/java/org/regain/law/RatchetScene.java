package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/// Two global administrators of some days' standing, and somebody whom their policy touches.
abstract class RatchetScene extends AdminScene {

    static final Duration THREE_DAYS = Duration.ofDays(3);

    UUID first;
    UUID second;
    UUID ana;
    byte[] key = KEY;
    byte[] secondKey = KEY;
    UUID byFirst;
    UUID bySecond;

    RatchetScene() throws SQLException {}

    @BeforeEach
    void twoAreGlobalAdministratorsSinceThreeDays() {
        first = court.account("ACTIVE", "GLOBAL_ADMIN");
        second = court.account("ACTIVE", "GLOBAL_ADMIN");
        ana = court.account("ACTIVE", "SALES_AGENT");
        court.pass(THREE_DAYS.plusMinutes(1));
        signIn();
    }

    final void signIn() {
        key = bytes(UUID.randomUUID().toString());
        secondKey = bytes(UUID.randomUUID().toString());
        byFirst = console.signIn(first, key, "PASSWORD", "TOTP");
        bySecond = console.signIn(second, secondKey, "PASSWORD", "TOTP");
    }

    UUID proposed() {
        assertThat(change("SESSION_HOURS", 24)).isEqualTo("PROPOSED");
        return court.root
                .sql("select id from policy_change where setting = 'SESSION_HOURS' and withdrawn_at is null")
                .query(UUID.class)
                .single();
    }

    String change(String setting, int value) {
        return console.changePolicy(byFirst, key, setting, value);
    }

    int holds(String setting) {
        return court.root
                .sql("select policy_of(?, ?)")
                .params(ana, setting)
                .query(Integer.class)
                .single();
    }

    int waiting() {
        return court.root.sql("""
                        select count(*) from policy_change
                        where withdrawn_at is null and (effective_at is null or effective_at > regain.now())
                        """).query(Integer.class).single();
    }

    boolean audited(String kind, UUID actor, String detail) {
        return court.ask(
                "select count(*) = 1 from audit_event where kind = ? and actor_id = ? and detail = ? and organisation_id is not null",
                kind,
                actor,
                detail);
    }
}
