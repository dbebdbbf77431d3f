package org.regain.invite;

import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.Invitation;
import org.regain.account.OrganisationId;
import org.regain.channel.EmailAddress;
import org.regain.delivery.Announcements;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.law.Numbers;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// Brings people in. An invitation can only make an account that does not exist yet; the link it sends goes to the person
/// and is worth nothing once they have claimed the account. People of a directory get no link: they come with the password that is there.
@Service
public class Invitations {

    private final NewAccounts newAccounts;
    private final Accounts accounts;
    private final Outbox outbox;
    private final Numbers numbers;
    private final SecureRandom random;
    private final Clock clock;

    Invitations(
            NewAccounts newAccounts,
            Accounts accounts,
            Outbox outbox,
            Numbers numbers,
            SecureRandom random,
            Clock clock) {
        this.newAccounts = newAccounts;
        this.accounts = accounts;
        this.outbox = outbox;
        this.numbers = numbers;
        this.random = random;
        this.clock = clock;
    }

    /// Makes an unclaimed account and mails its claim link, both or neither.
    @Transactional
    public Invited invite(OrganisationId organisation, Invitation invitation) {
        var invited = add(organisation, invitation);
        if (invited instanceof Invited.Created(AccountId id)) {
            accounts.find(id).ifPresent(this::sendAgain);
        }
        return invited;
    }

    /// Makes an unclaimed account without a mail: its first link is handed over in another way.
    @Transactional
    public Invited add(OrganisationId organisation, Invitation invitation) {
        return newAccounts.add(organisation, invitation);
    }

    /// Mails how to claim the account, in the caller's transaction: by a fresh link, or by the password that a directory has. Does nothing for
    /// an account that is claimed, suspended or deleted.
    ///
    /// @throws IllegalArgumentException where no mail goes to its address; the caller's transaction goes on
    @Transactional(noRollbackFor = IllegalArgumentException.class)
    public void sendAgain(Account account) {
        if (newAccounts.inDirectory(account.id())) {
            sayHow(account);
        } else {
            sendLink(account);
        }
    }

    private void sayHow(Account account) {
        if (account.state() == Account.State.UNCLAIMED) {
            outbox.put(List.of(new Message.FirstSignIn(
                    mailbox(account),
                    account.organisationName(),
                    account.userName(),
                    clock.instant().plus(Announcements.LIFE))));
        }
    }

    private void sendLink(Account account) {
        link(account.id())
                .ifPresent(token -> outbox.put(List.of(new Message.ClaimLink(
                        mailbox(account), token, clock.instant().plus(numbers.invitationLife())))));
    }

    private static Recipient.Mailbox mailbox(Account account) {
        return new Recipient.Mailbox(
                new EmailAddress(account.email()), account.language().locale());
    }

    /// A fresh claim link; nothing for an account that is claimed.
    @Transactional
    public Optional<Token> link(AccountId account) {
        var token = Token.random(random);
        return newAccounts.putLink(account, token) ? Optional.of(token) : Optional.empty();
    }
}
