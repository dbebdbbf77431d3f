package org.regain.registration;

import org.jspecify.annotations.Nullable;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.password.ChosenPassword;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.registration.ClaimFlow.BegunBy;
import org.regain.signin.FirstSignIn;
import org.regain.signin.FirstSignIns;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody came with their password from another system: a claim begins in this browser, and a code goes to the address
/// that was imported. Who made the import may know the password; the mailbox is not theirs.
///
/// What was typed is known here and never again, so it is hashed here, and kept for after the code. Where it breaks the
/// rules for new passwords it is not, and neither is the rule it breaks: that would help whoever guesses it elsewhere.
@Service
class OpenFirstSignIn implements FirstSignIns {

    private final ClaimFlows flows;
    private final ConfirmAddress confirmAddress;
    private final NewPasswords newPasswords;
    private final AuditLog audit;
    private final TransactionTemplate transaction;

    OpenFirstSignIn(
            ClaimFlows flows,
            ConfirmAddress confirmAddress,
            NewPasswords newPasswords,
            AuditLog audit,
            TransactionTemplate transaction) {
        this.flows = flows;
        this.confirmAddress = confirmAddress;
        this.newPasswords = newPasswords;
        this.audit = audit;
        this.transaction = transaction;
    }

    @Override
    public boolean open(FirstSignIn by) {
        var kept = kept(by);
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (!flows.openByPassword(by, kept)) {
                return false;
            }
            audit.append(new AuditEvent.SignInHalfway(by.account()), by.origin());
            confirmAddress.sendCode(by.flow(), by.account(), kept == null ? BegunBy.UNFIT_PASSWORD : BegunBy.PASSWORD);
            return true;
        }));
    }

    private @Nullable ChosenPassword kept(FirstSignIn by) {
        return switch (newPasswords.choose(by.account(), by.password())) {
            case Choice.Accepted(var password) -> password;
            case Choice.Unfit _ -> null;
        };
    }
}
