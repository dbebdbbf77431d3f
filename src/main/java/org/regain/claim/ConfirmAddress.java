package org.regain.claim;

import java.nio.ByteBuffer;
import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.Contact;
import org.regain.claim.ClaimFlow.BegunBy;
import org.regain.claim.ClaimFlow.Confirming;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.flow.Flows;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.verification.FlowId;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/// The code that confirms the invited address. Whoever holds the claim link, or knows the password, knows that the
/// account exists, so limits are spoken of; and has shown more than a stranger, who cannot use up their codes.
@Service
class ConfirmAddress {

    private final Flows flows;
    private final Accounts accounts;
    private final IssuedCodes codes;
    private final Outbox outbox;
    private final Limits limits;
    private final Clock clock;

    ConfirmAddress(Flows flows, Accounts accounts, IssuedCodes codes, Outbox outbox, Limits limits, Clock clock) {
        this.flows = flows;
        this.accounts = accounts;
        this.codes = codes;
        this.outbox = outbox;
        this.limits = limits;
        this.clock = clock;
    }

    /// Sends a code in the caller's transaction, if the address has not had its share.
    void sendCode(FlowId flow, AccountId id, BegunBy by) {
        send(flow, id, by);
    }

    /// @return when the next one may be asked for; null when this one was sent
    private @Nullable Instant send(FlowId flow, AccountId id, BegunBy by) {
        var subject = claimants(id);
        if (limits.takeBoth(Limit.MESSAGES_SOON, Limit.MESSAGES_A_DAY, subject, 0) instanceof Taken.No(var until)) {
            limits.noteRefused(id, Limit.MESSAGES_A_DAY, subject, 0);
            return until;
        }
        var account = accounts.find(id).orElseThrow();
        var contact = account.contacts(Contact.Kind.EMAIL).getFirst();
        var code = codes.issue(flow, Method.EMAIL, contact);
        outbox.put(
                flow.value(),
                new Message.IssuedCode(
                        Recipient.of(contact, account.language()),
                        by == BegunBy.LINK ? CodePurpose.CLAIM : CodePurpose.FIRST_SIGN_IN,
                        code,
                        clock.instant().plus(codes.life())));
        return null;
    }

    private static byte[] claimants(AccountId id) {
        var bytes = id.bytes();
        return ByteBuffer.allocate(bytes.length + 1).put(bytes).put((byte) 1).array();
    }

    /// "Send another code", as [#sendCode], in a transaction of its own.
    @Transactional
    @Nullable
    Instant sendAgain(Confirming flow) {
        // Taken first: a second click on the same page sends no second code.
        return flows.advance(flow.id(), flow.step()) ? send(flow.id(), flow.account(), flow.by()) : null;
    }
}
