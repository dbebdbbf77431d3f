package org.regain.claim;

import java.util.List;
import org.regain.claim.ClaimFlow.Choosing;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.password.BroughtPassword;
import org.regain.password.ChosenPassword;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordRefusal;
import org.regain.password.PasswordWriter;
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
    private final PasswordWriter passwords;
    private final SavedCodes savedCodes;
    private final Notices notices;
    private final TransactionTemplate transaction;

    FinishClaim(
            NewPasswords newPasswords,
            BroughtPassword brought,
            PasswordWriter passwords,
            SavedCodes savedCodes,
            Notices notices,
            TransactionTemplate transaction) {
        this.newPasswords = newPasswords;
        this.brought = brought;
        this.passwords = passwords;
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

        /// The account was claimed meanwhile, or the proof no longer counts.
        record Over() implements Finish {}
    }

    Finish finish(Choosing flow, Token key, Password password) {
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
            if (passwords.claim(flow.id().value(), key, chosen, macs).result() != PasswordWriter.Result.DONE) {
                status.setRollbackOnly();
                return new Finish.Over();
            }
            notices.tell(flow.account(), NoticeKind.ACCOUNT_CLAIMED);
            return new Finish.Done(codes);
        });
    }
}
