package org.regain.recovery;

import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.password.KnownPasswords;
import org.regain.password.KnownPasswords.Where;
import org.regain.password.Passwords;
import org.regain.password.SeenPassword;
import org.regain.recovery.ExistingPassword.Known;
import org.regain.secret.KeyMissing;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The final step of keeping a password: it is verified on the spot, and the lock made by failed attempts is cleared.
/// Nothing else changes. A try is counted before the password is looked at, and given back unless it was wrong; a flow has five.
@Service
class UnlockAccount {

    private final RecoveryFlows flows;
    private final Passwords passwords;
    private final ExistingPassword existing;
    private final Afterwards afterwards;
    private final AuditLog audit;
    private final KnownPasswords knownPasswords;
    private final TransactionTemplate transaction;

    UnlockAccount(
            RecoveryFlows flows,
            Passwords passwords,
            ExistingPassword existing,
            Afterwards afterwards,
            AuditLog audit,
            KnownPasswords knownPasswords,
            TransactionTemplate transaction) {
        this.flows = flows;
        this.passwords = passwords;
        this.existing = existing;
        this.afterwards = afterwards;
        this.audit = audit;
        this.knownPasswords = knownPasswords;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Unlocking {

        /// It is done.
        ///
        /// @param replacements new saved codes in the place of used ones, to be shown once
        record Done(RecoveryFlow.Completed flow, List<SavedCode> replacements) implements Unlocking {}

        /// Not this password; the flow allows another try.
        record Wrong(RecoveryFlow flow) implements Unlocking {}

        /// The directory that keeps it has not looked at it: that is no try.
        ///
        /// @param flow as it is after that
        /// @param locked whether for wrong passwords; else it lets them in no more
        record NotJudged(RecoveryFlow flow, boolean locked) implements Unlocking {}

        /// This flow's tries are used up, or the password is known to be in wrong hands: only a new one leads on.
        ///
        /// @param flow as it is after the try was counted
        record OnlyReset(RecoveryFlow flow) implements Unlocking {}

        /// The database said no: the flow is over, or its proofs no longer count.
        record Over(RecoveryFlow flow) implements Unlocking {}
    }

    Unlocking unlock(RecoveryFlow.Verified flow, Token key, Password password, Origin origin) {
        if (!flows.countPasswordTry(flow.head().id(), key)) {
            return new Unlocking.OnlyReset(flow);
        }
        var tried = flow.tryPassword();
        return switch (orGiveBack(flow, key, origin, () -> existing.judge(flow.account(), password))) {
            case Known.Right right -> keep(tried, key, right, origin);
            case Known.Expired() -> openedNothing(tried, key, Where.EXPIRED, new Unlocking.OnlyReset(tried), origin);
            case Known.Locked() -> notJudged(tried, key, true);
            case Known.TurnedAway() -> notJudged(tried, key, false);
            case Known.Wrong() -> {
                flows.passwordTryWasWrong(flow.head().id(), key);
                audit.append(
                        new AuditEvent.ExistingPasswordWrong(
                                flow.account(), flow.head().id().value()),
                        origin);
                yield new Unlocking.Wrong(tried);
            }
        };
    }

    private Unlocking notJudged(RecoveryFlow.Verified flow, Token key, boolean locked) {
        passwords.giveTryBack(flow.head().id().value(), key);
        return new Unlocking.NotJudged(flow, locked);
    }

    private Unlocking keep(RecoveryFlow.Verified flow, Token key, Known.Right right, Origin origin) {
        var unlocking = transaction.execute(status -> {
            var applied = apply(flow, key, right.version(), right.seen());
            if (!(applied instanceof Unlocking.Done)) {
                status.setRollbackOnly();
            }
            return applied;
        });
        return unlocking instanceof Unlocking.Done
                ? unlocking
                : openedNothing(flow, key, Where.RECOVERY, unlocking, origin);
    }

    /// It was right: only wrong ones count.
    private Unlocking openedNothing(RecoveryFlow.Verified flow, Token key, Where where, Unlocking said, Origin origin) {
        passwords.giveTryBack(flow.head().id().value(), key);
        knownPasswords.openedNothing(flow.account(), where, origin);
        return said;
    }

    /// What was not judged is not counted.
    private <T> T orGiveBack(RecoveryFlow.Verified flow, Token key, Origin origin, Supplier<T> hashing) {
        UUID id = flow.head().id().value();
        try {
            return passwords.judged(id, key, hashing);
        } catch (KeyMissing missing) {
            passwords.giveTryBack(id, key);
            audit.append(new AuditEvent.NotVerifiable(flow.account()), origin);
            throw missing;
        }
    }

    private Unlocking apply(RecoveryFlow.Verified flow, Token key, int version, SeenPassword seen) {
        var applying = flow.apply(Outcome.UNLOCKED);
        var replacements = afterwards.replacementsFor(flow);
        var macs = afterwards.macs(flow.account(), replacements);
        return switch (flows.finishUnlock(flow.head().id(), key, version, seen, macs)) {
            case "DONE" -> {
                afterwards.tell(applying, NoticeKind.ACCOUNT_UNLOCKED);
                yield new Unlocking.Done(applying.applied(0), replacements);
            }
            case "COMPROMISED" -> new Unlocking.OnlyReset(flow);
            case "SUSPENDED" -> new Unlocking.Over(applying.refused(EndReason.SUSPENDED));
            case String _ -> new Unlocking.Over(applying.refused(EndReason.EXPIRED));
        };
    }
}
