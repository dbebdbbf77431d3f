package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// A global administrator chooses whether new people of the directory are written to; and any administrator has one of them written to.
class NewcomerMailsTest extends ConsoleScene {

    private static final String LI = "li@contoso.example";

    private AccountId li;

    @BeforeEach
    void liIsInTheDirectory() {
        li = new AccountId(UUID.randomUUID());
        people.run(sql -> sql.sql("""
                        select add_directory_person(:id, id, 'es', :mail, :mail, gen_random_uuid(), 'li', 'li', 'li', 'entry-of-li', null)
                        from organisation
                        """)
                .param("id", li.value())
                .param("mail", LI)
                .query()
                .listOfRows()
                .size());
    }

    @Test
    void itIsOffUntilItIsChosenAndTheAuditSaysWho() {
        var who = marta();
        assertThat(chosen(who.browser.get("/admin/policy"))).isEmpty();
        var page = choose(who, "es");
        assertThat(page.body()).contains("Whoever is new in the directory from now on gets a mail.");
        assertThat(chosen(page)).isEqualTo("es");
        assertThat(choose(who, "es").refusal()).contains("like that already");
        assertThat(chosen(choose(who, ""))).isEmpty();
        assertThat(who.browser.get("/admin/audit").html().text())
                .contains("New people of the directory are written to Spanish")
                .contains("New people of the directory are no longer written to")
                .contains(MARTA.substring(0, MARTA.indexOf('@')));
    }

    /// Turned on before there is one, it holds for the first reading.
    @Test
    void whereThereIsNoDirectoryThePageSaysSo() {
        assertThat(marta().browser.get("/admin/policy").body()).contains("No directory is set up here");
    }

    @Test
    void whatIsNoLanguageOfOursIsNotChosen() {
        assertThat(choose(marta(), "fr").status()).isEqualTo(400);
        assertThat(count("select count(*) from organisation where newcomer_language is not null"))
                .isZero();
    }

    @Test
    void whoProvedTooLongAgoIsAskedOnceMoreAndFindsTheirChoiceAgain() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(choose(who, "zh-CN").path()).isEqualTo("/account/confirm");
        provesAgain(who);
        assertThat(chosen(who.browser.page())).isEqualTo("zh-CN");
        assertThat(count("select count(*) from organisation where newcomer_language is not null"))
                .isZero();
    }

    @Test
    void aUserAdministratorDoesNotChoose() {
        assertThat(choose(omar(), "es").status()).isEqualTo(403);
    }

    @Test
    void anAdministratorHasSomebodyWrittenToWhoIsThereAlready() throws Exception {
        var who = omar();
        var page = who.browser.get(path(li));
        assertThat(page.html().text())
                .contains("They sign in with the user name and the password that they have at their desk")
                .contains("Send a mail that says how");
        assertThat(page.html().select("textarea").text()).contains("/sign-in", "en su puesto");
        assertThat(writeTo(who).body()).contains("The mail is on its way.");
        var written = mail.await(LI, 1);
        assertThat(written.getSubject()).isEqualTo("Su cuenta está lista: inicie sesión por primera vez");
        assertThat(Claimant.textOf(written)).doesNotContain("http", "#");
        everythingIsSent();
        writeTo(who);
        everythingIsSent();
        writeTo(who);
        everythingIsSent();
        assertThat(writeTo(who).refusal()).contains("too often today");
        everythingIsSent();
        assertThat(mail.to(LI)).hasSize(3);
        assertThat(count("select count(*) from claim_link where account_id = ?", li.value()))
                .isZero();
    }

    private Page writeTo(Claimant who) {
        return who.browser.post("/admin/people/invite-again", Map.of("_csrf", csrf(who), "person", li.toString()));
    }

    private static Page choose(Claimant who, String language) {
        return who.browser.post("/admin/policy/newcomers", Map.of("_csrf", csrf(who), "newcomers", language));
    }

    private static String chosen(Page page) {
        return page.html().select("select[name=newcomers] option[selected]").val();
    }
}
