package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.channel.Channel;
import org.regain.delivery.ChannelHealth;
import org.regain.delivery.ScriptedSmtp;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.ContextConfiguration;

/// What the page says while the mail server puts us off, or says nothing: the same to everybody, and soon.
@ContextConfiguration(initializers = StrangeMailServer.class)
@DirtiesContext
@TestInstance(Lifecycle.PER_CLASS)
class LateMailTest extends RecoveryScene {

    private static final String NOBODY = "nobody@contoso.example";
    private static final String SLOW = "Our mail is slow at the moment.";
    private static final String LATE = "it is taking longer than usual";

    @Autowired
    ScriptedSmtp server;

    @Autowired
    ChannelHealth health;

    /// A day of its own for each test, at whose beginning all is well: what was known of the server before is no news then.
    private int days;

    @BeforeEach
    void allIsWell() throws IOException {
        server.fine();
        clock.advance(Duration.ofDays(++days));
        asks(NOBODY);
        // A look at a time: those of the test before have ended.
        await().until(() -> !server.commands("RCPT").isEmpty());
        await().until(() -> !health.delayed(Channel.EMAIL));
        clock.advance(Duration.ofHours(1));
    }

    @AfterEach
    void nobodyIsLeftWaiting() throws IOException {
        server.fine();
    }

    @ParameterizedTest
    @CsvSource({"GREETING,", "GREETING,554 no", "RCPT,450 greylisted"})
    void whoAsksSeesThatMailIsSlowWhetherThereIsAnAccountOrNot(String command, @Nullable String reply) {
        server.replyingTo(command, reply == null ? ScriptedSmtp.SILENCE : reply);
        // The decoy first: it has to start the look by itself.
        var nobody = asks(NOBODY);
        await().untilAsserted(() -> assertThat(news(nobody)).contains(SLOW));
        var somebody = asks(ANA);
        assertThat(news(somebody)).isEqualTo(news(nobody));
    }

    /// No look finds that out, and what becomes of a message tells whether there is an account. So time alone speaks.
    @ParameterizedTest
    @ValueSource(strings = {ScriptedSmtp.SILENCE, "451 later", "250 fine"})
    void afterTenSecondsThePageSaysThatItIsLateWhetherThereIsAnAccountOrNot(String taken) {
        server.replyingTo(".", taken);
        var nobody = asks(NOBODY);
        var somebody = asks(ANA);

        clock.advance(Duration.ofSeconds(10));
        assertThat(news(nobody)).contains(LATE, "another method may be quicker");
        assertThat(news(somebody)).isEqualTo(news(nobody));
    }

    @Test
    void whoHasProvenSomethingHearsThatTheirMessageHangsWithinTenSeconds() {
        server.replyingTo(".", ScriptedSmtp.SILENCE);
        var app = AuthenticatorApp.with(people.addTotp(account).bytes());
        ana.beginRecovery(ANA, "FORGOTTEN");
        ana.browser.submit("/recover/verify/method", "method", "TOTP");
        ana.typeCode(app.codeAt(clock.instant()));
        ana.browser.submit("/recover/verify/method", "method", "EMAIL");

        clock.advance(Duration.ofSeconds(9));
        assertThat(news(ana)).contains("The mail server couldn't take the message yet.");
    }

    private Claimant asks(String name) {
        var who = somebody();
        who.beginRecovery(name, "FORGOTTEN");
        var asked = who.askForCode();
        assertThat(asked.html().select("#news").text()).doesNotContain(LATE);
        return who;
    }

    private static String news(Claimant who) {
        return who.browser.get("/recover/verify").html().select("#news").text();
    }
}
