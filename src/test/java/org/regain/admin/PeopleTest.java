package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.account.Role;
import org.regain.support.Claimant;

/// Who there is: searched, filtered, a page at a time, and never anybody else's people.
class PeopleTest extends ConsoleScene {

    private @Nullable Claimant admin;

    @Test
    void peopleAreFoundByAPartOfAnyOfTheirNames() {
        assertThat(found("?q=an")).containsExactly("ana");
        assertThat(found("?q=ANA%40cont")).containsExactly("ana");
        assertThat(found("?q=contoso")).contains("ana", "omar", "marta.ruiz");
        assertThat(found("?q=nobody")).isEmpty();
    }

    @Test
    void whatMeansSomethingToASearchMeansItself() {
        people.active("under_score@contoso.example", PASSWORD);
        assertThat(found("?q=_")).containsExactly("under_score");
        assertThat(found("?q=%25")).isEmpty();
        assertThat(found("?q=%5C")).isEmpty();
        assertThat(found("?q=%27%20or%20%27%27%3D%27")).isEmpty();
    }

    @Test
    void theyAreFilteredByStateRoleAndReadiness() {
        people.suspended("sam@contoso.example", PASSWORD);
        assertThat(found("?state=SUSPENDED")).containsExactly("sam");
        assertThat(found("?role=USER_ADMIN")).containsExactly("omar");
        assertThat(found("?state=ACTIVE&role=" + Role.SALES_AGENT)).containsExactly("ana");
        people.run(sql -> sql.sql("update readiness set state = 'NOT_READY' where account_id = ?")
                .param(ana.value())
                .update());
        assertThat(found("?readiness=NOT_READY")).containsExactly("ana");
        assertThat(found("?state=NONSENSE&role=&readiness=")).contains("ana", "omar", "sam");
    }

    @Test
    void theRestFollowsPageByPage() {
        for (var i = 10; i < 70; i++) {
            people.unclaimed("p%d@contoso.example".formatted(i));
        }
        var first = found("?state=UNCLAIMED");
        var next = admin().browser.page().html().select("a[rel=next]").attr("href");
        var second = found(next.substring(next.indexOf('?')));
        assertThat(first).hasSize(50);
        // The account that the first start makes is nobody's yet, too.
        assertThat(second).hasSize(11).doesNotContainAnyElementsOf(first);
    }

    @Test
    void anotherOrganisationsPeopleAreNobodyHere() {
        var other = UUID.randomUUID();
        people.run(sql -> {
            sql.sql("insert into organisation (id, name) values (?, 'Fabrikam')")
                    .param(other)
                    .update();
            return sql.sql("update account set organisation_id = ? where id = ?")
                    .params(other, ana.value())
                    .update();
        });
        assertThat(found("")).doesNotContain("ana");
        assertThat(admin().browser.get(path(ana)).status()).isEqualTo(404);
        assertThat(changes(admin(), ana, "SUSPENDED").status()).isEqualTo(404);
        assertThat(state(ana)).isEqualTo("ACTIVE");
    }

    @Test
    void theSwitchOfTheLanguageStaysWithThePerson() {
        var who = admin();
        who.browser.get(path(ana));
        var after = who.browser.submit("/language", "language", "es");
        assertThat(after.path()).isEqualTo(path(ana));
        assertThat(after.html().select("html").attr("lang")).isEqualTo("es");
    }

    @Test
    void anAddressThatIsNoPersonsIsAPageThatIsNotThere() {
        assertThat(admin().browser.get("/admin/people/" + UUID.randomUUID()).status())
                .isEqualTo(404);
        assertThat(admin().browser.get("/admin/people/nonsense").status()).isIn(400, 404);
    }

    @Test
    void theirPageSaysWhatStandsInTheirWayInTheirLanguage() {
        people.run(sql -> sql.sql("update account set language = 'es' where id = ?")
                .param(ana.value())
                .update());
        var stranger = somebody();
        for (var i = 0; i < 10; i++) {
            stranger.signIn(ANA, "wrong number " + i);
        }
        var page = admin().browser.get(path(ana));
        assertThat(page.body()).contains("Too many wrong passwords");
        assertThat(page.html().select("textarea").text())
                .contains("¿No puede acceder a su cuenta?")
                .contains("/sign-in");
        assertThat(page.html().select("textarea").attr("lang")).isEqualTo("es");
    }

    @Test
    void theirPageSaysUntilWhenTheyWait() throws Exception {
        people.addTotp(ana);
        var waiting = somebody();
        waiting.prove(ANA, "FORGOTTEN", ANA);
        var until = waiting.browser
                .submit("/recover/wait")
                .html()
                .expectFirst("#main time")
                .attr("datetime");
        var page = admin().browser.get(path(ana));
        assertThat(page.body()).contains("so they wait. Nobody can shorten it");
        assertThat(page.html().select("#main time").eachAttr("datetime")).contains(until);
    }

    private Claimant admin() {
        if (admin == null) {
            admin = marta();
        }
        return admin;
    }

    private List<String> found(String query) {
        return admin().browser
                .get("/admin/people" + query)
                .html()
                .select("tbody td:first-child a")
                .eachText();
    }
}
