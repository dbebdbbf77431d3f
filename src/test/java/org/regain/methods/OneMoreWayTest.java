package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
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
import org.springframework.beans.factory.annotation.Autowired;

/// Who has claimed an account is led on to one more way of proving themselves, and so is who falls short of what their
/// account asks for.
class OneMoreWayTest extends MethodsScene {

    private static final String MEI = "mei@contoso.example";

    @Autowired
    Invitations invitations;

    @Autowired
    Organisations organisations;

    @BeforeEach
    void meiIsInvited() {
        var invited = invitations.invite(
                organisations.theOnly(),
                new Invitation(
                        EmailName.of(MEI).orElseThrow(),
                        UserName.of("mei").orElseThrow(),
                        Set.of(Role.GLOBAL_ADMIN),
                        Language.ENGLISH));
        account = invited instanceof Invited.Created(AccountId id) ? id : account;
    }

    @Test
    void whoHasClaimedIsSignedInAndOfferedOneMoreWay() throws Exception {
        var done = claim();
        assertThat(done.heading()).isEqualTo("The account is yours");
        assertThat(done.html().select(".keep li code")).hasSize(10);
        assertThat(done.html().select("[data-download], [data-print]")).hasSize(2);
        assertThat(done.html().select("a[href=/account/more]").text()).isEqualTo("I have kept them");
        var more = ana.browser.get("/account/more");
        assertThat(more.heading()).isEqualTo("One more way, in case you lose this device");
        assertThat(more.html().select("button[name=method]").eachAttr("value")).containsExactly("PASSKEY", "TOTP");
        assertThat(more.html().select("main .aside a").text()).isEqualTo("Not now");
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        assertThat(texts("select kind from audit_event where account_id = ? order by at, id"))
                .containsSubsequence("ACCOUNT_CLAIMED", "SIGNED_IN");
    }

    @Test
    void whatIsAddedWithinTheHourOfClaimingServesAtOnce() throws Exception {
        claim();
        addApp();
        addPasskey();
        addAddress(OTHER);
        assertThat(count("contact where account_id = ? and serves_from > regain.now()"))
                .isZero();
        assertThat(count("authenticator where account_id = ? and serves_from > regain.now()"))
                .isZero();
        assertThat(methods().html().select(".tag")).isEmpty();
    }

    @Test
    void anHourLaterItWaits() throws Exception {
        claim();
        clock.advance(Duration.ofMinutes(61));
        ana.signIn("mei", PASSWORD);
        addAddress(OTHER);
        assertThat(count("contact where account_id = ? and serves_from > regain.now() + interval '71 hours'"))
                .isEqualTo(1);
    }

    @Test
    void theClaimIsAFreshProofForTenMinutes() throws Exception {
        claim();
        clock.advance(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(add("TOTP").heading()).isEqualTo("Confirm it's you");
        assertThat(count("authenticator where account_id = ?")).isZero();
    }

    /// An administrator with a mailbox and nothing else: the rule asks for two, and they have heard of it.
    @Test
    void whoFallsShortIsToldAtSignInThatTheyWouldHaveToWait() throws Exception {
        claim();
        loseSavedCodes();
        ana = somebody();
        var more = ana.signIn("mei", PASSWORD);
        assertThat(more.heading()).isEqualTo("One more way, in case you lose this device");
        assertThat(more.html().select("button[name=method]").eachAttr("value"))
                .containsExactly("PASSKEY", "TOTP", "SAVED_CODE");
        assertThat(more.html().select("main .aside a").text()).isEqualTo("My sign-in methods");
        assertThat(more.html().select("#readiness").text()).isEqualTo("You are not ready yet");
        assertThat(more.html().select(".notice").text()).contains("only after 72 hours of waiting");
    }

    @Test
    void halfWayPeopleWhoComeBackFindTheSamePageUntilTheyHaveEnough() throws Exception {
        claim();
        loseSavedCodes();
        ana = somebody();
        ana.signIn("mei", PASSWORD);
        assertThat(ana.browser.get("/").heading()).isEqualTo("Your account");
        ana = somebody();
        assertThat(ana.signIn("mei", PASSWORD).path()).isEqualTo("/account/more");
        ana.browser.submit("/account/methods/add", "method", "SAVED_CODE");
        ana = somebody();
        assertThat(ana.signIn("mei", PASSWORD).heading()).isEqualTo("Your account");
        assertThat(count("shortfall where account_id = ?")).isZero();
    }

    @Test
    void theyGetBackInByWaitingOnly() throws Exception {
        claim();
        loseSavedCodes();
        forgetLimits();
        var claimant = somebody();
        claimant.beginRecovery(MEI, "FORGOTTEN");
        var page = claimant.typeCode(claimant.codeMailedTo(MEI, claimant::askForCode));
        assertThat(page.path()).isEqualTo("/recover/verify");
        assertThat(page.html().select("form[action=/recover/wait] button").text())
                .isEqualTo("Wait 72 hours instead");
    }

    private Page claim() throws Exception {
        var invitation = mail.await(MEI, 1);
        ana.browser.get("/claim");
        ana.browser.submit("/claim", "token", Claimant.tokenFrom(invitation));
        ana.browser.submit("/claim/code", "code", ana.newestCodeTo(MEI));
        return ana.browser.submit("/claim/password", "newPassword", PASSWORD, "confirmation", PASSWORD);
    }

    private void loseSavedCodes() {
        people.run(
                sql -> sql.sql("update saved_code set used_at = regain.now()").update());
    }
}
