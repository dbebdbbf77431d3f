package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// Why a sign-in may have failed is said to nobody before a first proof, and then no more than is needed.
class WhatHappenedTest extends Registering {

    private UUID account;
    private UUID flow;

    WhatHappenedTest() throws SQLException {}

    @BeforeEach
    void somebodyRecovers() {
        account = court.account("ACTIVE");
        flow = court.flow("RECOVERY", account);
    }

    @Test
    void nothingIsSaidBeforeAFirstProof() {
        assertThat(happened()).isEmpty();
        court.prove(flow, account, "PASSWORD");
        assertThat(happened()).as("the password is what may be guessed").isEmpty();
        court.prove(flow, account, "ISSUED");
        assertThat(happened()).containsExactly("ACTIVE false 0 false 0");
        court.pass(Duration.ofMinutes(11));
        assertThat(happened()).as("nor when it has expired").isEmpty();
    }

    @Test
    void theLockAndTheAccountsStateAreSaid() {
        court.prove(flow, account, "ISSUED");
        court.root(
                "insert into sign_in_guard (subject, account_id, failures, locked_until) values (?, ?, 12, regain.now() + interval '1 minute')",
                bytes("guard"),
                account);
        court.root("update account set state = 'SUSPENDED', password_compromised_at = regain.now()");
        assertThat(happened()).containsExactly("SUSPENDED true 12 true 0");
        court.root("update sign_in_guard set locked_until = regain.now() - interval '1 second'");
        assertThat(happened()).containsExactly("SUSPENDED true 12 false 0");
    }

    @Test
    void wrongPasswordsFromWhereNobodyEverSignedInAreElsewhere() {
        court.prove(flow, account, "ISSUED");
        event("SIGNED_IN", "home", "30 days");
        event("SIGN_IN_REFUSED", "afar", "8 days");
        event("SIGN_IN_REFUSED", "home", "6 days");
        event("SIGN_IN_REFUSED", "afar", "5 days");
        event("SIGN_IN_REFUSED", "afar", "4 days");
        assertThat(happened()).containsExactly("ACTIVE false 0 false 2");
        event("SIGNED_IN", "work", "4 days 12 hours");
        assertThat(happened()).as("since the last sign-in").containsExactly("ACTIVE false 0 false 1");
    }

    private List<String> happened() {
        return court.app.sql("""
                        select state || ' ' || compromised || ' ' || failures || ' ' || (locked_until is not null) || ' ' || elsewhere
                        from what_happened(?)
                        """).param(flow).query(String.class).list();
    }

    private void event(String kind, String source, String ago) {
        court.root(
                "insert into audit_event (id, at, kind, account_id, source, browser) values (gen_random_uuid(), regain.now() - ?::interval, ?, ?, ?, '')",
                ago,
                kind,
                account,
                source);
    }
}
