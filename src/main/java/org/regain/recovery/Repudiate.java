package org.regain.recovery;

import java.time.Instant;
import java.util.List;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.limits.Limit;
import org.regain.limits.Limits;
import org.regain.limits.Taken;
import org.regain.secret.Token;
import org.regain.verification.Method;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "This wasn't me". One factor, the link in a notice, is enough to lower access: flows and sessions end, credentials freeze,
/// what the notice told of goes, and where somebody was in, only a new recovery leads on (NIST SP 800-63B-4 § 4.3).
@Service
class Repudiate {

    private final RepudiatedAccounts links;
    private final Limits limits;
    private final Notices notices;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    Repudiate(
            RepudiatedAccounts links, Limits limits, Notices notices, AuditLog audit, TransactionTemplate transaction) {
        this.links = links;
        this.limits = limits;
        this.notices = notices;
        this.audit = audit;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Repudiation {

        /// The link was good.
        ///
        /// @param taken what went: whatever the notice told of, and what was added since
        record Done(List<TakenMethod> taken) implements Repudiation {}

        /// No such link, or it was used, or it is too old.
        record Dead() implements Repudiation {}

        record Limited(Instant until) implements Repudiation {}
    }

    Repudiation repudiate(Token token, Origin origin) {
        if (limits.take(Limit.LINKS_FROM_SOURCE, origin) instanceof Taken.No(var until)) {
            return new Repudiation.Limited(until);
        }
        return transaction.execute(_ -> {
            var account = links.freeze(token);
            if (account == null) {
                return new Repudiation.Dead();
            }
            var taken = links.takenBy(token);
            var ways = taken.stream().map(TakenMethod::method).distinct().toList();
            notices.tellOfTaken(
                    account,
                    NoticeKind.ACCOUNT_FROZEN,
                    ways.stream().map(Method::told).toList(),
                    links.addressesTakenBy(token));
            audit.append(new AuditEvent.NotMe(account), origin);
            return new Repudiation.Done(taken);
        });
    }
}
