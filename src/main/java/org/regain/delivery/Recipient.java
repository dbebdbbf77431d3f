package org.regain.delivery;

import java.util.Locale;
import org.regain.account.Contact;
import org.regain.account.Language;
import org.regain.account.PhoneNumber;
import org.regain.channel.Channel;
import org.regain.channel.EmailAddress;

/// Who gets a message, and in which language they read.
public sealed interface Recipient {

    /// Any; worded in the nearest language that Regain has, else in English.
    Locale locale();

    /// The way there.
    default Channel channel() {
        return switch (this) {
            case Mailbox _ -> Channel.EMAIL;
            case Phone _ -> Channel.SMS;
        };
    }

    /// Whoever reads what comes to this contact.
    static Recipient of(Contact contact, Language language) {
        return switch (contact.kind()) {
            case EMAIL -> new Mailbox(new EmailAddress(contact.address()), language.locale());
            case PHONE -> new Phone(new PhoneNumber(contact.address()), language.locale());
        };
    }

    record Mailbox(EmailAddress address, Locale locale) implements Recipient {}

    record Phone(PhoneNumber number, Locale locale) implements Recipient {}
}
