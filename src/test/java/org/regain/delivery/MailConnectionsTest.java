package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.regain.support.Deadline.await;

import jakarta.mail.MessagingException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.channel.DeliveryException;
import org.regain.channel.Mail;

/// A connection to the mail server serves for the next mail, for as long as its server likes.
class MailConnectionsTest {

    private static final Mail MAIL = EveryMail.cases().findFirst().orElseThrow().mail();

    @SuppressWarnings("NullAway.Init")
    private ScriptedSmtp server;

    @SuppressWarnings("NullAway.Init")
    private SmtpEmailChannel channel;

    @BeforeEach
    void start() throws Exception {
        server = new ScriptedSmtp();
        channel = new SmtpEmailChannel(server.client(), "no-reply@contoso.example", new SettableClock());
    }

    @AfterEach
    void stop() throws Exception {
        channel.close();
        server.close();
    }

    @Test
    void mailsOneAfterTheOtherGoByOne() throws Exception {
        for (var n = 0; n < 3; n++) {
            channel.send(MAIL);
        }
        assertThat(server.commands("EHLO")).hasSize(1);
        assertThat(server.commands("DATA")).hasSize(3);
        assertThat(server.commands("RCPT")).hasSize(3);
        assertThat(server.commands("QUIT")).isEmpty();
    }

    @Test
    void mailsAtTheSameTimeGoByOneEach() throws Exception {
        try (var connections = new MailConnections(SmtpRules.apply(server.client()), Duration.ofHours(1))) {
            sendThreeAtTheSameTime(connections);
            assertThat(server.commands("EHLO")).hasSize(3);
        }
    }

    @Test
    void theTwentyFirstGoesByAnotherAndTheFirstIsEndedWithAGoodbye() throws Exception {
        for (var n = 0; n < 21; n++) {
            channel.send(MAIL);
        }
        assertThat(server.commands("EHLO")).hasSize(2);
        assertThat(server.commands("DATA")).hasSize(21);
        await("a goodbye").until(() -> server.commands("QUIT").size() == 1);
    }

    /// As a server does that was restarted, or has had enough of somebody who says nothing.
    @Test
    void whereTheServerHasHungUpMeanwhileTheNextGoesByAnother() throws Exception {
        channel.send(MAIL);
        server.fine();
        channel.send(MAIL);
        assertThat(server.commands("EHLO")).hasSize(1);
        assertThat(server.commands("DATA")).hasSize(1);
    }

    @Test
    void whereTheServerSaysThatItIsOverTheNextGoesByAnother() throws Exception {
        channel.send(MAIL);
        server.replyingTo("NOOP", "421 4.4.2 it is over");
        channel.send(MAIL);
        assertThat(server.commands("EHLO")).hasSize(2);
        assertThat(server.commands("DATA")).hasSize(2);
    }

    @Test
    void whereTheServerSaysNothingAnyMoreOneIsAskedAndNoOther() throws Exception {
        try (var lasting = new MailConnections(SmtpRules.apply(server.client()), Duration.ofHours(1))) {
            sendThreeAtTheSameTime(lasting);
            server.replyingTo("NOOP", ScriptedSmtp.SILENCE);
            sends(lasting).join();
            assertThat(server.commands("NOOP")).hasSize(1);
            assertThat(server.commands("EHLO")).hasSize(4);
        }
    }

    @Test
    void whereTheServerTakesNoMoreByAKeptOneTheMailGoesByAnotherAtOnce() throws Exception {
        channel.send(MAIL);
        server.replyingOnceTo("MAIL", "421 4.7.0 enough by this one");
        channel.send(MAIL);
        assertThat(server.commands("EHLO")).hasSize(2);
        assertThat(server.commands("DATA")).hasSize(2);
    }

    @Test
    void whereItTakesNoneByANewOneEitherNoThirdIsTried() throws Exception {
        channel.send(MAIL);
        server.replyingTo("MAIL", "452 4.3.1 full");
        assertThatThrownBy(() -> channel.send(MAIL)).isInstanceOf(DeliveryException.class);
        assertThat(server.commands("MAIL")).hasSize(3);
        assertThat(server.commands("EHLO")).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"RCPT, 550 5.1.1 nobody", "DATA, 421 4.3.2 later", "., 554 5.7.1 not this"})
    void oneByWhichAMailWasRefusedCarriesNoOther(String command, String reply) throws Exception {
        channel.send(MAIL);
        server.replyingTo(command, reply);
        assertThatThrownBy(() -> channel.send(MAIL)).isInstanceOf(DeliveryException.class);
        server.replyingTo(command, command.equals("DATA") ? "354 go on" : "250 fine");
        channel.send(MAIL);
        assertThat(server.commands("EHLO")).hasSize(2);
    }

    @Test
    void oneThatWaitsIsEndedWithAGoodbye() throws Exception {
        try (var soon = new MailConnections(SmtpRules.apply(server.client()), Duration.ofMillis(100))) {
            soon.send(channel.message(MAIL));
            await("a goodbye").until(() -> server.commands("QUIT").size() == 1);
            soon.send(channel.message(MAIL));
            await("another").until(() -> server.commands("QUIT").size() == 2);
        }
    }

    @Test
    void atTheEndNoneWaits() throws Exception {
        channel.send(MAIL);
        channel.close();
        await("a goodbye").until(() -> server.commands("QUIT").size() == 1);
        channel.send(MAIL);
        channel.send(MAIL);
        assertThat(server.commands("EHLO")).as("none is kept any more").hasSize(3);
    }

    /// None ends before all have begun.
    private void sendThreeAtTheSameTime(MailConnections by) throws IOException {
        server.replyingTo("RCPT", ScriptedSmtp.SILENCE);
        var three = List.of(sends(by), sends(by), sends(by));
        await("all").until(() -> server.commands("RCPT").size() == 3);
        server.goOn("250 fine");
        three.forEach(CompletableFuture::join);
        server.replyingTo("RCPT", "250 fine");
    }

    private CompletableFuture<Void> sends(MailConnections by) {
        return CompletableFuture.runAsync(
                () -> {
                    try {
                        by.send(channel.message(MAIL));
                    } catch (MessagingException refused) {
                        throw new IllegalStateException(refused);
                    }
                },
                Thread::startVirtualThread);
    }
}
