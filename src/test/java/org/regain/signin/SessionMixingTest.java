package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;

/// Whatever session or half of a sign-in a browser had before, its owner's or somebody else's, neither helps the sign-in that
/// takes a second factor nor is carried into its session (WSTG-SESS-03, WSTG-SESS-08).
class SessionMixingTest extends SecondFactorScene {

    private static final String BO = "bo@contoso.example";

    private AuthenticatorApp hers;
    private AccountId bo;

    @BeforeEach
    void bothHaveAnApp() {
        hers = appOfAna();
        bo = people.active(BO, RIGHT);
    }

    @Test
    void session_fixation_aPlantedHalfOfSomebodyElsesSignInIsNotHers() {
        var his = appOfBo();
        var mallory = somebody();
        mallory.signIn(BO, RIGHT);
        var planted = mallory.browser.cookies().get(HANDLE);
        ana.browser.cookies().put(HANDLE, planted);

        ana.signIn(ANA, RIGHT);

        assertThat(ana.browser.cookies().get(HANDLE)).isNotEqualTo(planted);
        assertThat(answers(ana, shows(his)).status()).as("his code is not hers").isEqualTo(422);
        assertThat(answers(ana, shows(hers)).body()).contains(ANA).doesNotContain(BO);
        assertThat(count("select count(*) from spring_session where principal_name = ?", bo.toString()))
                .isZero();
        assertThat(mallory.browser.get("/").path()).isEqualTo("/sign-in");
    }

    @Test
    void session_fixation_aPlantedSessionIsDeadAndHersIsAnotherFromTheBeginning() {
        var mallory = somebody();
        mallory.signIn(BO, RIGHT);
        var planted = mallory.browser.cookies().get(SESSION);
        ana.browser.cookies().put(SESSION, planted);
        var row = database("select primary_id from spring_session");

        ana.signIn(ANA, RIGHT);
        answers(ana, shows(hers));

        assertThat(ana.browser.cookies().get(SESSION)).isNotEqualTo(planted);
        assertThat(mallory.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(sessions()).isEqualTo(1);
        assertThat(database("select primary_id from spring_session"))
                .as("and it lives twelve hours of its own")
                .isNotEqualTo(row);
    }

    /// What a session kept for its next step would be somebody else's next step.
    @Test
    void nothingThatTheSessionBeforeKeptIsInTheNewOne() {
        var plain = somebody();
        plain.signIn(ANA, RIGHT);
        answers(plain, shows(hers));
        var usual = attributes();
        plain.browser.get("/");
        plain.browser.submit("/sign-out");
        clock.advance(Duration.ofSeconds(31));

        ana.signIn(BO, RIGHT);
        ana.browser.get("/account/methods");
        ana.browser.submit("/account/methods/add", "method", "PASSKEY");
        ana.browser.get("/account/methods");
        ana.browser.submit("/account/methods/add", "method", "EMAIL");
        ana.browser.submit("/account/methods/email", "address", "bo@home.example");
        assertThat(attributes()).contains("try", "challenge");
        var his = proof();

        ana.signIn(ANA, RIGHT);
        answers(ana, shows(hers));

        assertThat(attributes()).isEqualTo(usual);
        assertThat(proof()).isNotEqualTo(his);
        assertThat(ana.browser.get("/account/try").heading()).isEqualTo("My sign-in methods");
        assertThat(ana.browser.get("/account/methods/passkey").heading()).isEqualTo("My sign-in methods");
    }

    @Test
    void herOwnOlderSessionIsOverToo() {
        ana.signIn(ANA, RIGHT);
        answers(ana, shows(hers));
        var older = ana.browser.cookies().get(SESSION);
        var proof = proof();
        clock.advance(Duration.ofSeconds(31));

        ana.signIn(ANA, RIGHT);
        answers(ana, shows(hers));

        var thief = somebody();
        thief.browser.cookies().put(SESSION, older);
        assertThat(thief.browser.get("/").path()).isEqualTo("/sign-in");
        assertThat(sessions()).isEqualTo(1);
        assertThat(proof()).isNotEqualTo(proof);
    }

    /// Somebody else's session is as it was until the second factor is given: it neither becomes hers nor fresher.
    @Test
    void halfOfASignInChangesNothingOfTheSessionThereIs() {
        ana.signIn(BO, RIGHT);
        var session = ana.browser.cookies().get(SESSION);
        var proof = proof();

        ana.signIn(ANA, RIGHT);
        answers(ana, "000000");

        assertThat(ana.browser.cookies()).containsEntry(SESSION, session);
        assertThat(proof()).isEqualTo(proof);
        assertThat(ana.browser.get("/").body()).contains(BO).doesNotContain(ANA);
    }

    @Test
    void ofTwoHalvesInOneBrowserOnlyTheNewerIsThere() {
        var his = appOfBo();
        ana.signIn(BO, RIGHT);
        var older = form(ana, "/sign-in/verify/code");
        ana.signIn(ANA, RIGHT);
        older.put("code", shows(his));
        ana.browser.post("/sign-in/verify/code", older);
        assertThat(sessions()).isZero();
        ana.browser.get("/sign-in/verify");
        assertThat(answers(ana, shows(hers)).body()).contains(ANA).doesNotContain(BO);
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void aSessionKeepsNoMoreOfItsSignInThanItsRowDoes() {
        var his = appOfBo();
        ana.signIn(BO, RIGHT);
        answers(ana, shows(his));
        assertThat(proof())
                .isEqualTo(database("select id || ':' || encode(key_hash, 'hex') from flow where purpose = 'SIGN_IN'")
                        .getLast());
    }

    private AuthenticatorApp appOfBo() {
        return AuthenticatorApp.with(people.addTotp(bo).bytes());
    }

    private List<String> attributes() {
        return database("select distinct attribute_name from spring_session_attributes order by 1");
    }

    private String proof() {
        return database("""
                select convert_from(attribute_bytes, 'UTF8') from spring_session_attributes where attribute_name = 'proof'
                """).getLast();
    }
}
