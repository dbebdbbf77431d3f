package org.regain.change;

import java.util.Objects;
import org.regain.account.AccountId;
import org.regain.change.ChangePassword.Changing;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.password.ChosenPassword;
import org.regain.password.NewPasswords;
import org.regain.password.NewPasswords.Choice;
import org.regain.password.PasswordChange;
import org.regain.password.PasswordWriter;
import org.regain.password.PasswordWriter.Result;
import org.regain.secret.Password;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// A change of a password that is kept here, in one transaction: the database ends what the old one opened and appends the audit event,
/// every address is told.
@Component
class ChangeHere {

    private final NewPasswords newPasswords;
    private final PasswordWriter passwords;
    private final Notices notices;
    private final TransactionTemplate transaction;

    ChangeHere(NewPasswords newPasswords, PasswordWriter passwords, Notices notices, TransactionTemplate transaction) {
        this.newPasswords = newPasswords;
        this.passwords = passwords;
        this.notices = notices;
        this.transaction = transaction;
    }

    Changing change(PasswordChange change, Acting by, Password wanted) {
        return switch (newPasswords.choose(by.account(), wanted)) {
            case Choice.Unfit(var reasons) -> new Changing.Unfit(reasons);
            case Choice.Accepted(var chosen) ->
                switch (write(change, by.account(), chosen)) {
                    case DONE -> Changing.Done.of(by.who());
                    case NOT_PROVEN -> new Changing.Stale();
                    case GONE, SUSPENDED -> new Changing.Frozen();
                };
        };
    }

    /// The database's word; where it is not that it is done, nothing was.
    private Result write(PasswordChange change, AccountId account, ChosenPassword password) {
        return Objects.requireNonNull(transaction.execute(_ -> {
            var result = passwords.change(change, password).result();
            if (result == Result.DONE) {
                notices.tell(account, NoticeKind.PASSWORD_CHANGED);
            }
            return result;
        }));
    }
}
