package org.regain.signin;

import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.password.PasswordHasher;
import org.regain.password.Passwords;
import org.regain.secret.Password;
import org.regain.signin.PasswordCheck.Checked;
import org.regain.verification.Verdict;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// What a sign-in leaves behind: the audit event, unless it is complete, which the database writes down itself; a notice when it
/// locked the account or somebody seems to know its password; a hash under today's parameters.
@Component
class SignInRecord {

    private final AuditLog audit;
    private final Notices notices;
    private final Passwords passwords;
    private final PasswordHasher hasher;
    private final SignInFlows flows;
    private final TransactionTemplate transaction;

    SignInRecord(
            AuditLog audit,
            Notices notices,
            Passwords passwords,
            PasswordHasher hasher,
            SignInFlows flows,
            TransactionTemplate transaction) {
        this.audit = audit;
        this.notices = notices;
        this.passwords = passwords;
        this.hasher = hasher;
        this.flows = flows;
        this.transaction = transaction;
    }

    /// Half of a sign-in that takes a second factor.
    void passwordRight(Checked.Right checked, Password password, Origin origin) {
        audit.append(new AuditEvent.SignInHalfway(checked.candidate().account()), origin);
        renew(checked, password);
    }

    /// Keeps the same password under today's parameters.
    void renew(Checked.Right checked, Password password) {
        var candidate = checked.candidate();
        if (hasher.outdated(candidate.password().hash())) {
            var renewed = hasher.hash(candidate.account(), password);
            passwords.renew(candidate.account(), candidate.password(), checked.seen(), renewed);
        }
    }

    /// For nobody's name as for somebody's: the same statements, and a decoy in the place of a notice. All of it or nothing, or a node
    /// that ends in between leaves an owner whom the counter takes to be told. That there was a try is counted before.
    ///
    /// @param counted keeps the mistake, and says whether a counter has just reached its lock
    /// @param told its owner has heard of the lock, under another name: a decoy again
    void refused(@Nullable AccountId account, BooleanSupplier counted, boolean told, Origin origin) {
        transaction.executeWithoutResult(_ -> {
            if (!counted.getAsBoolean()) {
                audit.append(new AuditEvent.SignInRefused(account), origin);
                return;
            }
            audit.append(new AuditEvent.AccountLocked(account), origin);
            notices.tell(told ? null : account, NoticeKind.ACCOUNT_LOCKED);
        });
    }

    /// The hash is another key's, so nobody can tell here whether the password was right.
    void notVerifiable(@Nullable AccountId account, Origin origin) {
        if (account != null) {
            audit.append(new AuditEvent.NotVerifiable(account), origin);
        }
    }

    /// A second factor was not proven. Where it was wrong again and again, somebody else may know the password, and its
    /// owner is told (ASVS 5.0 § 6.3.5).
    void answeredWrongly(PendingSignIn.Asked flow, Verdict verdict, Origin origin) {
        var method = flow.challenge().method().name();
        transaction.executeWithoutResult(_ -> {
            audit.append(new AuditEvent.AnswerWrong(flow.account(), flow.id().value(), method), origin);
            if (wasLookedAt(verdict) && flows.noteWrong(flow.id())) {
                audit.append(
                        new AuditEvent.SecondFactorWrong(
                                flow.account(), flow.id().value()),
                        origin);
                notices.tell(flow.account(), NoticeKind.SECOND_FACTOR_WRONG);
            }
        });
    }

    /// Or was one too many. What comes too late is nobody's guess.
    private static boolean wasLookedAt(Verdict verdict) {
        return switch (verdict) {
            case Verdict.Wrong(), Verdict.Spent(), Verdict.Held _ -> true;
            case Verdict.Proven _, Verdict.Nothing(), Verdict.Gone() -> false;
        };
    }
}
