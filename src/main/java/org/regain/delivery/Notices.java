package org.regain.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.channel.Channel;
import org.regain.channel.Channels;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Tells people what happened to their account: at every confirmed address, not only the one that carried a code, each mail
/// with a "This wasn't me" link of its own. Telephones are told of what matters most, within the budget of texts.
///
/// Source: NIST SP 800-63B-4 §§ 4.2.3, 4.6.
@Service
public class Notices {

    /// What is told, to whoever it is told.
    ///
    /// @param gone addresses that were taken away with what is told
    private record Told(NoticeKind kind, @Nullable About about, List<About.Kind> taken, List<Contact> gone) {}

    private final Accounts accounts;
    private final RepudiationLinks links;
    private final Outbox outbox;
    private final SecureRandom random;
    private final Clock clock;
    private final Channels channels;

    Notices(
            Accounts accounts,
            RepudiationLinks links,
            Outbox outbox,
            SecureRandom random,
            Clock clock,
            Channels channels) {
        this.accounts = accounts;
        this.links = links;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
        this.channels = channels;
    }

    /// Puts a notice for each confirmed address into the outbox, in the caller's transaction. For nobody (null) a decoy
    /// takes the same way.
    public void tell(@Nullable AccountId id, NoticeKind kind) {
        tell(id, new Told(kind, null, List.of(), List.of()));
    }

    /// As [#tell(AccountId, NoticeKind)], of what happened to one way to prove who one is.
    public void tell(@Nullable AccountId id, NoticeKind kind, @Nullable About about) {
        tell(id, new Told(kind, about, List.of(), List.of()));
    }

    /// As [#tell(AccountId, NoticeKind)], when with it ways to prove who one is were taken away.
    ///
    /// @param gone the addresses among them, which are told too
    public void tellOfTaken(AccountId id, NoticeKind kind, List<About.Kind> taken, List<Contact> gone) {
        tell(id, new Told(kind, null, taken, gone));
    }

    private void tell(@Nullable AccountId id, Told told) {
        var account =
                accounts.find(Objects.requireNonNullElse(id, AccountId.NOBODY)).orElse(null);
        var now = clock.instant();
        var life = links.life();
        var contacts = account == null ? List.<Contact>of() : told(account, told);
        if (account == null || contacts.isEmpty()) {
            outbox.put(List.of(new Message.Decoy(Channel.EMAIL, now.plus(life))));
            return;
        }
        outbox.put(contacts.stream()
                .map(contact -> notice(account, contact, told, now, life))
                .toList());
    }

    private List<Contact> told(Account account, Told told) {
        return Stream.concat(account.confirmedContacts().stream(), told.gone().stream())
                .filter(contact -> switch (contact.kind()) {
                    case EMAIL -> true;
                    case PHONE -> told.kind().texted() && channels.texts();
                })
                .toList();
    }

    private Message notice(Account account, Contact contact, Told told, Instant now, Duration life) {
        var to = Recipient.of(contact, account.language());
        var token = to instanceof Recipient.Mailbox ? link(account, contact, told.kind(), life) : null;
        return new Message.Notice(to, told.kind(), told.about(), told.taken(), now, token, now.plus(life));
    }

    private Token link(Account account, Contact contact, NoticeKind kind, Duration life) {
        var token = Token.random(random);
        links.put(token, account.id(), kind, contact.id(), life);
        return token;
    }
}
