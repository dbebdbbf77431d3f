package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.UUID;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Language;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;

/// The mail to people who are new in a directory: it names two things that somebody typed, and opens nothing.
class FirstSignInMailTest {

    private static final String UNNAMED = "Your user name is the one that you have at your desk.";

    @ParameterizedTest
    @EnumSource
    void itSaysWhoWritesAsWhomOneSignsInAndWhere(Language language) {
        var mail = mail(language, "Contoso & Söhne", "ana.garcía");
        assertThat(mail.text()).contains("Contoso & Söhne", "ana.garcía", new BaseUrl(Delivering.ORIGIN).authority());
        assertThat(Jsoup.parse(mail.html()).text()).contains("Contoso & Söhne", "ana.garcía");
        assertThat(mail.subject()).doesNotContain("Contoso", "ana");
    }

    /// What opens nothing tempts nobody, and its reader learns to press nothing.
    @ParameterizedTest
    @EnumSource
    void itHasNothingToPressAndNoSecret(Language language) {
        var mail = mail(language, "Contoso", "ana");
        assertThat(Jsoup.parse(mail.html()).select("a")).isEmpty();
        assertThat(mail.text() + mail.html())
                .doesNotContain("http", "/claim", "#0")
                .doesNotContainPattern("\\d{6}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example/win",
                "evil.example/win",
                "evil.example\\win",
                "mailto:eve",
                "evil.example?win",
                "evil.example#win",
                "eve@evil.example",
                "<b>eve</b>",
                ""
            })
    void whatCouldLeadElsewhereIsNotRepeated(String name) {
        var mail = mail(Language.ENGLISH, name, name);
        assertThat(mail.text()).contains("Your organisation has an account for you", UNNAMED);
        if (!name.isEmpty()) {
            assertThat(mail.text() + mail.html()).doesNotContain(name, "evil", "eve<");
        }
    }

    @Test
    void whatIsTooLongForANameIsNotRepeated() {
        assertThat(mail(Language.ENGLISH, "Contoso", "a".repeat(NameInMail.LONGEST + 1))
                        .text())
                .contains(UNNAMED)
                .doesNotContain("aaaa");
        assertThat(mail(Language.ENGLISH, "Contoso", "a".repeat(NameInMail.LONGEST))
                        .text())
                .contains("aaaa");
    }

    /// A name is no pattern, whatever is in it.
    @Test
    void aNameIsNotRead() {
        var mail = mail(Language.SPANISH, "Contoso {0} '{1}'", "ana{0}'&amp;");
        assertThat(mail.text()).contains("Contoso {0} '{1}' tiene", "usuario: ana{0}'&amp;\n");
        assertThat(Jsoup.parse(mail.html()).text()).contains("ana{0}'&amp;");
    }

    private static Mail mail(Language language, String organisation, String userName) {
        var to = new Recipient.Mailbox(new EmailAddress("somebody@contoso.example"), language.locale());
        return new MailWriter(new BaseUrl(Delivering.ORIGIN))
                .write(
                        new UUID(0, 1),
                        new Message.FirstSignIn(to, organisation, userName, Instant.parse("2026-11-22T12:00:00Z")),
                        to);
    }
}
