package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/// A list too long for one request: its page says how far it has come.
class InvitingManyTest extends InvitingScene {

    @Test
    void aLongListSaysHowFarItHasComeUntilEverybodyIsInvited() {
        var who = omar();
        var csv = IntStream.range(0, 300)
                .mapToObj(i -> "," + i + "@new.example,,\n")
                .collect(Collectors.joining());
        var list = uploads(who, COLUMNS + csv).field("list");
        assertThat(confirms(who, list).path()).isEqualTo("/admin/invite/list/" + list);
        await().until(() ->
                who.browser.get("/admin/invite/list/" + list).heading().equals("They are invited"));
        assertThat(who.browser.page().html().text()).contains("New accounts: 300");
        assertThat(count(
                        "select count(*) from audit_event where kind = 'ACCOUNT_INVITED' and actor_id = ?",
                        omar.value()))
                .isEqualTo(300);
    }

    @Test
    void whileItIsUnderWayItIsShownAndCanBeStopped() throws Exception {
        var who = omar();
        try (var busy = database.asSuperuser()) {
            busy.setAutoCommit(false);
            busy.createStatement().execute("select from organisation for no key update");
            people.run(sql -> sql.sql("""
                            insert into invitation_list (organisation_id, account_id, people, started_at, source, browser, auth_epoch,
                                                         whole, invited, forgotten_from)
                            select organisation_id, id, '[{}, {}, {}, {}]', regain.now(), '', '', auth_epoch, 4, 1, 'infinity'
                            from account where id = ?
                            """).param(omar.value()).update());
            var page = who.browser.get("/admin/invite");
            var link = page.html().select("main a[href^='/admin/invite/list/']");
            assertThat(link.text()).isEqualTo("1 of 4");
            page = who.browser.get(link.attr("href"));
            assertThat(page.heading()).isEqualTo("They are being invited");
            assertThat(page.html().select("progress[max=4][value=1]")).hasSize(1);
            page = who.browser.post("/admin/invite/stop", Map.of("_csrf", csrf(who), "list", page.field("list")));
            assertThat(page.heading()).isEqualTo("Inviting was stopped");
            assertThat(page.html().text()).contains("Not invited: 3");
            busy.rollback();
        }
        assertThat(who.browser.get("/admin/invite").body()).doesNotContain("Lists under way");
    }

    @Test
    void whoStopsWhatIsNotThereReadsThatItIsOver() {
        var who = omar();
        csrf(who);
        var page = who.browser.post(
                "/admin/invite/stop",
                Map.of("_csrf", csrf(who), "list", UUID.randomUUID().toString()));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).isEqualTo("This list has expired. Upload it again.");
    }
}
