package org.regain.delivery;

import java.util.Locale;
import java.util.UUID;
import org.regain.account.Language;
import org.regain.channel.Text;
import org.springframework.stereotype.Component;

/// Words a message as a text in its recipient's language: one line, short enough for one or two of the pieces that a text is
/// sent and paid in.
///
/// Only codes and this Regain's own host are filled in: no name and nothing else that anybody typed.
@Component
class TextWriter {

    private final BaseUrl baseUrl;

    TextWriter(BaseUrl baseUrl) {
        this.baseUrl = baseUrl;
    }

    Text write(UUID id, Message.Addressed message, Recipient.Phone to) {
        MailWords words = new MailWords(Language.nearest(to.locale()));
        return new Text(
                id,
                to.number(),
                switch (message) {
                    case Message.IssuedCode m -> code(m, words);
                    case Message.Notice m ->
                        words.say("text.notice." + hyphenated(m.kind().name()), baseUrl.authority());
                    case Message.ClaimLink _, Message.FirstSignIn _, Message.Announcement _ ->
                        throw new IllegalArgumentException("It goes to mailboxes only");
                });
    }

    /// The last line is for the phone, which offers the code on pages of this origin and on no other. Origins have the host
    /// without its port there.
    ///
    /// Source: WICG, Origin-bound one-time codes delivered via SMS, § 3.
    private String code(Message.IssuedCode message, MailWords words) {
        String digits = message.code().digits();
        String line = words.say("text.code." + hyphenated(message.purpose().name()), digits, baseUrl.authority());
        return line + "\n\n@" + baseUrl.host() + " #" + digits;
    }

    private static String hyphenated(String name) {
        return name.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
