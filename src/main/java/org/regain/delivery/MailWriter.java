package org.regain.delivery;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import org.regain.account.Language;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;
import org.regain.delivery.MailPart.CodeToType;
import org.regain.delivery.MailPart.Footer;
import org.regain.delivery.MailPart.KeyToPaste;
import org.regain.delivery.MailPart.Link;
import org.regain.delivery.MailPart.Paragraph;
import org.regain.secret.Code;
import org.regain.secret.Token;
import org.springframework.stereotype.Component;

/// Words a message in its recipient's language.
///
/// Only codes, keys, times and this Regain's own addresses are filled in, and nothing that anybody typed, so that a mail can't be made to say
/// what a stranger wants (GHSA-4hmq-ggrm-qfc6). One mail says two names, as far as [NameInMail] lets them in.
@Component
class MailWriter {

    private static final EmailAddress NOBODY = new EmailAddress("nobody@regain.invalid");
    private static final Code NO_CODE = Code.parse("00000000").orElseThrow();

    private final BaseUrl baseUrl;

    MailWriter(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    Mail write(UUID id, Message.Addressed message, Recipient.Mailbox to) {
        MailWords words = new MailWords(Language.nearest(to.locale()));
        return switch (message) {
            case Message.IssuedCode m -> mail(id, to, words, keyOf(m.purpose()), code(m, words));
            case Message.ClaimLink m -> mail(id, to, words, "claim", claim(m, words));
            case Message.FirstSignIn m -> mail(id, to, words, "first", firstSignIn(m, words));
            case Message.Notice m -> mail(id, to, words, keyOf(m.kind()), notice(m, words));
            case Message.Announcement m -> mail(id, to, words, keyOf(m.kind()), announcement(m, words));
        };
    }

    /// A code that nobody gets.
    Mail ofNobody(UUID id, Instant expiresAt) {
        return ofNobody(id, expiresAt, Language.ENGLISH);
    }

    Mail ofNobody(UUID id, Instant expiresAt, Language language) {
        var to = new Recipient.Mailbox(NOBODY, language.locale());
        return write(id, new Message.IssuedCode(to, CodePurpose.RECOVERY, NO_CODE, expiresAt), to);
    }

    private static Mail mail(UUID id, Recipient.Mailbox to, MailWords words, String key, List<MailPart> parts) {
        // No code in the subject, which phones show while they are locked.
        String subject = words.say(key + ".subject");
        String text = MailText.plain(parts);
        String html = MailText.html(words.locale(), subject, parts);
        return new Mail(id, to.address(), words.locale(), subject, text, html);
    }

    private static List<MailPart> code(Message.IssuedCode message, MailWords words) {
        return List.of(
                new Paragraph(words.say(keyOf(message.purpose()) + ".intro")),
                new CodeToType(grouped(message.code())),
                new Paragraph(words.say("code.until", words.time(message.expiresAt()))),
                new Paragraph(words.say("code.secret")),
                new Paragraph(words.say("code.not-me")),
                new Footer(words.say("automatic")));
    }

    private List<MailPart> claim(Message.ClaimLink message, MailWords words) {
        String page = baseUrl.claimPage();
        return List.of(
                new Paragraph(words.say("claim.intro")),
                new Link(words.say("claim.link"), BaseUrl.withKey(page, message.token())),
                new Paragraph(words.say("claim.key", page)),
                new KeyToPaste(message.token().text()),
                new Paragraph(words.say("claim.until", words.time(message.expiresAt()))),
                new Paragraph(words.say("claim.who")),
                new Paragraph(words.say("claim.not-me")),
                new Footer(words.say("automatic")));
    }

    /// Nothing in it can be pressed: whoever follows it types a password.
    private List<MailPart> firstSignIn(Message.FirstSignIn message, MailWords words) {
        String page = baseUrl.authority();
        return List.of(
                new Paragraph(
                        message.organisation() == null
                                ? words.say("first.intro.unnamed", page)
                                : words.say("first.intro", page, message.organisation())),
                new Paragraph(
                        message.userName() == null
                                ? words.say("first.name.unnamed")
                                : words.say("first.name", message.userName())),
                new Paragraph(words.say("first.next", page)),
                new Paragraph(words.say("first.secret")),
                new Paragraph(words.say("first.not-me")),
                new Footer(words.say("automatic")));
    }

    private List<MailPart> notice(Message.Notice message, MailWords words) {
        String key = keyOf(message.kind());
        String page = baseUrl.notMePage();
        Token repudiation = Objects.requireNonNull(message.repudiation());
        About about = message.about();
        String which =
                about == null ? "" : words.say("way." + hyphenated(about.kind().name()));
        String servesFrom = about == null ? "" : words.time(about.servesFrom());
        List<MailPart> parts = new ArrayList<>();
        parts.add(new Paragraph(words.say(key + ".happened", words.time(message.at()), which)));
        parts.add(new Paragraph(words.say(key + ".ended", servesFrom)));
        if (!message.taken().isEmpty()) {
            parts.add(new Paragraph(words.say("notice.taken", taken(message, words))));
        }
        parts.add(new Paragraph(words.say(key + ".mine")));
        parts.add(new Paragraph(words.say(key + ".not-mine")));
        parts.add(new Link(words.say("notice.link"), BaseUrl.withKey(page, repudiation)));
        parts.add(new Paragraph(words.say("notice.key", page)));
        parts.add(new KeyToPaste(repudiation.text()));
        parts.add(new Paragraph(words.say("notice.until", words.time(message.expiresAt()))));
        parts.add(new Footer(words.say("notice.automatic")));
        return List.copyOf(parts);
    }

    private static String taken(Message.Notice message, MailWords words) {
        return message.taken().stream()
                .map(kind -> words.say("way." + hyphenated(kind.name())))
                .collect(Collectors.joining(words.say("notice.taken.comma")));
    }

    /// Nothing in it can be pressed: it has no authority.
    private List<MailPart> announcement(Message.Announcement message, MailWords words) {
        String key = keyOf(message.kind());
        List<MailPart> parts = new ArrayList<>();
        parts.add(new Paragraph(words.say(key + ".happened", words.time(message.at()))));
        parts.add(new Paragraph(words.say(key + ".next", baseUrl.authority())));
        if (message.permit() != null) {
            parts.add(new Paragraph(words.say("permit.intro", baseUrl.authority())));
            parts.add(new CodeToType(message.permit().text()));
            parts.add(new Paragraph(words.say("permit.until", words.time(message.expiresAt()))));
        }
        parts.add(new Footer(words.say("notice.automatic")));
        return List.copyOf(parts);
    }

    private static String keyOf(CodePurpose purpose) {
        return "code." + hyphenated(purpose.name());
    }

    private static String keyOf(NoticeKind kind) {
        return "notice." + hyphenated(kind.name());
    }

    private static String keyOf(AnnouncementKind kind) {
        return "announcement." + hyphenated(kind.name());
    }

    private static String hyphenated(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /// Eight digits as "1234 5678", six as "123 456".
    static String grouped(Code code) {
        String size = code.digits().length() % 4 == 0 ? "4" : "3";
        return code.digits().replaceAll("(.{" + size + "})(?=.)", "$1 ");
    }
}
