package org.regain.delivery;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import org.regain.account.Account;
import org.regain.account.Contact;
import org.regain.channel.EmailAddress;
import org.springframework.stereotype.Service;

/// Tells people what their organisation did to their account, at every address they have confirmed.
@Service
public class Announcements {

    /// As long as a person may be away from their mail; a permit lives as long as the mail that brings it.
    public static final Duration LIFE = Duration.ofDays(7);

    private final Outbox outbox;
    private final Permits permits;
    private final Clock clock;

    Announcements(Outbox outbox, Permits permits, Clock clock) {
        this.outbox = outbox;
        this.permits = permits;
        this.clock = clock;
    }

    /// Puts one mail for each confirmed address into the outbox, in the caller's transaction; nothing where there is none.
    ///
    /// @param at when it happened
    public void tell(Account account, AnnouncementKind kind, Instant at) {
        var expires = clock.instant().plus(LIFE);
        outbox.put(account.confirmed(Contact.Kind.EMAIL).stream()
                .<Message>map(contact -> new Message.Announcement(
                        new Recipient.Mailbox(
                                new EmailAddress(contact.address()),
                                account.language().locale()),
                        kind,
                        at,
                        kind.bringsPermit() ? permits.make(account, contact, LIFE) : null,
                        expires))
                .toList());
    }
}
