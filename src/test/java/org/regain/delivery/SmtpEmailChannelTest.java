package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import jakarta.mail.Message.RecipientType;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import java.util.Collections;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.channel.Mail;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// Mails as a mailbox receives them.
class SmtpEmailChannelTest {

    private static final String FROM = "Contoso 登录 <no-reply@contoso.example>";

    private final GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));

    @BeforeEach
    void start() {
        server.start();
    }

    @AfterEach
    void stop() {
        server.stop();
    }

    static Stream<EveryMail.Case> mails() {
        return EveryMail.cases();
    }

    private SmtpEmailChannel channel() {
        JavaMailSenderImpl client = new JavaMailSenderImpl();
        client.setHost("127.0.0.1");
        client.setPort(server.getSmtp().getPort());
        return new SmtpEmailChannel(client, FROM, new SettableClock());
    }

    @ParameterizedTest
    @MethodSource("mails")
    void eachMailArrivesAsItWasWritten(EveryMail.Case c) throws Exception {
        channel().send(c.mail());

        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getSubject()).isEqualTo(c.mail().subject());
        MimeMultipart body = (MimeMultipart) message.getContent();
        assertThat(body.getContentType()).startsWith("multipart/alternative");
        assertThat(body.getCount()).isEqualTo(2);
        assertThat(body.getBodyPart(0).getContentType()).isEqualToIgnoringCase("text/plain; charset=UTF-8");
        assertThat(body.getBodyPart(1).getContentType()).isEqualToIgnoringCase("text/html; charset=UTF-8");
        assertThat(body.getBodyPart(0).getContent())
                .asString()
                .isEqualToNormalizingNewlines(c.mail().text());
        assertThat(body.getBodyPart(1).getContent())
                .asString()
                .isEqualToNormalizingNewlines(c.mail().html());
    }

    @Test
    void theHeaderTellsMachinesNotToAnswer() throws Exception {
        Mail mail = EveryMail.cases().findFirst().orElseThrow().mail();
        channel().send(mail);

        MimeMessage message = server.getReceivedMessages()[0];
        assertThat(message.getHeader("Auto-Submitted")).containsExactly("auto-generated");
        assertThat(message.getHeader("X-Auto-Response-Suppress")).containsExactly("All");
        assertThat(message.getFrom()).containsExactly(new InternetAddress("no-reply@contoso.example"));
        assertThat(((InternetAddress) message.getFrom()[0]).getPersonal()).isEqualTo("Contoso 登录");
        assertThat(message.getRecipients(RecipientType.TO)).hasSize(1);
        assertThat(message.getSentDate()).isEqualTo("2026-03-05T13:05:00Z");
        assertThat(Collections.list(message.getAllHeaders()))
                .extracting(h -> h.getName())
                .containsExactlyInAnyOrder(
                        "Return-Path",
                        "Received",
                        "Date",
                        "From",
                        "To",
                        "Message-ID",
                        "Subject",
                        "MIME-Version",
                        "Content-Type",
                        "Auto-Submitted",
                        "X-Auto-Response-Suppress",
                        "Content-Language");
    }

    @Test
    void theSameMessageSentTwiceHasOneMessageId() throws Exception {
        Mail mail = EveryMail.cases().findFirst().orElseThrow().mail();
        channel().send(mail);
        channel().send(mail);

        assertThat(server.getReceivedMessages())
                .extracting(MimeMessage::getMessageID)
                .containsExactly(
                        "<00000000-0000-0000-0000-000000000001@contoso.example>",
                        "<00000000-0000-0000-0000-000000000001@contoso.example>");
    }

    @Test
    void aServerThatTookTheMailAndSaysNoGoodbyeHasIt() throws Exception {
        try (ScriptedSmtp scripted = new ScriptedSmtp().replyingTo("QUIT", "421 4.3.0 no time")) {
            new SmtpEmailChannel(scripted.client(), FROM, new SettableClock())
                    .send(EveryMail.cases().findFirst().orElseThrow().mail());
            assertThat(scripted.commands("DATA")).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "nobody", "a@b.example, c@d.example", "a@b.example\r\nBcc: c@d.example", "\"a b\"@c.example"
            })
    void aSenderThatIsNotOneAddressRefusesTheStart(String from) {
        assertThatThrownBy(() -> new SmtpEmailChannel(new JavaMailSenderImpl(), from, new SettableClock()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("regain.mail.from");
    }

    @Test
    void noServerIsWaitedForWithoutEnd() {
        JavaMailSenderImpl client = new JavaMailSenderImpl();
        client.getJavaMailProperties().setProperty("mail.smtp.timeout", "0");
        assertThat(new SmtpEmailChannel(client, FROM, new SettableClock())).isNotNull();

        for (String rule : new String[] {"connectiontimeout", "timeout", "writetimeout"}) {
            assertThat(client.getJavaMailProperties())
                    .containsEntry("mail.smtp." + rule, "10000")
                    .containsEntry("mail.smtps." + rule, "10000");
        }
    }
}
