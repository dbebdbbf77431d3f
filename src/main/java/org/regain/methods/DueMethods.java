package org.regain.methods;

import java.util.Optional;
import org.regain.sessions.Subscriber;
import org.regain.signin.AfterSignIn;
import org.regain.verification.MethodsInUse;
import org.springframework.core.annotation.Order;
import org.springframework.stereotype.Component;

/// What is due about somebody's methods when they have signed in: one more of them where the account asks for it, or a try
/// of one that was not used for long.
@Component
@Order(1)
class DueMethods implements AfterSignIn {

    private final OwnMethods methods;
    private final MethodsInUse inUse;

    DueMethods(OwnMethods methods, MethodsInUse inUse) {
        this.methods = methods;
        this.inUse = inUse;
    }

    @Override
    public Optional<String> path(Subscriber who) {
        return switch (methods.due(who.account(), inUse.all())) {
            case ONE_MORE -> Optional.of(MoreController.PATH);
            case CHECK -> Optional.of("/account/check");
            case NOTHING -> Optional.empty();
        };
    }

    /// In this order.
    enum Due {
        ONE_MORE,
        CHECK,
        NOTHING
    }
}
