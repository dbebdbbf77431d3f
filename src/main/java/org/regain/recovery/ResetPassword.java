package org.regain.recovery;

import java.util.List;
import org.regain.delivery.NoticeKind;
import org.regain.directory.EntryId;
import org.regain.password.ChosenPassword;
import org.regain.password.DirectoryPasswords;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordRefusal;
import org.regain.password.PasswordWriter;
import org.regain.password.PasswordWriter.Written;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The final step of a reset. Hashing comes first, outside; then one transaction: the database derives the entitlement
/// from proof rows, writes the password, ends what the old one opened and appends the audit event; every address is told.
@Service
class ResetPassword {

    private final DirectoryPasswords directory;
    private final ResetInDirectory inDirectory;
    private final NewPasswords newPasswords;
    private final PasswordWriter passwords;
    private final Afterwards afterwards;
    private final TransactionTemplate transaction;

    ResetPassword(
            DirectoryPasswords directory,
            ResetInDirectory inDirectory,
            NewPasswords newPasswords,
            PasswordWriter passwords,
            Afterwards afterwards,
            TransactionTemplate transaction) {
        this.directory = directory;
        this.inDirectory = inDirectory;
        this.newPasswords = newPasswords;
        this.passwords = passwords;
        this.afterwards = afterwards;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Resetting {

        /// It is done.
        ///
        /// @param replacements new saved codes in the place of used ones, to be shown once
        record Done(RecoveryFlow.Completed flow, List<SavedCode> replacements) implements Resetting {}

        /// The password is not accepted, for these reasons. Nothing is lost; another one may be tried.
        record Unfit(List<PasswordRefusal> reasons) implements Resetting {}

        /// The directory has not said yet whether it has the new password; that is being found out.
        record Pending() implements Resetting {}

        /// The database said no: the flow is over, or its proofs no longer count.
        record Over(RecoveryFlow flow) implements Resetting {}
    }

    /// @throws org.regain.directory.DirectoryAway where a directory keeps the password and does not answer; nothing has changed
    Resetting reset(RecoveryFlow.Verified flow, Token key, Password password) {
        return directory
                .find(flow.account())
                .map(it -> it.leaves()
                        ? leave(flow, key, it.entry(), password)
                        : inDirectory.reset(flow, key, it.entry(), password))
                .orElseGet(() -> resetHere(flow, key, password));
    }

    /// The directory has kept it until now. Whoever is put out there is suspended here by the next reading, which looks at nobody who has left.
    private Resetting leave(RecoveryFlow.Verified flow, Token key, EntryId entry, Password password) {
        return directory.turnsAway(entry)
                ? new Resetting.Unfit(List.of(PasswordRefusal.ofDirectory("not-permitted")))
                : resetHere(flow, key, password);
    }

    private Resetting resetHere(RecoveryFlow.Verified flow, Token key, Password password) {
        return switch (newPasswords.choose(flow.account(), password)) {
            case Choice.Unfit(var reasons) -> new Resetting.Unfit(reasons);
            case Choice.Accepted(var chosen) -> write(flow, key, chosen);
        };
    }

    private Resetting write(RecoveryFlow.Verified flow, Token key, ChosenPassword chosen) {
        return transaction.execute(status -> {
            var resetting = apply(flow, key, chosen);
            if (resetting instanceof Resetting.Over) {
                status.setRollbackOnly();
            }
            return resetting;
        });
    }

    private Resetting apply(RecoveryFlow.Verified flow, Token key, ChosenPassword chosen) {
        var applying = flow.apply(Outcome.RESET);
        var replacements = afterwards.replacementsFor(flow);
        var written =
                passwords.reset(flow.head().id().value(), key, chosen, afterwards.macs(flow.account(), replacements));
        return switch (written.result()) {
            case DONE -> done(applying, written, replacements);
            case SUSPENDED -> new Resetting.Over(applying.refused(EndReason.SUSPENDED));
            case GONE, NOT_PROVEN -> new Resetting.Over(applying.refused(EndReason.EXPIRED));
        };
    }

    private Resetting done(RecoveryFlow.Applying applying, Written written, List<SavedCode> replacements) {
        afterwards.tell(applying, NoticeKind.PASSWORD_RESET);
        return new Resetting.Done(applying.applied(written.sessionsEnded()), replacements);
    }
}
