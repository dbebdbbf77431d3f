package org.regain.delivery;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.regain.account.Language;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;
import org.regain.secret.Code;
import org.regain.secret.Permit;
import org.regain.secret.Token;

/// Each kind of message, worded in each language.
final class EveryMail {

    static final Instant AT = Instant.parse("2026-03-05T13:05:00Z");
    static final Code CODE = Code.parse("12345678").orElseThrow();
    static final Token TOKEN =
            Token.parse("0123456789abcdefghjkmnpqrstvwxyz0123456789abcdefghjg").orElseThrow();

    static final Permit PERMIT = Permit.parse("K7Q2M-9XH4G").orElseThrow();

    /// @param name such as `notice-password-reset`
    record Case(String name, Language language, Message.Addressed message, Mail mail) {

        @Override
        public String toString() {
            return name + " " + language;
        }
    }

    private EveryMail() {}

    static Stream<Case> cases() {
        MailWriter writer = new MailWriter(new BaseUrl(Delivering.ORIGIN));
        return Stream.of(Language.values())
                .flatMap(language -> messages(language).stream()
                        .map(message -> new Case(
                                name(message),
                                language,
                                message,
                                writer.write(new UUID(0, 1), message, to(language)))));
    }

    /// With a local part that would show if any mail repeated the address.
    private static Recipient.Mailbox to(Language language) {
        return new Recipient.Mailbox(new EmailAddress("visit-evil.example.now@contoso.example"), language.locale());
    }

    private static List<Message.Addressed> messages(Language language) {
        Recipient.Mailbox to = to(language);
        Instant soon = AT.plus(Duration.ofMinutes(10));
        Instant late = AT.plus(Duration.ofDays(3));
        List<Message.Addressed> messages = new ArrayList<>();
        for (CodePurpose purpose : CodePurpose.values()) {
            messages.add(new Message.IssuedCode(to, purpose, CODE, soon));
        }
        messages.add(new Message.ClaimLink(to, TOKEN, late));
        messages.add(new Message.FirstSignIn(to, "Contoso Partners", "ana.garcía", late));
        messages.add(new Message.FirstSignIn(to, "https://contoso.example", "ana@contoso.example", late));
        for (NoticeKind kind : NoticeKind.values()) {
            var taken = kind == NoticeKind.ACCOUNT_FROZEN ? List.of(About.Kind.values()) : List.<About.Kind>of();
            messages.add(new Message.Notice(to, kind, new About(About.Kind.TOTP, late), taken, AT, TOKEN, late));
        }
        for (AnnouncementKind kind : AnnouncementKind.values()) {
            messages.add(new Message.Announcement(to, kind, AT, kind.bringsPermit() ? PERMIT : null, late));
        }
        return messages;
    }

    private static String name(Message.Addressed message) {
        return switch (message) {
            case Message.IssuedCode m -> "code-" + m.purpose();
            case Message.ClaimLink _ -> "claim";
            case Message.FirstSignIn m -> m.userName() == null ? "first-unnamed" : "first";
            case Message.Notice m -> "notice-" + m.kind();
            case Message.Announcement m -> "announcement-" + m.kind();
        };
    }
}
