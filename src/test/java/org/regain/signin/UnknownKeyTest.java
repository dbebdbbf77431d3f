package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/// The database holds what another key made: it can be told here neither right nor wrong, and that is neither Ana's fault nor
/// a fault of the code.
class UnknownKeyTest extends SignInScene {

    private static final String CALM = "Something of ours is not working right now";

    @BeforeEach
    void herHashIsAnotherKeys() {
        people.run(sql -> sql.sql("update password set phc = regexp_replace(phc, 'keyid=[0-9]+', 'keyid=1')")
                .update());
    }

    @Test
    void whoSignsInIsToldThatSomethingOfOursIsDownAndNothingIsCounted() {
        for (var i = 0; i < 12; i++) {
            var page = ana.signIn(ANA, i % 2 == 0 ? RIGHT : "not this one " + i);
            assertThat(page.status()).isEqualTo(503);
            assertThat(page.heading()).isEqualTo(CALM);
        }
        assertThat(count("select coalesce(max(failures), 0) from sign_in_guard"))
                .isZero();
        assertThat(count(
                        "select count(*) from audit_event where kind = 'NOT_VERIFIABLE' and account_id = ?",
                        account.value()))
                .isEqualTo(12);
    }
}
