package org.regain.methods;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.readiness.OwnMethod;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.regain.verification.FlowId;
import org.regain.verification.UnsentChallenges;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// Somebody tries a method that they registered before. Nothing is changed by it, so no fresh proof is asked for.
@Service
class TryMethod {

    private final Tries tries;
    private final TryCode code;
    private final UnsentChallenges challenges;
    private final TransactionTemplate transaction;

    TryMethod(Tries tries, TryCode code, UnsentChallenges challenges, TransactionTemplate transaction) {
        this.tries = tries;
        this.code = code;
        this.challenges = challenges;
        this.transaction = transaction;
    }

    /// What came of it.
    sealed interface Begun {

        /// An answer is awaited.
        ///
        /// @param key the handle of the try
        record Asked(Token key) implements Begun {}

        /// Too many codes were sent.
        record Limited(Instant until) implements Begun {}
    }

    Begun begin(Acting by, OwnMethod method) {
        var begun = transaction.<Begun>execute(status -> {
            var opened = tries.open(by);
            var until = ask(opened.id(), by, method);
            if (until != null) {
                status.setRollbackOnly();
                return new Begun.Limited(until);
            }
            return new Begun.Asked(opened.key());
        });
        if (begun instanceof Begun.Limited) {
            code.noteRefused(by.who());
        }
        return begun;
    }

    private @Nullable Instant ask(FlowId flow, Acting by, OwnMethod method) {
        var contact = method.contact();
        if (contact != null) {
            return code.send(flow, by.who(), contact);
        }
        challenges.ask(flow, method.kind());
        return null;
    }
}
