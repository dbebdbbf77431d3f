package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.FormBody;
import org.regain.support.RowDiff;

/// Bringing in one person, and a list of them.
class InvitingTest extends InvitingScene {

    @Test
    void oneIsInvitedAndTheLinkGoesToThem() throws Exception {
        var page = invites(omar(), "new@contoso.example", "");
        assertThat(page.html().text()).contains("The invitation is on its way.");
        assertThat(Claimant.tokenFrom(mail.await("new@contoso.example", 1))).isNotBlank();
        assertThat(page.body()).doesNotContain("/claim");
    }

    @Test
    void anAccountThatExistsOrDidIsNeverTouched() throws Exception {
        var who = marta();
        changes(who, ana, "ACCOUNT_DELETED");
        csrf(who);
        everythingIsSent();
        var before = RowDiff.of(database);
        for (var email : new String[] {ANA, "OMAR@contoso.example"}) {
            assertThat(invites(who, email, "").status()).isEqualTo(422);
        }
        assertThat(uploadsAndConfirms(who, COLUMNS + ",ANA@contoso.example,,\n").status())
                .isNotEqualTo(500);
        assertThat(before.since(database))
                .allMatch(row -> row.matches("(?s)[+] invitation_list .*|[+-] spring_session.*"));
    }

    /// A field is sent once, and another only where its form says so: no two readers may understand it differently.
    @Test
    void rolesAloneAreSentMoreThanOnce() {
        var who = marta();
        assertThat(invites(who, "new@contoso.example", "", "SALES_AGENT", "BILLING_ADMIN")
                        .status())
                .isEqualTo(200);
        assertThat(text("""
                select string_agg(r.role, ' ' order by r.role) from account_role r join account_name n using (account_id)
                where n.key = 'new@contoso.example' and ? is not null
                """, ana.value())).isEqualTo("BILLING_ADMIN SALES_AGENT");
        for (var odd : List.of(
                Map.of("roles", "SALES_AGENT,BILLING_ADMIN"),
                Map.of("roles", "NO_ROLE"),
                Map.of("email", "one@contoso.example" + FormBody.AGAIN + "two@contoso.example"))) {
            var fields = new HashMap<>(
                    Map.of("_csrf", csrf(who), "email", "odd@contoso.example", "userName", "", "language", "en"));
            fields.putAll(odd);
            assertThat(who.browser.postOnly("/admin/invite", fields).statusCode())
                    .as(odd.toString())
                    .isEqualTo(400);
        }
        var elsewhere = Map.of(
                "_csrf", csrf(who), "person", ana.toString(), "change", "SESSIONS_ENDED", "roles", "SALES_AGENT");
        assertThat(who.browser.postOnly("/admin/people/standing", elsewhere).statusCode())
                .isEqualTo(400);
    }

    @Test
    void c23_aUserAdministratorGivesNoRole() {
        var who = omar();
        assertThat(who.browser.get("/admin/invite").html().select("main fieldset, main form [type=checkbox]"))
                .isEmpty();
        for (var role : List.of("GLOBAL_ADMIN", "BILLING_ADMIN", "SALES_AGENT")) {
            var page = invites(who, "new@contoso.example", "", role);
            assertThat(page.status()).as(role).isEqualTo(422);
            assertThat(page.html().text()).contains("Only a global administrator");
        }
        for (var role : List.of("USER_ADMIN", "BILLING_ADMIN")) {
            var page = uploads(who, COLUMNS + ",new@contoso.example," + role + ",\n");
            assertThat(page.status()).as(role).isEqualTo(422);
            assertThat(page.html().text()).contains("only a global administrator can give roles");
        }
        assertThat(uploads(who, WITH_HASH + ",new@contoso.example,,," + HASH + "\n")
                        .status())
                .isEqualTo(422);
        assertThat(people("new@contoso.example")).isZero();
    }

    @Test
    void aListIsLookedAtAndThenInvitesEverybodyOnce() throws Exception {
        var who = omar();
        var csv = COLUMNS + ",one@contoso.example,,\ntwo,two@contoso.example,,es\n," + ANA + ",,\n";
        var preview = uploads(who, csv);
        assertThat(preview.html().select("main li").eachText()).first().isEqualTo("New people: 2");
        assertThat(people("one@contoso.example")).isZero();
        var list = preview.field("list");
        var done = confirms(who, list);
        assertThat(done.html().select("main li").eachText()).first().isEqualTo("New accounts: 2");
        assertThat(confirms(who, list).html().text()).contains("New accounts: 2");
        assertThat(Claimant.tokenFrom(mail.await("one@contoso.example", 1))).isNotBlank();
        assertThat(uploads(who, csv).html().select("main li").eachText())
                .first()
                .isEqualTo("New people: 0");
    }

    @Test
    void onlyWhoUploadedAListUsesIt() {
        var list = uploads(omar(), COLUMNS + ",one@contoso.example,,\n").field("list");
        var other = marta();
        assertThat(other.browser.get("/admin/invite/list/" + list).status()).isEqualTo(404);
        assertThat(confirms(other, list).refusal()).contains("This list has expired");
        assertThat(people("one@contoso.example")).isZero();
    }

    @Test
    void oneBadLineStopsAllAndIsShownHarmlessly() throws Exception {
        var who = omar();
        csrf(who);
        var before = RowDiff.of(database);
        var page =
                uploads(who, COLUMNS + ",good@contoso.example,,\n=cmd|'/C calc'!A0,bad@contoso.example,,\n<b>x,y,,\n");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html().select("main ul li").eachText()).hasSize(2);
        assertThat(page.body()).doesNotContain("cmd|", "<b>x");
        assertThat(before.since(database).toString()).doesNotContain("account", "invitation_list");
    }

    @Test
    void passwordsFromElsewhereAreImportedWithoutAMail() {
        var who = marta();
        var preview = uploads(who, WITH_HASH + ",new@contoso.example,,," + HASH + "\n");
        assertThat(preview.html().text()).contains("get no mail: 1");
        assertThat(confirms(who, preview.field("list")).html().text()).contains("New accounts: 1");
        assertThat(count("select count(*) from imported_password")).isEqualTo(1);
        assertThat(count("select count(*) from announcement")).isZero();
        uploadsAndConfirms(who, WITH_HASH + "," + ANA + ",,," + HASH + "\n,new@contoso.example,,," + HASH + "\n");
        assertThat(count("select count(*) from imported_password")).isEqualTo(1);
    }

    @Test
    void twoAdministratorsInviteTheSameListAtOnce() {
        var csv = new StringBuilder(COLUMNS);
        for (var i = 0; i < 300; i++) {
            csv.append(",p").append(i).append("@contoso.example,,\n");
        }
        var one = marta();
        var two = omar();
        var first = uploads(one, csv.toString()).field("list");
        var second = uploads(two, csv.toString()).field("list");
        var other = CompletableFuture.supplyAsync(() -> confirms(one, first));
        assertThat(confirms(two, second).status()).isEqualTo(200);
        assertThat(other.join().status()).isEqualTo(200);
        await().until(() -> count("select count(*) from invitation_list where ended is null") == 0);
        assertThat(count("select count(*) from account_name where key ~ '^p[0-9]+@'"))
                .isEqualTo(300);
    }
}
