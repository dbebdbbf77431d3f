package org.regain.methods;

import java.util.Optional;
import java.util.UUID;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.secret.TotpSecret;
import org.regain.verification.TotpSeal;
import org.springframework.stereotype.Component;

/// Authenticator apps whose first code is still to be typed.
@Component
class AwaitedTotps {

    private final OwnMethods methods;
    private final Accounts accounts;
    private final TotpSeal seal;

    AwaitedTotps(OwnMethods methods, Accounts accounts, TotpSeal seal) {
        this.methods = methods;
        this.accounts = accounts;
        this.seal = seal;
    }

    /// One of them.
    ///
    /// @param secret to be shown until the first code was typed, and never again
    record Awaited(UUID id, TotpSecret secret) {}

    /// The one that this account is about to add.
    Optional<Awaited> of(AccountId account) {
        return methods.awaitedTotp(account).map(it -> new Awaited(it.id(), seal.open(account, it.id(), it.sealed())));
    }

    /// What the app is to read.
    TotpUri uri(AccountId id, Awaited awaited) {
        Account account = accounts.find(id).orElseThrow();
        var name = account.signInName();
        return new TotpUri(account.organisationName(), name, awaited.secret());
    }
}
