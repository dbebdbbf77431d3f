package org.regain.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Claimant;
import org.regain.support.RowDiff;
import org.regain.web.Flood;

/// Lists that come late, that are too large or bad throughout, and that bring what only a fresh proof gives.
class InvitingListsTest extends InvitingScene {

    private static final String NEW = "new@contoso.example";
    private static final String FIRST = "New accounts: 1";

    /// What somebody has, and gets in with.
    private static final List<String> ACCOUNTS = List.of(
            "account",
            "account_name",
            "account_role",
            "contact",
            "password",
            "imported_password",
            "claim_link",
            "announcement",
            "audit_event");

    @Test
    void aListThatWasKeptIsOverAfterAnHour() {
        var who = omar();
        var list = uploads(who, COLUMNS + "," + NEW + ",,\n").field("list");
        clock.advance(Duration.ofMinutes(31));
        assertThat(who.browser.get("/admin/invite/list/" + list).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));
        assertThat(who.browser.get("/admin/invite/list/" + list).status()).isEqualTo(404);
        var page = confirms(who, list);
        assertThat(page.refusal()).isEqualTo("This list has expired. Upload it again.");
        assertThat(page.heading()).isEqualTo("Invite people");
        assertThat(people(NEW)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_HASH + "," + NEW + ",,," + HASH, COLUMNS + "," + NEW + ",USER_ADMIN,"})
    void whatOnlyAGlobalAdministratorGivesTakesAProofOfTenMinutesAtMost(String csv) {
        var who = marta();
        var list = uploads(who, csv).field("list");
        clock.advance(Duration.ofMinutes(11));
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(confirms(who, list).heading()).isEqualTo("Confirm it's you");
        assertThat(before.since(database)).isEmpty();
        provesAgain(who);
        assertThat(who.browser.page().path()).isEqualTo("/admin/invite/list/" + list);
        assertThat(confirms(who, list).html().text()).contains(FIRST);
    }

    @Test
    void aListThatGivesNothingOfTheKindTakesNoFreshProof() {
        var who = omar();
        var list = uploads(who, COLUMNS + "," + NEW + ",,\n").field("list");
        clock.advance(Duration.ofMinutes(11));
        assertThat(confirms(who, list).html().text()).contains(FIRST);
    }

    @Test
    void whoInvitesAnAdministratorProvesAgainAndIsBroughtBack() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(invites(who, NEW, "", "USER_ADMIN").heading()).isEqualTo("Confirm it's you");
        assertThat(people(NEW)).isZero();
        provesAgain(who);
        var back = who.browser.page();
        assertThat(back.path()).isEqualTo("/admin/invite");
        assertThat(back.html().select("#email").val())
                .as("nothing typed is lost")
                .isEqualTo(NEW);
        assertThat(back.html().select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactly("USER_ADMIN");
        who.browser.get("/admin/people");
        assertThat(who.browser.get("/admin/invite").html().select("#email").val())
                .isEmpty();
        assertThat(invites(who, NEW, "", "USER_ADMIN").html().text()).contains("The invitation is on its way.");
    }

    @Test
    void aHashForAnAccountThatExistsChangesNothingOfIt() {
        var who = marta();
        var unclaimed = people.unclaimed("diego@contoso.example");
        var csv = WITH_HASH + "," + ANA + ",,," + HASH + "\n,diego@contoso.example,GLOBAL_ADMIN,es," + HASH
                + "\nomar,x@y.example,,," + HASH + "\n";
        var list = uploads(who, csv).field("list");
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(list).as("there is nothing to confirm").isEmpty();
        confirms(who, text("select id::text from invitation_list where account_id = ?", marta.value()));
        assertThat(before.since(database)).isEmpty();
        assertThat(state(unclaimed)).isEqualTo("UNCLAIMED");
    }

    /// Between the look and the confirmation.
    @Test
    void aHashForAnAccountThatCameToBeMeanwhileChangesNothingOfIt() throws Exception {
        var who = marta();
        var list = uploads(who, WITH_HASH + "," + NEW + ",,," + HASH + "\n").field("list");
        invites(omar(), NEW, "");
        mail.await(NEW, 1);
        csrf(who);
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(confirms(who, list).html().text()).contains("New accounts: 0");
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void twoHundredBadLinesAreNamedAndTheOthersCounted() {
        var csv = IntStream.range(0, 1234).mapToObj(i -> "bad " + i + ",x,,\n").collect(Collectors.joining());
        var page = uploads(omar(), COLUMNS + csv);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html().select("main ul li").eachText())
                .hasSize(200)
                .last()
                .asString()
                .startsWith("Line 201:");
        assertThat(page.html().text()).contains("And 1,034 more lines.");
    }

    @Test
    void aFileOfTwoHundredMegabytesIsNotEvenReceived() throws Exception {
        try (var flood = new Flood(baseUrl, head(omar(), "Content-Length: 209715200"))) {
            assertThat(flood.refused(0)).contains(" 413 ");
        }
    }

    @Test
    void aFileWithoutALengthIsRefusedAsSoonAsItIsTooLarge() throws Exception {
        var who = omar();
        try (var flood = new Flood(baseUrl, head(who, "Transfer-Encoding: chunked"))) {
            assertThat(flood.refused(9)).contains(" 413 ");
            assertThat(flood.send(200)).as("hung up").isTrue();
        }
        assertThat(count("select count(*) from invitation_list")).isZero();
        assertThat(uploads(who, COLUMNS + "," + NEW + ",,\n").field("list")).isNotEmpty();
    }

    private byte[] head(Claimant who, String length) {
        var cookies = who.browser.cookies().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
        return String.join(
                        "\r\n",
                        "POST /admin/invite/list HTTP/1.1",
                        "Host: " + baseUrl.getAuthority(),
                        "Origin: " + baseUrl,
                        "Cookie: " + cookies,
                        "Content-Type: multipart/form-data; boundary=b",
                        length,
                        "",
                        "")
                .getBytes(ISO_8859_1);
    }
}
