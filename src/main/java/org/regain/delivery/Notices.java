package org.regain.delivery;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Tells people what happened to their account: at every confirmed address, not only the one that carried a code, each mail
/// with a "This wasn't me" link of its own. Telephones are told of what matters most, within the budget of texts.
///
/// Source: NIST SP 800-63B-4 §§ 4.2.3, 4.6.
@Service
public class Notices {

    /// As long as a person may be away from their mail.
    static final Duration LIFE = Duration.ofDays(7);

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
        tell(id, kind, null);
    }

    /// As [#tell(AccountId, NoticeKind)], of what happened to one way to prove who one is.
    public void tell(@Nullable AccountId id, NoticeKind kind, @Nullable About about) {
        var account =
                accounts.find(Objects.requireNonNullElse(id, AccountId.NOBODY)).orElse(null);
        var expires = clock.instant().plus(LIFE);
        var contacts = account == null ? List.<Contact>of() : told(account, kind);
        if (account == null || contacts.isEmpty()) {
            outbox.put(List.of(new Message.Decoy(Channel.EMAIL, expires)));
            return;
        }
        outbox.put(contacts.stream()
                .map(contact -> notice(account, contact, kind, about, expires))
                .toList());
    }

    private List<Contact> told(Account account, NoticeKind kind) {
        return account.confirmedContacts().stream()
                .filter(contact -> switch (contact.kind()) {
                    case EMAIL -> true;
                    case PHONE -> kind.texted() && channels.texts();
                })
                .toList();
    }

    private Message notice(Account account, Contact contact, NoticeKind kind, @Nullable About about, Instant expires) {
        var now = expires.minus(LIFE);
        return switch (Recipient.of(contact, account.language())) {
            case Recipient.Mailbox to -> {
                var token = Token.random(random);
                links.put(token, account.id(), kind, LIFE);
                yield new Message.Notice(to, kind, about, now, token, expires);
            }
            case Recipient.Phone to -> new Message.Notice(to, kind, about, now, null, expires);
        };
    }
}
