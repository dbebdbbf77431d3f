package org.regain.signin;

import java.util.stream.Stream;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.NameKey;
import org.regain.account.PhoneNumber;
import org.regain.start.Warming;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Reads names and a number as people type them, in letters that take the long way, and looks in a transaction whose they are.
/// The tables of all letters that this needs are read once, when the first name comes.
@Component
class WarmNames implements Warming {

    private final Accounts accounts;
    private final TransactionTemplate transaction;

    WarmNames(Accounts accounts, TransactionTemplate transaction) {
        this.accounts = accounts;
        this.transaction = transaction;
    }

    @Override
    public String what() {
        return "a name";
    }

    @Override
    public void warm() {
        var keys = Stream.of("nobody", "Žofie.Ｎobody", "nobody@straße.example")
                .flatMap(name -> NameKey.of(name).stream())
                .toList();
        // Loads the numbering plans.
        var _ = PhoneNumber.of("+34 600 000 001");
        transaction.executeWithoutResult(_ -> {
            keys.forEach(accounts::named);
            accounts.find(AccountId.NOBODY);
        });
    }
}
