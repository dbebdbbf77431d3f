package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.secret.SavedCode;
import org.regain.support.Claimant;
import org.regain.support.Deadline;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.SoftAuthenticator;

/// Somebody has Ana's session for a while and adds a way in of their own, for later. What she is told of goes when she says so,
/// however late; and after she has chosen a new password, it opens nothing until she says that it is hers.
class StolenSessionTest extends MethodsScene {

    private static final String ADDED = "A way into your account was added";

    @ParameterizedTest
    @ValueSource(ints = {1, 73, 8 * 24, 15 * 24})
    void theLinkOfTheNoticeTakesTheThiefsAddressAway(int hours) throws Exception {
        signIn();
        addAddress(OTHER);
        var link = Claimant.tokenFrom(mail.await(ANA, 1));
        assertThat(subjects(ANA, 1)).contains(ADDED);
        clock.advance(Duration.ofHours(hours));

        var page = notMe(link);

        assertThat(page.heading()).isEqualTo("Thank you. Changes are stopped");
        assertThat(count("contact where account_id = ? and removed_at is null")).isEqualTo(1);
        assertThat(page.html().select("main").text())
                .contains("was removed")
                .contains("E-mail address a••••@h•••.example");
        assertThat(events()).containsExactly("METHOD_ADDED EMAIL", "METHOD_REMOVED EMAIL");
        assertThat(Claimant.textOf(mail.await(ANA, 2)))
                .contains("Removed with it, and no longer working: an e-mail address.");
        mail.await(OTHER, 3);
        var mails = mail.to(OTHER).size();
        var thief = somebody();
        forgetLimits();
        thief.beginRecovery(ANA, "FORGOTTEN");
        thief.codeMailedTo(ANA, thief::askForCode);
        forgetLimits();
        thief.codeMailedTo(ANA, () -> thief.browser.submit("/recover/verify/elsewhere"));
        assertThat(mail.to(OTHER)).hasSize(mails);
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 73, 8 * 24})
    void thePasskeyOfAThiefDoesNotSignInAfterTheReset(int hours) throws Exception {
        var codes = people.saveCodes(account);
        signIn();
        var thiefs = addPasskey();
        clock.advance(Duration.ofHours(hours));

        var done = reset(codes.getFirst());

        assertThat(signsIn(thiefs).status()).isEqualTo(403);
        assertThat(done.html().select("#aside").text()).isEqualTo("Did you add these?");
        assertThat(done.html().select("main .rows").text()).contains("Passkey");
        assertThat(signsIn(thiefs).refusal()).contains("set aside when the password was reset");
        assertThat(somebody().signIn(ANA, NEW).path())
                .as("and she is still asked for two things")
                .isEqualTo("/sign-in/verify");

        var dropped = ana.browser.submit("/recover/done/drop");
        assertThat(dropped.path()).isEqualTo("/recover/done");
        assertThat(dropped.html().select("#aside")).isEmpty();
        assertThat(count("authenticator where account_id = ? and removed_at is null"))
                .isZero();
        assertThat(events()).containsExactly("METHOD_ADDED PASSKEY", "METHOD_REMOVED PASSKEY");
        Deadline.await("the notice of what was removed")
                .until(() -> subjects(ANA, 1).contains("A way into your account was removed"));
        assertThat(signsIn(thiefs).status()).isEqualTo(422);
    }

    @Test
    void herOwnPasskeySignsInOnceSheHasSaidSo() throws Exception {
        var codes = people.saveCodes(account);
        signIn();
        var hers = addPasskey();
        clock.advance(Duration.ofMinutes(20));
        reset(codes.getFirst());
        assertThat(signsIn(hers).status()).isEqualTo(403);

        assertThat(ana.browser.submit("/recover/done/keep").html().select("#aside"))
                .isEmpty();

        assertThat(signsIn(hers).heading()).isEqualTo("Your account");
        assertThat(events()).containsExactly("METHOD_ADDED PASSKEY", "METHOD_KEPT PASSKEY");
    }

    @Test
    void whoSaysNothingFindsItAmongTheirMethods() throws Exception {
        var codes = people.saveCodes(account);
        signIn();
        addPasskey();
        clock.advance(Duration.ofMinutes(20));
        reset(codes.getFirst());
        clock.advance(Duration.ofMinutes(20));
        assertThat(ana.browser.submit("/recover/done/keep").refusal()).contains("too late to decide this here");

        forgetLimits();
        ana.signIn(ANA, NEW);
        ana.browser.submit("/sign-in/verify/code", "code", codes.get(1).text());
        assertThat(methods().html().select("main").text()).contains("Set aside when the password was reset");
        remove(newest("authenticator"));
        assertThat(events()).containsExactly("METHOD_ADDED PASSKEY", "METHOD_REMOVED PASSKEY");
    }

    private Page notMe(String link) {
        var owner = somebody();
        owner.browser.get("/not-me");
        return owner.browser.submit("/not-me", "token", link);
    }

    /// By the mailbox and a saved code, both older than what was added. In a browser of her own.
    private Page reset(SavedCode code) throws Exception {
        ana = somebody();
        forgetLimits();
        ana.prove(ANA, "FORGOTTEN", ANA);
        ana.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
        ana.browser.submit("/recover/verify/code", "code", code.text());
        return ana.choosePassword(NEW);
    }

    private Page signsIn(SoftAuthenticator passkey) {
        var who = somebody();
        who.browser.get("/sign-in");
        var asked = who.browser.page().html().select("[data-options]").attr("data-options");
        return who.browser.submit("/sign-in/passkey", "credential", passkey.get(asked));
    }
}
