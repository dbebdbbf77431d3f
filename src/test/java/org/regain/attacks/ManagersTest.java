package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
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
