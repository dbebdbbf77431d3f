package org.regain.recovery;

import java.time.Instant;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.limits.Taken;
import org.regain.verification.IssuedCodes;
import org.regain.verification.Method;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "Email a code", "Text a code to my phone", and "Send another code".
///
/// Whether anything is really sent never shows: a decoy, an account without a confirmed address and a mailbox that has had
/// its share all get a challenge that no answer fits, and an outbox row that is dropped.
@Service
class SendCode {

    private final RecoveryFlows flows;
    private final Accounts accounts;
    private final IssuedCodes codes;
    private final Mailbox mailbox;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    SendCode(
            RecoveryFlows flows,
            Accounts accounts,
            IssuedCodes codes,
            Mailbox mailbox,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.flows = flows;
        this.accounts = accounts;
        this.codes = codes;
        this.mailbox = mailbox;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Sending {

        /// A code is awaited. This is all that is ever said, sent or not.
        record Asked() implements Sending {}

        /// Too many were asked for under this name; what was awaited still is.
        record Limited(Instant until) implements Sending {}

        /// The flow has moved on meanwhile.
        record Stale() implements Sending {}
    }

    /// Where another code goes.
    enum To {
        /// Where the last one went; the first of them at the beginning.
        SAME,
        /// To the next of the account's addresses, or numbers.
        NEXT
    }

    /// @param flow an `Opened` that offers the method, or a `Challenged` that wants another code
    Sending send(RecoveryFlow flow, Method method, To to, Origin origin) {
        if (mailbox.mayAsk(flow.head().account(), flow.head().asker(), to) instanceof Taken.No(var until)) {
            return new Sending.Limited(until);
        }
        var account = accounts.find(Objects.requireNonNullElse(flow.head().account(), AccountId.NOBODY))
                .orElse(null);
        return transaction.execute(status -> {
            if (!flows.save(flow, new RecoveryFlow.Opened(flow.head().next()))) {
                status.setRollbackOnly();
                return new Sending.Stale();
            }
            sendTo(account, flow, method, to);
            audit.append(
                    new AuditEvent.ChallengeSent(
                            flow.head().account(), flow.head().id().value(), method.name()),
                    origin);
            return new Sending.Asked();
        });
    }

    private void sendTo(@Nullable Account account, RecoveryFlow flow, Method method, To to) {
        var head = flow.head();
        var reachable = account == null ? null : mailbox.reachable(account, method, last(flow), to);
        var share = mailbox.share(account, reachable, head.asker());
        var contact = share ? reachable : null;
        var code = codes.issue(head.id(), method, contact);
        if (share && account != null && account.state() == Account.State.UNCLAIMED && method == Method.EMAIL) {
            mailbox.putInvitation(account);
        } else if (account != null && contact != null) {
            mailbox.putCode(head.id(), account, contact, code);
        } else {
            mailbox.putDecoy(head.id(), method);
        }
    }

    private static @Nullable UUID last(RecoveryFlow flow) {
        return flow instanceof RecoveryFlow.Challenged challenged
                ? challenged.challenge().contact()
                : null;
    }
}
