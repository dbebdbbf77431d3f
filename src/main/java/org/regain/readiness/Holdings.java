package org.regain.readiness;

import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.regain.account.AccountId;
import org.regain.verification.Method;
import org.regain.verification.MethodsInUse;
import org.springframework.stereotype.Component;

/// What people have registered, and what that amounts to for them.
@Component
public class Holdings {

    private final OwnedRows rows;
    private final MethodsInUse inUse;
    private final Clock clock;

    Holdings(OwnedRows rows, MethodsInUse inUse, Clock clock) {
        this.rows = rows;
        this.inUse = inUse;
        this.clock = clock;
    }

    /// For its holder's own eyes.
    public Owned of(AccountId account) {
        return Objects.requireNonNull(of(List.of(account)).get(account));
    }

    /// Of each of them, in two queries however many there are.
    Map<AccountId, Owned> of(Collection<AccountId> accounts) {
        return rows.of(accounts);
    }

    /// The kinds of methods that this Regain can ask for, the safest first.
    public List<Method> usable() {
        return inUse.all();
    }

    /// Whether its holder could get back in now.
    public Readiness readiness(Owned owned) {
        var usable = usable();
        return Readiness.of(owned.holding(usable), usable, clock.instant());
    }
}
