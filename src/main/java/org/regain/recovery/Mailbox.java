package org.regain.recovery;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Contact;
import org.regain.channel.Channel;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.invite.Invitations;
import org.regain.law.Numbers;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.Code;
import org.regain.verification.FlowId;
import org.regain.verification.Method;
import org.springframework.stereotype.Component;

/// A claimant's mailbox: whether it may be written to now, and what is put there.
///
/// Two limits apply. One follows the name as typed and may be spoken of, because it is the same whether anybody has that
/// name. The other follows the address and is silent: speaking of it would tell that the address exists. What a stranger
/// uses up is a stranger's: whoever shows more has permits of their own under both (decision 25), and so has every
/// further address.
@Component
class Mailbox {

    private final Limits limits;
    private final Outbox outbox;
    private final Invitations invitations;
    private final Numbers numbers;
    private final Clock clock;

    Mailbox(Limits limits, Outbox outbox, Invitations invitations, Numbers numbers, Clock clock) {
        this.limits = limits;
        this.outbox = outbox;
        this.invitations = invitations;
        this.numbers = numbers;
        this.clock = clock;
    }

    /// Takes a permit for one request under this name. Where a day's are used up, its owner hears of it.
    Taken mayAsk(@Nullable AccountId account, Asker asker, SendCode.To to) {
        var subject = to == SendCode.To.NEXT ? elsewhere(asker.subject()) : asker.subject();
        var taken = limits.takeBoth(Limit.REQUESTS_SOON, Limit.REQUESTS_A_DAY, subject, kept(asker));
        if (taken instanceof Taken.No) {
            limits.noteRefused(account, Limit.REQUESTS_A_DAY, subject, kept(asker));
        }
        return taken;
    }

    /// Takes a permit for one message to this address of an account, or to nobody's. False: it has had its share.
    ///
    /// @param contact null: where the account has none
    boolean share(@Nullable Account account, @Nullable Contact contact, Asker asker) {
        var id = account == null ? null : account.id();
        var subject = asker.stranger() && account != null ? shareOf(account, contact) : asker.subject();
        var taken = limits.takeBoth(Limit.MESSAGES_SOON, Limit.MESSAGES_A_DAY, subject, kept(asker));
        if (taken instanceof Taken.No) {
            limits.noteRefused(id, Limit.MESSAGES_A_DAY, subject, kept(asker));
        }
        return taken instanceof Taken.Yes;
    }

    /// The first address of each kind has the account's share, under all its names together; each other one has its own.
    private static byte[] shareOf(Account account, @Nullable Contact contact) {
        return contact == null
                        || contact.id()
                                .equals(account.confirmed(contact.kind())
                                        .getFirst()
                                        .id())
                ? account.id().bytes()
                : bytes(contact.id());
    }

    private static byte[] bytes(UUID id) {
        return ByteBuffer.allocate(16)
                .putLong(id.getMostSignificantBits())
                .putLong(id.getLeastSignificantBits())
                .array();
    }

    private static byte[] elsewhere(byte[] subject) {
        return ByteBuffer.allocate(subject.length + 1)
                .put(subject)
                .put((byte) 1)
                .array();
    }

    /// The confirmed address, or number, that a code goes to; null when there is none.
    ///
    /// @param last where the last one went; null at the beginning
    @Nullable
    Contact reachable(Account account, Method method, @Nullable UUID last, SendCode.To to) {
        var contacts = account.confirmedContacts().stream()
                .filter(contact -> Method.of(contact.kind()) == method)
                .toList();
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
                        clock.instant().plus(numbers.challengeLife())));
    }

    /// Somebody who has not claimed their account yet has nothing to recover: the way in is a fresh invitation.
    void putInvitation(Account account) {
        invitations.sendAgain(account);
    }

    void putDecoy(FlowId flow, Method method) {
        var channel = method == Method.SMS ? Channel.SMS : Channel.EMAIL;
        outbox.put(flow.value(), new Message.Decoy(channel, clock.instant().plus(numbers.challengeLife())));
    }

    /// Strangers have one less than whoever shows more.
    private static int kept(Asker asker) {
        return asker.stranger() ? 1 : 0;
    }
}
