package org.regain.methods;

import java.time.Clock;
import java.util.UUID;
import org.regain.secret.Code;
import org.regain.sessions.Acting;
import org.regain.verification.Method;
import org.regain.verification.Totp;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// The first code of an authenticator app. Right, the app is a second factor from now on.
///
/// Wrong codes are not counted: whoever types them has the secret before their eyes.
@Service
class ConfirmTotp {

    private final AwaitedTotps awaited;
    private final MethodChanges changes;
    private final Totp totp;
    private final MethodRecord record;
    private final Clock clock;
    private final TransactionTemplate transaction;

    ConfirmTotp(
            AwaitedTotps awaited,
            MethodChanges changes,
            Totp totp,
            MethodRecord record,
            Clock clock,
            TransactionTemplate transaction) {
        this.awaited = awaited;
        this.changes = changes;
        this.totp = totp;
        this.record = record;
        this.clock = clock;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Confirming {

        record Ruled(Ruling ruling) implements Confirming {}

        /// The code is not the app's, or not any more.
        record Wrong() implements Confirming {}
    }

    /// @param id of the app whose secret was shown: a page from before another one was begun confirms nothing
    Confirming confirm(Acting by, UUID id, MethodName name, Code typed) {
        var shown = awaited.of(by.account()).filter(it -> it.id().equals(id));
        if (shown.isEmpty()) {
            return new Confirming.Ruled(Ruling.NONE);
        }
        var step = totp.matchingStep(shown.get().secret(), typed, clock.instant(), Totp.Drift.UNKNOWN);
        return step.isEmpty() ? new Confirming.Wrong() : new Confirming.Ruled(confirm(by, id, name, step.getAsLong()));
    }

    private Ruling confirm(Acting by, UUID id, MethodName name, long step) {
        return transaction.execute(_ -> {
            var ruling = changes.confirmTotp(by, id, name, step);
            if (ruling == Ruling.DONE) {
                record.added(by, Method.TOTP);
            }
            return ruling;
        });
    }
}
