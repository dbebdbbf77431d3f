package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.Scene;

/// Ana has an account and has lost her way in; what tests of her way back have in common.
abstract class RecoveryScene extends Scene {

    static final String ANA = "ana@contoso.example";
    static final String OLD = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";
    static final String STALE = "That page was out of date";

    AccountId account;
    Claimant ana;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, OLD);
        ana = somebody();
    }

    /// The form of a page as it would be sent, perhaps long after the page was shown.
    static Map<String, String> form(Page page, String action, String... namesAndValues) {
        var fields = new LinkedHashMap<String, String>();
        for (var field : page.html().select("form[action=" + action + "] input[type=hidden]")) {
            fields.put(field.attr("name"), field.attr("value"));
        }
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return fields;
    }

    /// Another code than this one.
    static String wrong(String code) {
        return (code.charAt(0) == '9' ? "0" : "9") + code.substring(1);
    }

    int passwordVersion() {
        return count("select max(version) from password where account_id = ?", account.value());
    }

    String codeFor(Claimant who) throws InterruptedException {
        return who.codeMailedTo(ANA, who::askForCode);
    }

    void wait(Duration time) {
        clock.advance(time);
    }

    static void isStale(Page page) {
        assertThat(page.status()).isEqualTo(409);
        assertThat(page.refusal()).contains(STALE);
    }
}
