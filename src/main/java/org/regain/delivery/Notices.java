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
import org.regain.secret.Token;
import org.springframework.stereotype.Service;

/// Tells people what happened to their account: at every confirmed address, not only the one that carried a code, each
/// with a "This wasn't me" link of its own.
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

    Notices(Accounts accounts, RepudiationLinks links, Outbox outbox, SecureRandom random, Clock clock) {
        this.accounts = accounts;
        this.links = links;
        this.outbox = outbox;
        this.random = random;
        this.clock = clock;
    }

    /// Puts a notice for each confirmed address into the outbox, in the caller's transaction. For nobody (null) a decoy
    /// takes the same way.
    public void tell(@Nullable AccountId id, NoticeKind kind) {
        var account =
                accounts.find(Objects.requireNonNullElse(id, AccountId.NOBODY)).orElse(null);
        var now = clock.instant();
        var expires = now.plus(LIFE);
        if (account == null || account.confirmedContacts().isEmpty()) {
            outbox.put(List.of(new Message.Decoy(expires)));
            return;
        }
        outbox.put(account.confirmedContacts().stream()
                .map(contact -> notice(account, contact.address(), kind, now, expires))
                .toList());
    }

    private Message notice(Account account, String address, NoticeKind kind, Instant now, Instant expires) {
        var token = Token.random(random);
        links.put(token, account.id(), kind, LIFE);
        return new Message.Notice(
                new Recipient(new EmailAddress(address), account.language().locale()), kind, now, token, expires);
    }
}
