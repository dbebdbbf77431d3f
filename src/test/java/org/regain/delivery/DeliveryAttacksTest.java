package org.regain.delivery;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.channel.DeliveryException;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;
import org.springframework.mail.javamail.JavaMailSenderImpl;

/// The rows of attacks.tsv that concern mails.
@Isolated
class DeliveryAttacksTest {

    @Nested
    @DisplayName("CVE-2025-7962")
    class HeaderAndSmtpInjection {

        static Stream<String> poisoned() {
            return Stream.of(
                    "ana\r\nRCPT TO:<eve@evil.example>\r\n@contoso.example",
                    "ana@contoso.example\r\nBcc: eve@evil.example",
                    "ana@contoso.example>\r\nRCPT TO:<eve@evil.example",
                    "ana@contoso.example\n",
                    "ana\u010d\u010aDATA@contoso.example",
                    "ana@contoso.example\u010d\u010aRCPT TO:<eve@evil.example>",
                    "ana@cont\u010aoso.example",
                    "ana\u0d0a@contoso.example",
                    "ana\u2028@contoso.example",
                    "ana@contoso.example\u2029",
                    "\"ana\r\nDATA\"@contoso.example",
                    "\"ana\"@contoso.example",
                    "ana\0@contoso.example",
                    "ana\t@contoso.example",
                    "ana\u007f@contoso.example",
                    "Ana <ana@contoso.example>",
                    "ana@contoso.example,eve@evil.example",
                    "ana@contoso.example;eve@evil.example",
                    "ana@contoso.example eve@evil.example",
                    "ana@eve@evil.example",
                    "ana%eve@[127.0.0.1]",
                    "(eve)ana@contoso.example",
                    "group:ana@contoso.example;",
                    "ana@contoso..example",
                    ".ana@contoso.example",
                    "ana@-contoso.example",
                    "añà@contoso.example",
                    "ana@contosó.example",
                    "",
                    "@",
                    "a".repeat(65) + "@contoso.example",
                    "ana@" + "a".repeat(64) + ".example",
                    "ana@" + "a.".repeat(126) + "example");
        }

        @ParameterizedTest
        @MethodSource("poisoned")
        void anAddressThatSmtpCouldMisreadReachesNoServer(String address) throws Exception {
            try (ScriptedSmtp server = new ScriptedSmtp()) {
                send(server, address);
                assertThat(server.lines).isEmpty();
            }
        }

        /// As a caller would who takes an address from outside.
        private void send(ScriptedSmtp server, String address) throws Exception {
            Mail mail = aMail();
            try {
                EmailAddress to = new EmailAddress(address);
                channel(server.client())
                        .send(new Mail(mail.id(), to, mail.locale(), mail.subject(), mail.text(), mail.html()));
            } catch (IllegalArgumentException | DeliveryException e) {
                assertThat(e.getMessage()).doesNotContain("eve", "contoso");
            }
        }

        @Test
        void theDialogueHasOneSenderOneRecipientAndTheHeaderAsWritten() throws Exception {
            try (ScriptedSmtp server = new ScriptedSmtp()) {
                String plain = "o'neil+a_b/c=1@xn--contos-8ta.example";
                assertThat(EmailAddress.parse(plain)).isPresent();
                send(server, plain);

                assertThat(server.commands("MAIL")).containsExactly("MAIL FROM:<no-reply@contoso.example>");
                assertThat(server.commands("RCPT")).containsExactly("RCPT TO:<" + plain + ">");
                assertThat(server.commands("DATA")).hasSize(1);
                assertThat(header(server.lines))
                        .containsExactlyInAnyOrder(
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
        }

        private List<String> header(List<String> lines) {
            return lines.stream()
                    .dropWhile(line -> !line.equals("DATA"))
                    .skip(1)
                    .takeWhile(line -> !line.isEmpty())
                    .filter(line -> !line.startsWith(" ") && !line.startsWith("\t"))
                    .map(line -> line.substring(0, line.indexOf(':')))
                    .toList();
        }
    }

    @Nested
    @DisplayName("GHSA-4hmq-ggrm-qfc6")
    class HtmlInjection {

        static Stream<EveryMail.Case> mails() {
            return EveryMail.cases();
        }

        @ParameterizedTest
        @MethodSource("mails")
        void noMailRepeatsWhatAnybodyTyped(EveryMail.Case c) {
            assertThat(c.mail().subject() + c.mail().text() + c.mail().html()).doesNotContain("evil", "visit");
        }

        @Test
        void whatAMailIsMadeOfIsEscaped() {
            List<MailPart> parts = List.of(
                    new MailPart.Paragraph("<a href=//evil>"),
                    new MailPart.CodeToType("<b>"),
                    new MailPart.Link("<i>", "https://x/\"onclick=\"y"),
                    new MailPart.KeyToPaste("<u>"),
                    new MailPart.Footer("</p><img src=x>"));
            var html = Jsoup.parse(MailText.html(Locale.ENGLISH, "</title><script>", parts));
            assertThat(html.select("b, i, u, img, script, [onclick], a[href*=evil]"))
                    .isEmpty();
        }
    }

    @Nested
    @DisplayName("h1-1888915")
    class InsecureLink {

        private static final Pattern ADDRESS = Pattern.compile("(?i)[a-z][a-z0-9+.-]*:?//[^\\s\"<，。]+");

        static Stream<EveryMail.Case> mails() {
            return EveryMail.cases();
        }

        @ParameterizedTest
        @MethodSource("mails")
        void everyAddressStartsWithTheConfiguredOrigin(EveryMail.Case c) {
            String all = c.mail().subject() + "\n" + c.mail().text() + "\n"
                    + c.mail().html();
            assertThat(ADDRESS.matcher(all).results().map(MatchResult::group))
                    .allSatisfy(url -> assertThat(url).startsWith(Delivering.ORIGIN + "/"));
            assertThat(Jsoup.parse(c.mail().html()).select("[href]").eachAttr("href"))
                    .allSatisfy(url -> assertThat(url).startsWith(Delivering.ORIGIN + "/"));
        }
    }

    @Nested
    @DisplayName("log-leak")
    class LogLeak {

        @Test
        void noLogHoldsACodeOrAKeyEvenWhenEverythingIsLogged() throws Exception {
            Delivering delivering = new Delivering();
            Message.Notice notice = delivering.notice(NoticeKind.PASSWORD_RESET);
            String written;
            try (ScriptedSmtp server = new ScriptedSmtp();
                    delivering;
                    EverythingLogged log = new EverythingLogged()) {
                JavaMailSenderImpl client = server.client();
                client.getJavaMailProperties().setProperty("mail.debug", "true");
                delivering.put(delivering.code("12345678"), notice);
                delivering.dispatcher(channel(client));
                await().until(() -> OutboxDatabase.count("SENT") == 2);
                // And a failure, whose exception would quote the server.
                server.replyingTo("RCPT", "550 <ana@contoso.example> 12345678");
                delivering.put(delivering.code("12345678"));
                await().until(() -> OutboxDatabase.count("FAILED") == 1);
                assertThat(String.join("\n", server.lines)).contains("1234 5678");
                written = log.written();
            }
            assertThat(written).contains("was accepted").contains("smtp 550");
            assertThat(written)
                    .doesNotContain(
                            "12345678",
                            "1234 5678",
                            requireNonNull(notice.repudiation()).text(),
                            "ana@contoso");
        }
    }

    private static SmtpEmailChannel channel(JavaMailSenderImpl client) {
        return new SmtpEmailChannel(client, "no-reply@contoso.example", new SettableClock());
    }

    private static Mail aMail() {
        return EveryMail.cases().findFirst().orElseThrow().mail();
    }
}
