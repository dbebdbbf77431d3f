package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// Nobody keeps from people what was done to them.
class SilencingTest extends ConsoleScene {

    @Test
    void anAddressThatNoMailGoesToKeepsNobodyElseUninformed() throws Exception {
        var who = omar();
        who.browser.post(
                "/admin/invite",
                Map.of("_csrf", csrf(who), "email", "new@bücher.example", "userName", "", "language", "en"));
        changes(who, ana, "SUSPENDED");
        assertThat(mail.await(ANA, 1)).isNotNull();
    }

    @Test
    void whatCannotBeSaidToSomebodyIsPassedOver() throws Exception {
        people.run(sql -> sql.sql("update contact set address = 'omar@bücher.example' where account_id = ?")
                .param(omar.value())
                .update());
        var who = marta();
        changes(who, omar, "SESSIONS_ENDED");
        changes(who, ana, "SUSPENDED");
        assertThat(mail.await(ANA, 1)).isNotNull();
    }
}
