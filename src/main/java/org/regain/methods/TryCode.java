package org.regain.methods;

import java.time.Clock;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.Contact;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.sessions.Subscriber;
import org.regain.verification.FlowId;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.springframework.stereotype.Component;

/// The code that shows an address or a number to be somebody's own. They are signed in, so limits are spoken of.
@Component
class TryCode {

    private final IssuedCodes codes;
    private final Outbox outbox;
    private final Limits limits;
    private final Clock clock;

    TryCode(IssuedCodes codes, Outbox outbox, Limits limits, Clock clock) {
        this.codes = codes;
        this.outbox = outbox;
        this.limits = limits;
        this.clock = clock;
    }

    /// Sends a code in the caller's transaction. The limit is the account's, wherever codes go: a session that somebody
    /// else got hold of is no means to flood strangers' mailboxes.
    ///
    /// @return when the next one may be asked for; null when this one was sent
    @Nullable
    Instant send(FlowId flow, Subscriber who, Contact contact) {
        var subject = who.account().bytes();
        if (limits.takeBoth(Limit.CONFIRMATIONS_SOON, Limit.CONFIRMATIONS_A_DAY, subject, 0)
                instanceof Taken.No(var until)) {
            return until;
        }
        var code = codes.issue(flow, Method.of(contact.kind()), contact);
        outbox.put(
                flow.value(),
                new Message.IssuedCode(
                        Recipient.of(contact, who.language()),
                        CodePurpose.REGISTER,
                        code,
                        clock.instant().plus(codes.life())));
        return null;
    }

    /// None was sent. Where a day's are used up, its owner hears of it; so not in a transaction that is rolled back.
    void noteRefused(Subscriber who) {
        limits.noteRefused(
                who.account(), Limit.CONFIRMATIONS_A_DAY, who.account().bytes(), 0);
    }
}
