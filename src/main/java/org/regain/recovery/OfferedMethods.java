package org.regain.recovery;

import java.util.Arrays;
import java.util.List;
import org.regain.verification.Method;
import org.regain.verification.MethodsInUse;
import org.regain.verification.RegisteredMethods;
import org.springframework.stereotype.Component;

/// Which methods a page offers. Before the first proof they are the same for everybody, known or not; after it, those
/// that the account has and that lead on.
@Component
class OfferedMethods {

    private final MethodsInUse inUse;
    private final RegisteredMethods registered;

    OfferedMethods(MethodsInUse inUse, RegisteredMethods registered) {
        this.inUse = inUse;
        this.registered = registered;
    }

    List<Method> to(RecoveryFlow.Opened flow) {
        var leadingOn = Arrays.stream(Method.values()).filter(flow::offers).filter(inUse::includes);
        var account = flow.head().account();
        if (account == null || flow.head().proven().isEmpty()) {
            return leadingOn.toList();
        }
        var theirs = registered.of(account);
        return leadingOn.filter(theirs::contains).toList();
    }
}
