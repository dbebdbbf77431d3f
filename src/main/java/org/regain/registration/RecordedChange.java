package org.regain.registration;

import com.fasterxml.uuid.NoArgGenerator;
import java.security.SecureRandom;
import org.regain.audit.AuditEvent;
import org.regain.audit.AuditLog;
import org.regain.audit.Origin;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.password.ChosenPassword;
import org.regain.password.PasswordChange;
import org.regain.password.PasswordWriter;
import org.regain.secret.MacPurpose;
import org.regain.secret.Macs;
import org.regain.secret.Token;
import org.regain.signin.Subscriber;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Writes a change of password in one transaction: the database ends what the old one opened, every address is told, the
/// audit event is appended.
@Component
class RecordedChange {

    private final PasswordWriter passwords;
    private final Notices notices;
    private final AuditLog audit;
    private final Macs macs;
    private final NoArgGenerator ids;
    private final SecureRandom random;
    private final TransactionTemplate transaction;

    RecordedChange(
            PasswordWriter passwords,
            Notices notices,
            AuditLog audit,
            Macs macs,
            NoArgGenerator ids,
            SecureRandom random,
            TransactionTemplate transaction) {
        this.passwords = passwords;
        this.notices = notices;
        this.audit = audit;
        this.macs = macs;
        this.ids = ids;
        this.random = random;
        this.transaction = transaction;
    }

    /// False when the account is frozen or has changed meanwhile; then nothing was done.
    boolean write(Subscriber who, int version, ChosenPassword password, String session, Origin origin) {
        var flow = ids.generate();
        var change = new PasswordChange(
                flow,
                Token.random(random),
                macs.mac(MacPurpose.NAME, who.account().bytes()),
                who.account(),
                who.authEpoch(),
                version,
                session,
                who.language().tag(),
                origin.source(),
                origin.browser());
        return Boolean.TRUE.equals(transaction.execute(_ -> {
            if (passwords.change(change, password).result() != PasswordWriter.Result.DONE) {
                return false;
            }
            notices.tell(who.account(), NoticeKind.PASSWORD_CHANGED);
            audit.append(new AuditEvent.PasswordChanged(who.account(), flow), origin);
            return true;
        }));
    }
}
