package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.web.RawHttp;

/// Who gets into the console.
class GateTest extends ConsoleScene {

    @Test
    void anAdministratorWithTwoProofsGetsIn() {
        assertThat(marta().browser.get("/admin").heading()).isEqualTo("People");
        assertThat(omar().browser.get("/admin/people").status()).isEqualTo(200);
    }

    @Test
    void whoIsNotSignedInIsSentToTheSignInPage() {
        assertThat(somebody().browser.get("/admin/people").path()).isEqualTo("/sign-in");
    }

    @Test
    void somebodyWithoutARoleIsTold() {
        var who = administrator(ANA, ana);
        var page = who.browser.get("/admin/people");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("It is only for administrators of your organisation");
    }

    @Test
    void aPasswordAloneIsNotEnoughForAnAdministrator() {
        var who = somebody();
        who.signIn(MARTA, PASSWORD);
        var page = who.browser.get("/admin/people");
        assertThat(page.status()).isEqualTo(403);
        assertThat(page.body()).contains("one proof of who you are").contains("My sign-in methods");
    }

    @Test
    void aRoleThatIsTakenAwayClosesTheConsoleAtTheNextRequest() {
        var who = omar();
        assertThat(who.browser.get("/admin/people").status()).isEqualTo(200);
        people.run(sql -> sql.sql("delete from account_role where account_id = ?")
                .param(omar.value())
                .update());
        assertThat(who.browser.get("/admin/people").status()).isEqualTo(403);
    }

    @Test
    void aUserAdministratorDoesNotReadTheAudit() {
        var who = omar();
        assertThat(who.browser.get("/admin/audit").status()).isEqualTo(403);
        assertThat(who.browser.get("/admin/audit/export").status()).isEqualTo(403);
        assertThat(who.browser.get("/admin/people").html().select("nav a[href^=/admin/]"))
                .hasSize(4);
        assertThat(who.browser.page().html().select("nav a[href=/]")).hasSize(1);
        assertThat(marta().browser.get("/admin/audit").status()).isEqualTo(200);
    }

    @Test
    void nothingIsReadOfTheFileOfSomebodyWithoutARole() {
        // Without the value against forgery it is no whole form, which is only found by reading it.
        var form = Map.of("file", "email");
        assertThat(marta().browser.postOnly(InviteListController.LIST, form).statusCode())
                .isEqualTo(400);
        assertThat(administrator(ANA, ana)
                        .browser
                        .postOnly(InviteListController.LIST, form)
                        .statusCode())
                .isEqualTo(403);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/admin/",
                "//admin/people",
                "/admin;x/people",
                "/admin/people;x=1",
                "/%61dmin/people",
                "/ADMIN/people",
                "/admin/./people",
                "/look/../admin/people",
                "/admin%2fpeople",
                "/admin/people/",
                "/admin/people.json",
            })
    void noOtherWayOfWritingTheAddressLeadsIn(String path) throws Exception {
        var who = administrator(ANA, ana);
        var cookies = who.browser.cookies().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
        for (var method : List.of("GET", "HEAD")) {
            var answer = new RawHttp(baseUrl).request(method + " " + path, "", "Cookie: " + cookies);
            assertThat(answer.status()).as(method).isIn(400, 403, 404);
            assertThat(answer.body()).doesNotContain(MARTA);
        }
    }

    @Test
    void aSignInOfYesterdayOpensNothing() {
        var who = marta();
        clock.advance(Duration.ofHours(13));
        assertThat(who.browser.get("/admin/people").path()).isEqualTo("/sign-in");
    }
}
