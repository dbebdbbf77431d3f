package org.regain.recovery;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.delivery.NoticeKind;
import org.regain.directory.DirectoryAway;
import org.regain.directory.Entry;
import org.regain.directory.EntryId;
import org.regain.password.DirectoryPasswords;
import org.regain.password.DirectoryWrites;
import org.regain.password.NewPasswords;
import org.regain.password.PasswordRefusal;
import org.regain.password.PasswordWriter;
import org.regain.password.WriteIntoDirectory;
import org.regain.password.WriteIntoDirectory.Sent;
import org.regain.recovery.RecoveryFlow.Verified;
import org.regain.recovery.ResetPassword.Resetting;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The final step of a reset where a directory keeps the password. What is to be written is written down first, by the same entitlement as
/// any reset; then the directory has it; then everything that goes with it. A crash between leaves a row from which the rest is
/// settled, by asking the directory.
@Service
class ResetInDirectory {

    private final DirectoryPasswords directory;
    private final DirectoryWrites writes;
    private final WriteIntoDirectory sending;
    private final NewPasswords newPasswords;
    private final Afterwards afterwards;
    private final TransactionTemplate transaction;

    ResetInDirectory(
            DirectoryPasswords directory,
            DirectoryWrites writes,
            WriteIntoDirectory sending,
            NewPasswords newPasswords,
            Afterwards afterwards,
            TransactionTemplate transaction) {
        this.directory = directory;
        this.writes = writes;
        this.sending = sending;
        this.newPasswords = newPasswords;
        this.afterwards = afterwards;
        this.transaction = transaction;
    }

    /// @throws DirectoryAway where no server answers; nothing has changed
    Resetting reset(Verified flow, Token key, EntryId entry, Password password) {
        List<PasswordRefusal> reasons = newPasswords.refusals(flow.account(), password);
        if (!reasons.isEmpty()) {
            return new Resetting.Unfit(reasons);
        }
        Entry found = directory.directory().find(entry).orElse(null);
        if (found == null) {
            return unfit("not-permitted");
        }
        List<SavedCode> replacements = afterwards.replacementsFor(flow);
        UUID id = flow.head().id().value();
        return switch (writes.begin(id, key, replacements.size(), found.changedAt())) {
            case OK -> write(flow, entry, password, replacements);
            case PENDING -> new Resetting.Pending();
            case SUSPENDED -> new Resetting.Over(flow.apply(Outcome.RESET).refused(EndReason.SUSPENDED));
            case GONE, NOT_PROVEN ->
                new Resetting.Over(flow.apply(Outcome.RESET).refused(EndReason.EXPIRED));
        };
    }

    private Resetting write(Verified flow, EntryId entry, Password password, List<SavedCode> replacements) {
        return switch (sending.reset(flow.head().id().value(), entry, password)) {
            case Sent.There(var changed) -> transaction.execute(_ -> settled(flow, replacements, changed));
            case Sent.Refused(var reason) -> new Resetting.Unfit(List.of(reason));
            case Sent.WrongOld() -> unfit("not-permitted");
            case Sent.Pending() -> new Resetting.Pending();
        };
    }

    private Resetting settled(Verified flow, List<SavedCode> replacements, @Nullable Instant changed) {
        var applying = flow.apply(Outcome.RESET);
        var written = writes.written(
                flow.head().id().value(),
                directory.standIn(flow.account()),
                afterwards.macs(flow.account(), replacements),
                null,
                changed);
        if (written.result() != PasswordWriter.Result.DONE) {
            // Another node has settled it meanwhile.
            return new Resetting.Pending();
        }
        afterwards.tell(applying, NoticeKind.PASSWORD_RESET);
        return new Resetting.Done(applying.applied(written.sessionsEnded()), replacements);
    }

    private static Resetting unfit(String what) {
        return new Resetting.Unfit(List.of(PasswordRefusal.ofDirectory(what)));
    }
}
