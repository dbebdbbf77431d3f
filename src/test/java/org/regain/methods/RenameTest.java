package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.HttpBrowser.Page;

/// Another name changes nothing about what a method proves: nobody is written to. But it is on record, since a name can
/// mislead its owner.
class RenameTest extends MethodsScene {

    private UUID app;

    @BeforeEach
    void anaHasAnApp() {
        signIn();
        addApp();
        app = newest("authenticator");
    }

    @Test
    void anotherNameIsInTheOwnersHistory() {
        var messages = count("outbox where ? is not null");
        assertThat(rename(app, "Work phone").html().select("[role=status]").text())
                .isEqualTo("The name is changed.");
        assertThat(events()).containsExactly("METHOD_ADDED TOTP", "METHOD_RENAMED TOTP");
        assertThat(ana.browser.get("/").body()).contains("Sign-in method renamed");
        assertThat(count("outbox where ? is not null")).isEqualTo(messages);
        assertThat(texts("select string_agg(to_json(e)::text, '') from audit_event e where account_id = ?")
                        .getFirst())
                .as("what was typed is not in the log")
                .doesNotContain("Work phone");
    }

    @Test
    void whatWasRefusedIsNot() {
        for (var name : List.of("", " ", "a".repeat(61), "a\u202eb", "c04 tel\ufffdfono")) {
            assertThat(rename(app, name).status()).as(name).isEqualTo(422);
        }
        assertThat(rename(addressRow(ANA), "Mine").refusal()).startsWith("You no longer have that method");
        assertThat(rename(UUID.randomUUID(), "Mine").refusal()).startsWith("You no longer have that method");
        people.saveCodes(account);
        remove(app);
        assertThat(rename(app, "Mine").refusal()).startsWith("You no longer have that method");
        assertThat(events()).containsExactly("METHOD_ADDED TOTP", "METHOD_REMOVED TOTP");
    }

    @Test
    void norWhatCameTooLate() {
        clock.advance(Duration.ofMinutes(11));
        assertThat(rename(app, "Work phone").heading()).isEqualTo("Confirm it's you");
        assertThat(events()).containsExactly("METHOD_ADDED TOTP");
        assertThat(texts("select name from authenticator where account_id = ?")).containsExactly("Authenticator app");
    }

    private Page rename(UUID method, String name) {
        methods();
        return post("/account/methods/rename", Map.of("id", method.toString(), "name", name));
    }
}
