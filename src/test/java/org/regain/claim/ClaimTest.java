package org.regain.claim;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import jakarta.mail.internet.MimeMessage;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.Role;
import org.regain.account.UserName;
import org.regain.invite.Invitations;
import org.regain.invite.Invited;
import org.regain.invite.Organisations;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RowDiff;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// From an invitation to an account of one's own.
class ClaimTest extends Scene {

    private static final String MEI = "mei@contoso.example";
    private static final String PASSWORD = "a kite above the harbour";

    @Autowired
    Invitations invitations;

    @Autowired
    Organisations organisations;

    @Autowired
    TestPostgres database;

    Claimant mei;

    @BeforeEach
    void meiIsInvited() {
        mei = somebody();
        assertThat(invite("mei", MEI)).isInstanceOf(Invited.Created.class);
    }

    @Test
    void whoHasTheLinkAndTheMailboxGetsTheAccountAndTenCodesToKeep() throws Exception {
        openLink(mei, mail.await(MEI, 1));
        assertThat(mei.browser.page().heading()).isEqualTo("Confirm your address");
        confirm(mei);
        var done = choose(mei, PASSWORD);
        assertThat(done.heading()).isEqualTo("The account is yours");
        assertThat(done.html().select(".keep code").eachText()).hasSize(10).allMatch(it -> it.length() >= 26);
        assertThat(mei.browser.get("/claim/done").html().select(".keep code")).isEmpty();
        assertThat(mei.signIn("mei", PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void c09_whereThePasswordIsChosenThePageSaysWhose() throws Exception {
        openLink(mei, mail.await(MEI, 1));
        confirm(mei);
        assertThat(mei.browser
                        .get("/claim/password")
                        .html()
                        .select("form[action=/claim/password] input[autocomplete=username]")
                        .eachAttr("value"))
                .containsExactly("mei");
    }

    @Test
    void c27_theLinksSecretIsTrimmedAndElseReadToTheLetter() throws Exception {
        var link = Claimant.tokenFrom(mail.await(MEI, 1));
        assertThat(openLink(mei, link.toUpperCase(Locale.ROOT))).isEqualTo(410);
        assertThat(openLink(mei, link.substring(0, 20) + " " + link.substring(20)))
                .isEqualTo(410);
        for (var around : List.of(" %s\n", "%s.", "\u200B%s\u00A0", "%s>")) {
            assertThat(openLink(mei, around.formatted(link))).as(around).isEqualTo(200);
            assertThat(mei.browser.page().heading()).isEqualTo("Confirm your address");
        }
    }

    @Test
    void theLinkIsDeadForEverAfter() throws Exception {
        var invitation = mail.await(MEI, 1);
        openLink(mei, invitation);
        confirm(mei);
        choose(mei, PASSWORD);
        var before = RowDiff.of(database, List.of("password", "account", "contact", "claim_link"));
        assertThat(openLink(somebody(), invitation)).isEqualTo(410);
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void afterThreeDaysTheLinkIsDead() throws Exception {
        var invitation = mail.await(MEI, 1);
        clock.advance(Duration.ofDays(3).plusSeconds(1));
        assertThat(openLink(mei, invitation)).isEqualTo(410);
    }

    @Test
    void aSecondInvitationTouchesNothing() {
        var before = RowDiff.of(
                database, List.of("account", "account_name", "contact", "account_role", "claim_link", "password"));
        assertThat(invite("somebody", MEI)).isInstanceOf(Invited.NameTaken.class);
        assertThat(invite("mei", "other@contoso.example")).isInstanceOf(Invited.NameTaken.class);
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void aNameThatLooksLikeAnExistingOneIsRefused() {
        // The e is Cyrillic.
        assertThat(invite("m\u0435i", "lookalike@contoso.example")).isInstanceOf(Invited.LooksAlike.class);
    }

    @Test
    void whatWasSentOnTheWayTakesNothingFromTheirShare() throws Exception {
        openLink(mei, mail.await(MEI, 1));
        var counted =
                "select count(*) from regain.limit_count where name like 'MESSAGES%' and subject in (select uuid_send(id) from regain.account)";
        assertThat(count(counted)).isZero();
        confirm(mei);
        choose(mei, PASSWORD);
        assertThat(count(counted)).isZero();
    }

    @Test
    void howTheCodeFaresIsSaid() throws Exception {
        openLink(mei, mail.await(MEI, 1));
        mei.newestCodeTo(MEI);
        await().untilAsserted(() -> assertThat(mei.browser
                        .get("/claim/code")
                        .html()
                        .select("[role=status]")
                        .text())
                .contains("The mail server has accepted the message."));
    }

    @Test
    void openingTheLinkAgainElsewhereEndsTheFirstClaim() throws Exception {
        var invitation = mail.await(MEI, 1);
        openLink(mei, invitation);
        openLink(somebody(), invitation);
        assertThat(mei.browser.submit("/claim/code", "code", "12345678").status())
                .isEqualTo(410);
    }

    @Test
    void theLinkAloneIsNotEnough() throws Exception {
        openLink(mei, mail.await(MEI, 1));
        assertThat(mei.browser.get("/claim/password").heading()).isEqualTo("Confirm your address");
        for (var i = 0; i < 5; i++) {
            mei.browser.submit("/claim/code", "code", "0000000" + i);
        }
        assertThat(count("select count(*) from regain.password")).isZero();
    }

    /// Four times in a quarter of an hour: the fourth is not sent, and the page does not say that it was.
    @Test
    void whereNoCodeWasSentThePageSaysSo() throws Exception {
        var invitation = mail.await(MEI, 1);
        for (var i = 0; i < 3; i++) {
            openLink(mei, invitation);
            assertThat(mei.browser.page().html().select("#explained").text()).startsWith("We sent an 8-digit code");
        }
        openLink(mei, invitation);
        assertThat(mei.browser.page().html().select("#explained").text())
                .startsWith("We have sent this address as many messages as we do for now");
    }

    /// A stranger who knows the name asks all day; the claim's codes are counted apart.
    @Test
    void aStrangerUsesUpNoCodeOfAClaim() throws Exception {
        var invitation = mail.await(MEI, 1);
        people.run(sql -> sql.sql("""
                        insert into limit_count (name, subject, times)
                        select name, uuid_send(a.id), array_fill(regain.now(), array [many])
                        from account a, (values ('MESSAGES_SOON', 3), ('MESSAGES_A_DAY', 10)) full_up (name, many)
                        """).update());
        openLink(mei, invitation);
        confirm(mei);
        assertThat(mei.browser.page().heading()).isEqualTo("Choose your password");
    }

    private Invited invite(String name, String email) {
        return invitations.invite(
                organisations.theOnly(),
                new Invitation(
                        EmailName.of(email).orElseThrow(),
                        UserName.of(name).orElseThrow(),
                        Set.of(Role.SALES_AGENT),
                        Language.ENGLISH));
    }

    private static int openLink(Claimant who, MimeMessage invitation) {
        return openLink(who, Claimant.tokenFrom(invitation));
    }

    private static int openLink(Claimant who, String token) {
        who.browser.get("/claim");
        return who.browser.submit("/claim", "token", token).status();
    }

    private void confirm(Claimant who) throws Exception {
        who.browser.submit("/claim/code", "code", who.newestCodeTo(MEI));
    }

    private static Page choose(Claimant who, String password) {
        return who.browser.submit("/claim/password", "newPassword", password, "confirmation", password);
    }

    private int count(String query) {
        return people.run(sql -> sql.sql(query).query(Integer.class).single());
    }
}
