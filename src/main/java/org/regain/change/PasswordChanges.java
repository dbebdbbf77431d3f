package org.regain.change;

import org.regain.change.CurrentPassword.Judged;
import org.regain.flow.TokenSource;
import org.regain.password.PasswordChange;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Component;

/// What the database is told of a change that is about to begin. Whether it may, it says itself.
@Component
class PasswordChanges {

    private final Macs macs;
    private final TokenSource tokens;

    PasswordChanges(Macs macs, TokenSource tokens) {
        this.macs = macs;
        this.tokens = tokens;
    }

    /// @param session id of the one that goes on
    PasswordChange of(Acting by, Judged.Right current, String session) {
        var opened = tokens.flow();
        return new PasswordChange(
                by.signIn().flow(),
                by.signIn().keyHash(),
                opened.id().value(),
                opened.key(),
                macs.mac(MacPurpose.NAME, by.account().bytes()),
                current.version(),
                current.seen(),
                session,
                by.origin().source(),
                by.origin().browser());
    }
}
