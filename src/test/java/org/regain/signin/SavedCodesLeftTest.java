package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Whoever signs in is told when their saved codes run out, while they can still make new ones.
class SavedCodesLeftTest extends SignInScene {

    @ParameterizedTest
    @CsvSource({
        "7, You have 3 saved codes left",
        "9, You have 1 saved code left",
        "10, You have used all your saved codes"
    })
    void fewAreSaid(int used, String said) {
        people.saveCodes(account);
        use(used);
        assertThat(ana.signIn(ANA, RIGHT).html().select(".notice").text()).contains(said);
        assertThat(ana.browser.page().html().select(".notice a[href=/account/methods]"))
                .hasSize(1);
    }

    @Test
    void enoughAreNot() {
        people.saveCodes(account);
        use(6);
        assertThat(ana.signIn(ANA, RIGHT).html().select(".notice")).isEmpty();
    }

    @Test
    void noneEverMadeIsNoNews() {
        assertThat(ana.signIn(ANA, RIGHT).html().select(".notice")).isEmpty();
    }

    private void use(int codes) {
        people.run(sql -> sql.sql(
                        "update saved_code set used_at = regain.now() where id in (select id from saved_code limit ?)")
                .param(codes)
                .update());
    }
}
