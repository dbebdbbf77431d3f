package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.jsoup.nodes.Element;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.directory.EntryId;
import org.regain.support.Claimant;
import org.regain.support.TestDirectory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;

/// The page of somebody whose password a directory keeps says so, and what stands in their way there.
@Import(TestDirectory.class)
class KeptThereTest extends ConsoleScene {

    private static final String AWAY = "The directory doesn’t answer at the moment";

    @Autowired
    TestDirectory directory;

    private EntryId entry = new EntryId("nobody");

    private @Nullable Claimant admin;

    @BeforeEach
    void anaIsInTheDirectory() {
        directory.empty();
        entry = directory.add("ana", PASSWORD, ANA);
        keepThere(ana, entry);
    }

    @Test
    void itSaysWhereThePasswordIsKept() {
        assertThat(fact(ana, "Password kept in")).isEqualTo("The organisation’s directory");
        assertThat(fact(ana, "In the directory")).isEqualTo("Nothing stands in their way");
        assertThat(row(ana, "Password last set there").select("time").attr("datetime"))
                .isEqualTo(String.valueOf(directory.find(entry).orElseThrow().changedAt()));
        assertThat(letters(ana)).containsExactly("Nothing that can be seen here stands in their way.");
        assertThat(fact(omar, "Password kept in")).isEqualTo("Regain");
        assertThat(rows(omar)).noneMatch(it -> it.text().contains("directory"));
    }

    @Test
    void aLockIsSaidSinceWhen() {
        directory.lock(entry);
        assertThat(fact(ana, "In the directory")).startsWith("Locked since ").doesNotContain("until", " on ");
        assertThat(letters(ana))
                .singleElement()
                .asString()
                .startsWith("Too many wrong passwords in the organisation’s directory.");
        directory.promote(entry);
        assertThat(letters(ana)).singleElement().asString().contains("Regain may not change that");
    }

    @Test
    void whatElseStandsInTheirWayIsSaid() {
        directory.expire(entry);
        assertThat(fact(ana, "In the directory")).isEqualTo("The password has expired");
        assertThat(letters(ana)).singleElement().asString().startsWith("Their password has expired");
        directory.disable(entry);
        assertThat(fact(ana, "In the directory"))
                .isEqualTo("Disabled, or their time there is over The password has expired");
        assertThat(letters(ana))
                .singleElement()
                .asString()
                .startsWith("The organisation’s directory doesn’t let them in");
        directory.remove(entry);
        assertThat(fact(ana, "In the directory")).isEqualTo("No longer there");
    }

    /// An administrator's suspension is theirs to lift; the directory's is not.
    @Test
    void whoTheDirectoryHasStoppedIsNotSaidToBeStoppedByAnAdministrator() {
        directory.disable(entry);
        people.run(sql -> sql.sql("select directory_standing(?, false)")
                .param(ana.value())
                .query()
                .listOfRows()
                .size());
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        isAway();
        assertThat(letters(ana))
                .singleElement()
                .asString()
                .startsWith("The organisation’s directory doesn’t let them in");
        people.run(sql -> sql.sql("update account set suspended_at = regain.now() + interval '1 second' where id = ?")
                .param(ana.value())
                .update());
        assertThat(letters(ana)).singleElement().asString().startsWith("The account is suspended.");
    }

    @Test
    void whereTheDirectoryDoesNotAnswerEverythingElseIsThere() {
        isAway();
        var page = admin().browser.get(path(ana));
        assertThat(page.status()).isEqualTo(200);
        assertThat(fact(ana, "In the directory")).isEqualTo(AWAY);
        assertThat(page.html().select("h2").eachText())
                .containsExactly("Why can't they get in?", "What you can do", "What happened");
        assertThat(letters(ana)).containsExactly("Nothing that can be seen here stands in their way.");
    }

    @ParameterizedTest
    @CsvSource({"es, El directorio no responde en este momento", "zh-CN, 目录目前没有响应"})
    void inTheirLanguage(String language, String sentence) {
        isAway();
        var who = admin();
        who.browser.get(path(ana));
        who.browser.submit("/language", "language", language);
        assertThat(who.browser.get(path(ana)).html().select("dd").eachText()).contains(sentence);
    }

    /// Lists would ask it for everybody on them, and for nobody else's people is anything asked at all.
    @Test
    void itIsAskedForThePageOfOnePersonAlone() {
        var who = admin();
        var before = directory.looks();
        who.browser.get("/admin/people");
        who.browser.get("/admin/people?q=ana");
        who.browser.get(path(omar));
        people.run(sql -> sql.sql("update account set state = 'DELETED', deleted_at = regain.now() where id = ?")
                .param(ana.value())
                .update());
        assertThat(who.browser.get(path(ana)).html().select("dt").eachText()).doesNotContain("Password kept in");
        assertThat(directory.looks()).isEqualTo(before);
    }

    /// What can be done is what can be done for everybody.
    @Test
    void nothingOnThePageChangesTheDirectory() {
        var plain = forms(omarsTwin());
        directory.lock(entry);
        directory.expire(entry);
        assertThat(forms(ana)).isEqualTo(plain);
    }

    private AccountId omarsTwin() {
        return people.active("twin@contoso.example", PASSWORD, Role.SALES_AGENT);
    }

    private List<String> forms(AccountId person) {
        return admin().browser.get(path(person)).html().select("main form, main a[href*=directory]").stream()
                .map(it -> it.attr("action") + it.select("[name=change]").attr("value"))
                .toList();
    }

    /// Once the administrator is signed in: nobody's password is looked at while it is.
    private void isAway() {
        admin();
        directory.away(true);
    }

    private void keepThere(AccountId account, EntryId there) {
        people.run(sql -> sql.sql("insert into directory_person (account_id, entry) values (?, ?)")
                .params(account.value(), there.text())
                .update());
    }

    private Claimant admin() {
        if (admin == null) {
            admin = marta();
        }
        return admin;
    }

    private List<Element> rows(AccountId person) {
        return admin().browser.get(path(person)).html().select("dl > div");
    }

    private Element row(AccountId person, String name) {
        return rows(person).stream()
                .filter(it -> it.select("dt").text().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private String fact(AccountId person, String name) {
        return row(person, name).select("dd").text();
    }

    private List<String> letters(AccountId person) {
        return admin().browser.get(path(person)).html().select(".letter strong").eachText();
    }
}
