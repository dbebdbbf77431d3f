package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.Language;
import org.regain.secret.Token;
import org.regain.sessions.Subscriber;
import org.springframework.beans.factory.annotation.Autowired;

/// Each step of adding a method serves once and while it lasts; and nothing is a method before it is confirmed.
class StepsOfAddingTest extends MethodsScene {

    @Autowired
    SendAgain sendAgain;

    @Autowired
    RegisterFlows tries;

    @BeforeEach
    void signedIn() {
        signIn();
    }

    @Test
    void whatAPasskeyIsAskedIsUsedUpByTheRightAnswerToo() {
        add("PASSKEY");
        var asked = options();
        var form = "/account/methods/passkey";
        ana.browser.submit(form, "name", "", "credential", passkey().create(asked));
        assertThat(count("passkey p join authenticator a on a.id = p.authenticator_id where a.account_id = ?"))
                .isEqualTo(1);
        var before = rows();
        var again = post(form, Map.of("name", "", "credential", passkey().create(asked)));
        assertThat(again.refusal()).startsWith("Your device didn't give us a passkey");
        nothingChangedSince(before);
    }

    @Test
    void aDeviceIsAskedNotToMakeASecondPasskey() {
        add("PASSKEY");
        assertThat(options()).doesNotContain("\"type\":\"public-key\",\"id\"");
        var passkey = addPasskey();
        add("PASSKEY");
        assertThat(options()).contains(Base64.getUrlEncoder().withoutPadding().encodeToString(passkey.credentialId()));
        people.saveCodes(account);
        remove(newest("authenticator"));
        add("PASSKEY");
        assertThat(options())
                .doesNotContain(Base64.getUrlEncoder().withoutPadding().encodeToString(passkey.credentialId()));
    }

    @Test
    void aPageFromBeforeTheLastAnswerIsSaidToBeOld() throws Exception {
        var code = codeForAddress(OTHER);
        var at = ana.browser.page().field("at");
        typeCode("00000000");
        var before = rows();
        var stale = post("/account/try", Map.of("at", at, "code", code));
        assertThat(stale.status()).isEqualTo(409);
        assertThat(stale.refusal()).contains("That page was out of date");
        assertThat(post("/account/try/again", Map.of("at", at)).status()).isEqualTo(409);
        nothingChangedSince(before);
        assertThat(typeCode(code).heading()).isEqualTo("My sign-in methods");
    }

    @Test
    void ofTwoClicksOnSendAnotherCodeOneSends() throws Exception {
        codeForAddress(OTHER);
        var key = texts("""
                        select convert_from(attribute_bytes, 'UTF8') from spring_session_attributes
                        join spring_session on session_primary_id = primary_id
                        where attribute_name = 'try' and principal_name = ?::text
                        """).getFirst();
        var flow = tries.find(Token.parse(key).orElseThrow(), account).orElseThrow();
        var who = new Subscriber(account, 0, Language.ENGLISH);
        var sent = count("challenge c join flow f on f.id = c.flow_id where f.account_id = ?");
        for (var i = 0; i < 2; i++) {
            assertThat(sendAgain.send(flow, who)).isNull();
            assertThat(count("challenge c join flow f on f.id = c.flow_id where f.account_id = ?"))
                    .isEqualTo(sent + 1);
        }
    }

    @Test
    void aKeyOfAnAppThatWasShownAnHourAgoIsShownAndTakenNoMore() {
        add("TOTP");
        var app = appWithTheKeyShown();
        var id = ana.browser.page().field("id");
        clock.advance(Duration.ofMinutes(61));
        signIn();
        assertThat(ana.browser.get("/account/methods/totp").heading()).isEqualTo("My sign-in methods");
        var before = rows();
        var late = post("/account/methods/totp", Map.of("id", id, "name", "", "code", app.codeAt(clock.instant())));
        assertThat(late.refusal()).startsWith("You no longer have that method");
        nothingChangedSince(before);
    }

    @Test
    void whatIsNotConfirmedIsNoMethodYet() throws Exception {
        codeForAddress(OTHER);
        add("TOTP");
        var before = rows();
        for (var id : new String[] {
            addressRow(OTHER).toString(), newest("authenticator").toString()
        }) {
            for (var path : new String[] {"/account/methods/remove", "/account/try/start"}) {
                methods();
                assertThat(post(path, Map.of("id", id)).refusal())
                        .as(path)
                        .startsWith("You no longer have that method");
            }
            methods();
            assertThat(post("/account/methods/rename", Map.of("id", id, "name", "Mine"))
                            .refusal())
                    .startsWith("You no longer have that method");
        }
        assertThat(methods().body()).doesNotContain(OTHER);
        nothingChangedSince(before);
    }
}
