package org.regain.claim;

import java.util.List;
import org.regain.account.AccountId;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.directory.Directory;
import org.regain.directory.EntryId;
import org.regain.password.BroughtPassword;
import org.regain.password.ChosenPassword;
import org.regain.password.DirectoryPasswords;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordRefusal;
import org.regain.password.PasswordWriter;
import org.regain.password.Passwords;
import org.regain.secret.Password;
import org.regain.secret.SavedCode;
import org.regain.secret.Token;
import org.regain.verification.SavedCodes;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The first password of an account, and the codes its holder keeps for the day they cannot sign in. After this the claim
/// link is dead for ever, and so is a password hash that was imported.
@Service
class FinishClaim {

    private final NewPasswords newPasswords;
    private final BroughtPassword brought;
    private final PasswordWriter writer;
    private final Passwords passwords;
    private final DirectoryPasswords directory;
    private final SavedCodes savedCodes;
    private final Notices notices;
    private final TransactionTemplate transaction;

    FinishClaim(
            NewPasswords newPasswords,
            BroughtPassword brought,
            PasswordWriter writer,
            Passwords passwords,
            DirectoryPasswords directory,
            SavedCodes savedCodes,
            Notices notices,
            TransactionTemplate transaction) {
        this.newPasswords = newPasswords;
        this.brought = brought;
        this.writer = writer;
        this.passwords = passwords;
        this.directory = directory;
        this.savedCodes = savedCodes;
        this.notices = notices;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Finish {

        /// It is done.
        ///
        /// @param savedCodes to be shown once
        record Done(List<SavedCode> savedCodes) implements Finish {}

        record Unfit(List<PasswordRefusal> reasons) implements Finish {}

        /// It is not the one that the directory has.
        record Wrong() implements Finish {}

        /// The directory has not looked at it: too many wrong ones there, or it lets them in no more.
        record NotJudged(boolean locked) implements Finish {}

        /// The account was claimed meanwhile, or the proof no longer counts.
        record Over() implements Finish {}
    }

    /// Whether a directory keeps the password, and nothing is chosen: the one that is there is typed.
    boolean keepsTheOneThere(Choosing flow) {
        return directory.entry(flow.account()).isPresent();
    }

    Finish finish(Choosing flow, Token key, Password password) {
        return directory
                .entry(flow.account())
                .map(entry -> keep(flow, key, entry, password))
                .orElseGet(() -> choose(flow, key, password));
    }

    /// The mailbox alone is not enough: its address comes from the directory, and whoever writes there could name another.
    private Finish keep(Choosing flow, Token key, EntryId entry, Password password) {
        if (passwords.toRefuse(flow.id().value(), key).isEmpty()) {
            return new Finish.Over();
        }
        return switch (passwords.judged(flow.id().value(), key, () -> check(flow.account(), entry, password))) {
            case Directory.Checked.Right(), Directory.Checked.Expired() ->
                end(flow, key, new ChosenPassword(directory.standIn(flow.account()), true));
            case Directory.Checked.Wrong() -> new Finish.Wrong();
            case Directory.Checked.Locked() -> notJudged(flow, key, true);
            case Directory.Checked.Disabled() -> notJudged(flow, key, false);
        };
    }

    private Directory.Checked check(AccountId account, EntryId entry, Password password) {
        var said = directory.check(entry, password);
        // What was set until now was set past nobody; unknown, it would be taken for somebody else's doing at the next sign-in.
        if (said instanceof Directory.Checked.Right || said instanceof Directory.Checked.Expired) {
            directory.movedBeneath(account, entry);
        }
        return said;
    }

    /// Only wrong ones count.
    private Finish notJudged(Choosing flow, Token key, boolean locked) {
        passwords.giveTryBack(flow.id().value(), key);
        return new Finish.NotJudged(locked);
    }

    private Finish choose(Choosing flow, Token key, Password password) {
        return switch (newPasswords.choose(flow.account(), password)) {
            case Choice.Unfit(var reasons) -> new Finish.Unfit(reasons);
            case Choice.Accepted(var chosen) ->
                brought.refuses(flow.id().value(), key, password)
                        .<Finish>map(reason -> new Finish.Unfit(List.of(reason)))
                        .orElseGet(() -> end(flow, key, chosen));
        };
    }

    private Finish end(Choosing flow, Token key, ChosenPassword chosen) {
        var codes = savedCodes.generate(SavedCodes.COUNT);
        return transaction.execute(status -> {
            var macs = savedCodes.macs(flow.account(), codes);
            if (writer.claim(flow.id().value(), key, chosen, macs).result() != PasswordWriter.Result.DONE) {
                status.setRollbackOnly();
                return new Finish.Over();
            }
            notices.tell(flow.account(), NoticeKind.ACCOUNT_CLAIMED);
            return new Finish.Done(codes);
        });
    }
}
