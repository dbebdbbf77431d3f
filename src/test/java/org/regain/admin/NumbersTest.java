package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// What the console counts, as its administrators see it.
class NumbersTest extends ConsoleScene {

    @Test
    void whoCouldGetBackInIsCounted() {
        people.unclaimed("diego@contoso.example");
        know("READY", 5);
        day(1, 3, 2, 1, 4);
        day(0, 2, 2, 2, 4);
        var page = omar().browser.get("/admin/readiness");
        assertThat(page.heading()).isEqualTo("Readiness");
        assertThat(page.html()
                        .select(".figures a[href='/admin/people?readiness=READY'] strong")
                        .text())
                .isEqualTo(String.valueOf(count("select count(*) from account where state = 'ACTIVE'")));
        assertThat(page.html()
                        .select(".figures a[href='/admin/people?state=UNCLAIMED'] strong")
                        .text())
                .isEqualTo(String.valueOf(count("select count(*) from account where state = 'UNCLAIMED'")));
        assertThat(page.html().select(".chart svg[role=img] > title").text())
                .isEqualTo("How many people could get back in, day by day");
        assertThat(page.html().select("svg[role=img] rect.AT_RISK")).hasSize(2);
        assertThat(page.html().select(".chart tbody tr:last-child td").eachText())
                .containsExactly("2", "2", "2", "4");
        assertThat(page.body()).contains("There is nobody to remind").doesNotContain("style=");
    }

    @Test
    void beforeThereIsAPastThePageSaysWhenThereWillBe() {
        assertThat(omar().browser.get("/admin/readiness").body()).contains("From tomorrow");
    }

    @Test
    void whoIsAtRiskIsRemindedOnce() {
        var who = omar();
        know("AT_RISK", 0);
        var many = count("select count(*) from readiness");
        assertThat(who.browser.get("/admin/readiness").body()).contains("seven days: " + many + ".");
        assertThat(reminds(who).body()).contains("The reminders are on their way.");
        assertThat(count("select count(*) from readiness where reminded_at is not null"))
                .isEqualTo(many);
        assertThat(count(
                        "select count(*) from audit_event where kind = 'READINESS_REMINDED' and actor_id = ? and detail = ?",
                        omar.value(),
                        String.valueOf(many)))
                .isEqualTo(1);
        assertThat(reminds(who).refusal()).contains("There is nobody to remind");
    }

    @Test
    void howRecoveriesWentIsCounted() throws Exception {
        var who = somebody();
        who.prove(ANA, "FORGOTTEN", ANA);
        who.choosePassword("an entirely different phrase");
        somebody().browser.get("/recover");
        var lost = somebody();
        lost.browser.get("/recover");
        lost.browser.submit("/recover", "name", OMAR);
        var page = omar().browser.get("/admin/recoveries?days=7");
        assertThat(page.html().select(".figures strong").eachText()).startsWith("2", "1");
        assertThat(page.html().select(".counts").eachText().getFirst())
                .contains("A new password 1")
                .contains("Still under way 1");
        assertThat(page.html().select(".counts").eachText().getLast()).contains("A code by mail 1");
        assertThat(page.html().select(".chart tbody tr")).hasSize(7);
        assertThat(page.body()).doesNotContain(ANA).doesNotContain("style=");
    }

    @Test
    void aTimeThatIsNotOfferedIsTheUsualOne() {
        for (var days : new String[] {"", "?days=8", "?days=7&days=30", "?days=x"}) {
            var page = omar().browser.get("/admin/recoveries" + days);
            assertThat(page.status()).isIn(200, 400);
            if (page.status() == 200) {
                assertThat(page.html().select(".ranges [aria-current]").text()).isEqualTo("Last 30 days");
                assertThat(page.body()).contains("Nobody started a recovery in this time");
            }
        }
    }

    @Test
    void whatWasDeliveredIsForGlobalAdministrators() {
        assertThat(omar().browser.get("/admin/delivery").status()).isEqualTo(403);
        var who = marta();
        people.run(sql -> sql.sql("delete from delivery_day").update());
        assertThat(who.browser.get("/admin/delivery").body()).contains("No messages have been sent yet");
        people.run(sql -> sql.sql(
                        "insert into delivery_day values ((regain.now() at time zone 'UTC')::date, 'EMAIL', 'contoso.example', 'SENT', 1200), ((regain.now() at time zone 'UTC')::date, 'EMAIL', 'contoso.example', 'FAILED', 3)")
                .update());
        var page = who.browser.get("/admin/delivery");
        assertThat(page.html().select(".tables > .wide tbody tr").text()).isEqualTo("contoso.example Mail 1,200 3 0");
        assertThat(page.html().select("svg[role=img] rect.SENT, svg[role=img] rect.FAILED"))
                .isNotEmpty();
    }

    @Test
    void portalsThatWereNotToldAreSaidWithWhatToTellWhoeverRunsThem() {
        var who = marta();
        assertThat(who.browser.get("/admin/delivery").body()).doesNotContain("Portals told");
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris, scopes)
                            select id, 'orders', 'Orders', 'SECRET', 'https://o.example/', '{https://o.example/c}', '{openid}'
                            from organisation returning id)
                        insert into portal_logout (portal_id, sub, sid, created_at, state, not_before, settled_at, failure)
                        select made.id, 'a-sub', 'a-sid', regain.now() - n * interval '1 hour', state,
                               regain.now() + interval '1 hour', case when state <> 'QUEUED' then regain.now() - interval '2 hours' end,
                               failure
                        from made, (values (1, 'SENT', null), (2, 'SENT', null), (3, 'EXPIRED', 'timeout'), (4, 'QUEUED', 'http 404'))
                            as rows (n, state, failure)
                        """).update());
        var row = who.browser
                .get("/admin/delivery")
                .html()
                .select(".tables tr:has(th:contains(Orders))")
                .text();
        assertThat(row).startsWith("Orders 1 2 1 It answered the logout token with HTTP 404 where 200 is right.");
        assertThat(who.browser.get("/admin/delivery").body()).doesNotContain("a-sub", "a-sid");
        people.run(sql -> sql.sql("update portal_logout set failure = 'unknown host' where state = 'QUEUED'")
                .update());
        assertThat(who.browser.get("/admin/delivery").body()).contains("has no address in DNS");
    }

    /// Everybody's answer, and when they were reminded.
    private void know(String state, int remindedDaysAgo) {
        people.run(sql -> sql.sql(
                        "update readiness set state = ?, due_at = regain.now() + interval '7 days', reminded_at = case when ? > 0 then regain.now() - make_interval(days => ?) end")
                .params(state, remindedDaysAgo, remindedDaysAgo)
                .update());
    }

    private void day(int ago, int ready, int atRisk, int notReady, int unclaimed) {
        people.run(sql -> sql.sql(
                        "insert into readiness_day select id, (regain.now() at time zone 'UTC')::date - ?, ?, ?, ?, ? from organisation on conflict (organisation_id, day) do update set ready = excluded.ready, at_risk = excluded.at_risk, not_ready = excluded.not_ready, unclaimed = excluded.unclaimed")
                .params(ago, ready, atRisk, notReady, unclaimed)
                .update());
    }

    private static Page reminds(Claimant who) {
        return who.browser.post("/admin/readiness/remind", Map.of("_csrf", csrf(who)));
    }
}
