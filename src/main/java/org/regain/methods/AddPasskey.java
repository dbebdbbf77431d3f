package org.regain.methods;

import org.regain.account.Accounts;
import org.regain.sessions.Acting;
import org.regain.sessions.Subscriber;
import org.regain.verification.Created;
import org.regain.verification.Method;
import org.regain.verification.PasskeyCreation;
import org.regain.verification.PasskeyFault;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// A passkey is made by the browser and kept here.
@Service
class AddPasskey {

    private final MethodChanges changes;
    private final OwnMethods methods;
    private final Accounts accounts;
    private final PasskeyCreation creation;
    private final MethodRecord record;
    private final TransactionTemplate transaction;

    AddPasskey(
            MethodChanges changes,
            OwnMethods methods,
            Accounts accounts,
            PasskeyCreation creation,
            MethodRecord record,
            TransactionTemplate transaction) {
        this.changes = changes;
        this.methods = methods;
        this.accounts = accounts;
        this.creation = creation;
        this.record = record;
        this.transaction = transaction;
    }

    /// What the browser is asked, as JSON.
    ///
    /// @param challenge what is to be signed: 32 random bytes that serve once
    String options(Subscriber who, byte[] challenge) {
        var account = accounts.find(who.account()).orElseThrow();
        var name = account.signInName();
        return creation.options(challenge, who.account(), name, name, methods.passkeyIds(who.account()));
    }

    /// What came of it.
    sealed interface Adding {

        record Ruled(Ruling ruling) implements Adding {}

        /// The browser's answer is no passkey that we can use.
        record NotMade() implements Adding {}

        /// One was made, without asking its owner for a PIN, a finger or a face.
        record NotVerified() implements Adding {}
    }

    Adding add(Acting by, byte[] challenge, MethodName name, String credential) {
        return switch (creation.created(challenge, credential)) {
            case Created.Refused(var reason) when reason == PasskeyFault.NOBODY_VERIFIED -> new Adding.NotVerified();
            case Created.Refused _ -> new Adding.NotMade();
            case Created.Key key -> new Adding.Ruled(add(by, name, key));
        };
    }

    private Ruling add(Acting by, MethodName name, Created.Key key) {
        return transaction.execute(_ -> {
            var ruling = changes.addPasskey(by, key, name);
            if (ruling == Ruling.DONE) {
                record.added(by, Method.PASSKEY);
            }
            return ruling;
        });
    }
}
