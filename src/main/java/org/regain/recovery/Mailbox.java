package org.regain.recovery;

import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.Contact;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.EmailAddress;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.registration.Invitations;
import org.regain.secret.Code;
import org.springframework.stereotype.Component;

/// A claimant's mailbox: whether it may be written to now, and what is put there.
///
/// Two limits apply. One follows the name as typed and may be spoken of, because it is the same whether anybody has that
/// name. The other follows the address and is silent: speaking of it would tell that the address exists.
@Component
class Mailbox {

    private static final Duration CODE_LIFE = Duration.ofMinutes(10);

    private final Limits limits;
    private final Outbox outbox;
    private final Invitations invitations;
    private final Clock clock;

    Mailbox(Limits limits, Outbox outbox, Invitations invitations, Clock clock) {
        this.limits = limits;
        this.outbox = outbox;
        this.invitations = invitations;
        this.clock = clock;
    }

    /// Takes a place for one request under this name.
    Taken mayAsk(Asker asker) {
        return limits.takeBoth(Limit.REQUESTS_SOON, Limit.REQUESTS_A_DAY, asker.subject(), kept(asker));
    }

    /// Takes a place for one message to this account's mailbox, or to nobody's. False: it has had its share.
    boolean share(@Nullable Account account, Asker asker) {
        var subject = account == null ? asker.subject() : account.id().bytes();
        return limits.takeBoth(Limit.MESSAGES_SOON, Limit.MESSAGES_A_DAY, subject, kept(asker)) instanceof Taken.Yes;
    }

    /// The confirmed address that codes go to; null when there is none.
    @Nullable
    Contact reachable(Account account) {
        return account.confirmedContacts().stream().findFirst().orElse(null);
    }

    void putCode(Account account, Contact contact, Code code) {
        outbox.put(List.of(new Message.IssuedCode(
                new Recipient(
                        new EmailAddress(contact.address()), account.language().locale()),
                CodePurpose.RECOVERY,
                code,
                clock.instant().plus(CODE_LIFE))));
    }

    /// Who has not claimed their account yet has nothing to recover: the way in is a fresh claim link.
    void putInvitation(Account account) {
        invitations.sendAgain(account);
    }

    void putDecoy() {
        outbox.put(List.of(new Message.Decoy(clock.instant().plus(CODE_LIFE))));
    }

    /// One place is the owner's: a browser that has signed in before can always get a message.
    private static int kept(Asker asker) {
        return asker.knownDevice() ? 0 : 1;
    }
}
