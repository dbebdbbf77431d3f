package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the pages about one's methods say as things stand, and what they leave out.
class MethodsListTest extends MethodsScene {

    private static final String MAILBOX_LOST = "If you lost your mailbox today, you could not get back in.";

    @Test
    void readinessSaysWhatToAddAndNothingOnceThatOnlyHasToServeItsTime() {
        signIn();
        assertThat(readiness()).contains(MAILBOX_LOST + " Add a passkey, ");
        addCodes();
        assertThat(readiness())
                .contains(MAILBOX_LOST + " You could get back in today with a code by e‑mail.")
                .contains("What you have added counts from");
    }

    @Test
    void oneWayOfTwoMethodsIsASentenceAndSeveralAreAList() {
        signIn();
        addApp();
        assertThat(readiness())
                .contains("You could get back in today with your authenticator app and a code by e‑mail.")
                .doesNotContain("any one of these", "Your weakest way in");
        addCodes();
        assertThat(readiness()).contains("any one of these", "Your weakest way in");
    }

    @Test
    void onlyWhoHadSavedCodesIsToldToThrowThemAway() {
        signIn();
        add("SAVED_CODE");
        assertThat(ana.browser.page().body()).doesNotContain("Saved codes that you had before");
        add("SAVED_CODE");
        assertThat(ana.browser.page().body()).contains("Saved codes that you had before no longer work");
    }

    @Test
    void whereCodesAreShownOnceNoSwitchOfLanguageTakesThemAway() {
        signIn();
        assertThat(methods().html().select("form[action=/language]")).hasSize(1);
        add("SAVED_CODE");
        assertThat(ana.browser.page().html().select("form[action=/language]")).isEmpty();
    }

    @Test
    void whereNoTextsAreSentNoNumberIsAskedFor() {
        signIn();
        assertThat(methods().html().select("button[value=SMS], [aria-labelledby=SMS]"))
                .isEmpty();
        var before = rows();
        assertThat(ana.browser.get("/account/methods/phone").heading()).isEqualTo("My sign-in methods");
        assertThat(post("/account/methods/add", Map.of("method", "SMS")).status())
                .isEqualTo(422);
        assertThat(post("/account/methods/phone", Map.of("number", "+34612345612"))
                        .status())
                .isEqualTo(422);
        nothingChangedSince(before);
    }

    private String readiness() {
        return methods().html().select("[aria-labelledby=readiness]").text();
    }
}
