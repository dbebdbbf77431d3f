package org.regain.change;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Scene;

/// What was offered while a directory was set up leads nowhere once it is not: nobody is asked, and no page has a link to it.
class NoDirectoryTest extends Scene {

    private static final String ANA = "ana@contoso.example";
    private static final String PASSWORD = "seven green bottles on a wall";

    @ParameterizedTest
    @ValueSource(strings = {"IN", "OUT"})
    void nothingIsOffered(String way) {
        var account = people.active(ANA, PASSWORD);
        people.run(sql -> sql.sql(
                        "insert into directory_offer (account_id, way, entry) values (:account, :way, 'an-entry')")
                .param("account", account.value())
                .param("way", way)
                .update());
        var who = somebody();
        var page = who.signIn(ANA, PASSWORD);
        assertThat(page.path()).isEqualTo("/");
        assertThat(page.html().select(".notice").text()).doesNotContain("directory", "password here");
        assertThat(who.browser.get("/account/directory").path()).isEqualTo("/");
    }
}
