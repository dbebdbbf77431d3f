package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// How fresh a proof has to be has one home: what a page asks and what the database refuses is the same, whatever the
/// organisation chose.
class FreshnessPolicyTest extends MethodsScene {

    @Test
    void c20_whereOneMinuteIsAskedForNobodyMakesAPasskeyInVainAfterThree() {
        freshProofMinutes(1);
        signIn();
        clock.advance(Duration.ofMinutes(3));
        var before = rows();
        for (var method : new String[] {"EMAIL", "TOTP", "PASSKEY", "SAVED_CODE"}) {
            assertThat(add(method).heading()).as(method).isEqualTo("Confirm it's you");
        }
        assertThat(ana.browser.get("/account/password").heading()).isEqualTo("Confirm it's you");
        nothingChangedSince(before);
    }

    @Test
    void c20_whereFifteenAreAskedForNobodyIsAskedAgainAfterTwelve() {
        freshProofMinutes(15);
        signIn();
        clock.advance(Duration.ofMinutes(12));
        assertThat(addCodes()).hasSize(10);
        addPasskey();
        assertThat(count("authenticator where account_id = ? and kind = 'PASSKEY'"))
                .isEqualTo(1);
        assertThat(change(PASSWORD, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void c20_afterSixteenTheyAre() {
        freshProofMinutes(15);
        signIn();
        clock.advance(Duration.ofMinutes(15).plusSeconds(1));
        assertThat(add("PASSKEY").heading()).isEqualTo("Confirm it's you");
    }

    private Page change(String current, String wanted) {
        ana.browser.get("/account/password");
        return ana.browser.submit(
                "/account/password", "currentPassword", current, "newPassword", wanted, "confirmation", wanted);
    }

    /// In force since an hour.
    private void freshProofMinutes(int minutes) {
        people.run(sql -> sql.sql("""
                        insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                        select organisation_id, 'FRESH_PROOF_MINUTES', 10, ?, id, regain.now() - interval '1 hour'
                        from account where id = ?
                        """).params(minutes, account.value()).update());
    }
}
