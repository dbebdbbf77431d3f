package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Scene;

/// Many browsers at the same moment, and what the rows say afterwards.
class HttpRacesTest extends Scene {

    private static final String ANA = "ana@contoso.example";
    private static final String OLD = "seven green bottles on a wall";

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
    }

    @Test
    void ofManyWrongPasswordsTenAreLookedAt() throws Exception {
        var replies = Crowd.of(90, i -> {
            var status = somebody()
                    .signIn(i % 2 == 0 ? ANA : "ana", "a wrong password, number " + i)
                    .status();
            return status;
        });
        assertThat(replies).isSubsetOf(422, 429, 503);
        assertThat(number("select max(failures) from sign_in_guard")).isBetween(1, 10);
        assertThat(number("select max(cardinality(wrong_macs)) from sign_in_guard"))
                .isBetween(1, 10);
    }

    @Test
    void nobodyStaysSignedInWithThePasswordThatWasReset() throws Exception {
        var ana = somebody();
        assertThat(ana.prove(ANA, "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
        var browsers = Crowd.of(20, i -> {
            if (i == 0) {
                ana.choosePassword("an entirely different phrase");
                return ana;
            }
            var who = somebody();
            who.signIn(ANA, OLD);
            return who;
        });
        assertThat(
                        number(
                                "select max(version) from password p join account_name n using (account_id) where n.key = 'ana'"))
                .isEqualTo(2);
        for (var browser : browsers) {
            assertThat(browser.browser.get("/").path()).isEqualTo("/sign-in");
        }
        assertThat(number("select count(*) from known_device")).isZero();
    }

    @Test
    void oneMailboxGetsItsShareAndNoMore() throws Exception {
        var replies = Crowd.of(20, i -> {
            var stranger = somebody();
            stranger.beginRecovery(i % 2 == 0 ? ANA : "ana", "FORGOTTEN");
            return stranger.askForCode().status();
        });
        assertThat(replies).isSubsetOf(200, 429, 503);
        // One of the three is kept for a browser that has signed in before.
        assertThat(number("select count(*) from challenge where contact_id is not null"))
                .isEqualTo(2);
        mail.await(ANA, 2);
        assertThat(number("select count(*) from outbox where state = 'SENT'")).isLessThanOrEqualTo(2);
    }

    private int number(String question) {
        return people.run(sql -> sql.sql(question).query(Integer.class).single());
    }
}
