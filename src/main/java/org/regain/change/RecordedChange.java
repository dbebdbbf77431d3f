package org.regain.change;

import java.util.Objects;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.flow.TokenSource;
import org.regain.password.ChosenPassword;
import org.regain.password.PasswordChange;
import org.regain.password.PasswordWriter;
import org.regain.password.SeenPassword;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes a change of password in one transaction: the database ends what the old one opened and appends the audit event,
/// every address is told.
@Component
class RecordedChange {

    private final PasswordWriter passwords;
    private final Notices notices;
    private final Macs macs;
    private final TokenSource tokens;
    private final TransactionTemplate transaction;

    RecordedChange(
            PasswordWriter passwords, Notices notices, Macs macs, TokenSource tokens, TransactionTemplate transaction) {
        this.passwords = passwords;
        this.notices = notices;
        this.macs = macs;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /// The database's word; where it is not that it is done, nothing was.
    ///
    /// @param version of the current password, which was `seen`
    PasswordWriter.Result write(Acting by, int version, SeenPassword seen, ChosenPassword password, String session) {
        var opened = tokens.flow();
        var change = new PasswordChange(
                by.signIn().flow(),
                by.signIn().keyHash(),
                opened.id().value(),
                opened.key(),
                macs.mac(MacPurpose.NAME, by.account().bytes()),
                version,
                seen,
                session,
                by.origin().source(),
                by.origin().browser());
        return Objects.requireNonNull(transaction.execute(_ -> {
            var result = passwords.change(change, password).result();
            if (result == PasswordWriter.Result.DONE) {
                notices.tell(by.account(), NoticeKind.PASSWORD_CHANGED);
            }
            return result;
        }));
    }
}
