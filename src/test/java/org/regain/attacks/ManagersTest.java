package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// Password managers are helped and never hindered: who uses one cannot be asked for a password by the wrong site.
///
/// Source: NIST SP 800-63B-4 § 3.1.1.2; OWASP ASVS 5.0 § 6.2.7.
class ManagersTest extends Attack {

    @Test
    void everyFieldSaysWhatItIs() throws Exception {
        var claimant = somebody();
        assertThat(autocomplete(claimant, "/sign-in", "name")).isEqualTo("username webauthn");
        assertThat(autocomplete(claimant, "/sign-in", "password")).isEqualTo("current-password");
        assertThat(autocomplete(claimant, "/recover", "name")).isEqualTo("username");
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var code = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        assertThat(autocomplete(claimant, "/recover/verify", "code")).isEqualTo("one-time-code");
        claimant.typeCode(code);
        assertThat(autocomplete(claimant, "/recover/new-password", "newPassword"))
                .isEqualTo("new-password");
        assertThat(autocomplete(claimant, "/recover/new-password", "confirmation"))
                .isEqualTo("new-password");
        claimant.choosePassword(NEW);
        claimant.signIn(VICTIM, NEW);
        assertThat(autocomplete(claimant, "/account/password", "currentPassword"))
                .isEqualTo("current-password");
        assertThat(autocomplete(claimant, "/account/password", "newPassword")).isEqualTo("new-password");
    }

    /// The field is in the layout, though nobody sees it: managers pass over what is not there.
    @Test
    void c09_whereAPasswordIsTypedThePageSaysWhose() throws Exception {
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(whose(claimant.browser.page().html())).as("before a proof").isEmpty();
        var code = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        assertThat(whose(claimant.browser.page().html())).as("before a proof").isEmpty();
        claimant.typeCode(code);
        assertThat(whose(claimant.browser.get("/recover/new-password").html())).containsExactly("victoria");
        claimant.choosePassword(NEW);
        claimant.signIn(VICTIM, NEW);
        for (var page : List.of("/account/password", "/account/confirm?for=password")) {
            assertThat(whose(claimant.browser.get(page).html())).as(page).containsExactly("victoria");
        }
        var other = somebody();
        forgetLimits();
        other.prove(VICTIM, "KNOWN", VICTIM);
        assertThat(whose(other.browser.get("/recover/existing-password").html()))
                .containsExactly("victoria");
    }

    /// It has no name, so it is not sent, and stands in the form of the password, where nobody comes by keyboard.
    private static List<String> whose(Document page) {
        var fields = page.select("input[autocomplete=username]:not(#name)");
        assertThat(fields)
                .allMatch(it -> it.attr("name").isEmpty()
                        && !it.hasAttr("hidden")
                        && it.hasClass("unseen")
                        && it.attr("tabindex").equals("-1")
                        && it.hasAttr("readonly")
                        && !Objects.requireNonNull(it.closest("form"))
                                .select("input[type=password]")
                                .isEmpty());
        return fields.eachAttr("value");
    }

    @Test
    void nothingStandsInTheWayOfPasting() throws IOException {
        assertThat(Sources.under(Path.of("src/main/resources/static"), ".js"))
                .noneMatch(it -> it.contains("paste") || it.contains("\"drop\"") || it.contains("contextmenu"));
    }

    private static String autocomplete(Claimant claimant, String page, String field) {
        return claimant.browser
                .get(page)
                .html()
                .select("input[name=" + field + "]")
                .attr("autocomplete");
    }
}
