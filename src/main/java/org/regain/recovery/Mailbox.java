package org.regain.recovery;

import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.Contact;
import org.regain.delivery.Channel;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.registration.Invitations;
import org.regain.secret.Code;
import org.regain.verification.FlowId;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.springframework.stereotype.Component;

/// A claimant's mailbox: whether it may be written to now, and what is put there.
///
/// Two limits apply. One follows the name as typed and may be spoken of, because it is the same whether anybody has that
/// name. The other follows the address and is silent: speaking of it would tell that the address exists.
@Component
class Mailbox {

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

    /// The confirmed address, or number, that a code goes to; null when there is none.
    ///
    /// @param last where the last one went; null at the beginning
    @Nullable
    Contact reachable(Account account, Method method, @Nullable UUID last, SendCode.To to) {
        var kind = method == Method.SMS ? Contact.Kind.PHONE : Contact.Kind.EMAIL;
        var contacts = account.confirmed(kind);
        var at = contacts.stream().map(Contact::id).toList().indexOf(last);
        return contacts.isEmpty()
                ? null
                : contacts.get((Math.max(at, 0) + (to == SendCode.To.NEXT ? 1 : 0)) % contacts.size());
    }

    void putCode(FlowId flow, Account account, Contact contact, Code code) {
        outbox.put(
                flow.value(),
                new Message.IssuedCode(
                        Recipient.of(contact, account.language()),
                        CodePurpose.RECOVERY,
                        code,
                        clock.instant().plus(IssuedCodes.LIFE)));
    }

    /// Who has not claimed their account yet has nothing to recover: the way in is a fresh claim link.
    void putInvitation(Account account) {
        invitations.sendAgain(account);
    }

    void putDecoy(FlowId flow, Method method) {
        var channel = method == Method.SMS ? Channel.SMS : Channel.EMAIL;
        outbox.put(flow.value(), new Message.Decoy(channel, clock.instant().plus(IssuedCodes.LIFE)));
    }

    /// One place is the owner's: a browser that has signed in before can always get a message.
    private static int kept(Asker asker) {
        return asker.knownDevice() ? 0 : 1;
    }
}
