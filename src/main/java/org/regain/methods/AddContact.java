package org.regain.methods;

import java.time.Instant;
import org.regain.account.Contact;
import org.regain.flow.TokenSource;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// An e-mail address or a telephone number is added, and a code goes there. Until it is typed, the address proves nothing.
@Service
class AddContact {

    private final MethodChanges changes;
    private final Tries tries;
    private final TryCode code;
    private final TokenSource tokens;
    private final TransactionTemplate transaction;

    AddContact(MethodChanges changes, Tries tries, TryCode code, TokenSource tokens, TransactionTemplate transaction) {
        this.changes = changes;
        this.tries = tries;
        this.code = code;
        this.tokens = tokens;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Adding {

        /// A code is on its way.
        ///
        /// @param key the handle of the try that the code belongs to
        record Sent(Token key) implements Adding {}

        record Refused(Ruling why) implements Adding {}

        record Limited(Instant until) implements Adding {}
    }

    Adding add(Acting by, Contact.Kind kind, String address) {
        var added = transaction.execute(status -> {
            var adding = addAndSend(by, new Contact(tokens.id(), 1, kind, address, false));
            if (!(adding instanceof Adding.Sent)) {
                status.setRollbackOnly();
            }
            return adding;
        });
        if (added instanceof Adding.Limited) {
            code.noteRefused(by.who());
        }
        return added;
    }

    private Adding addAndSend(Acting by, Contact contact) {
        var ruling = changes.addContact(by, contact.id(), contact.kind(), contact.address());
        if (ruling != Ruling.DONE) {
            return new Adding.Refused(ruling);
        }
        var opened = tries.open(by);
        var until = code.send(opened.id(), by.who(), contact);
        return until == null ? new Adding.Sent(opened.key()) : new Adding.Limited(until);
    }
}
