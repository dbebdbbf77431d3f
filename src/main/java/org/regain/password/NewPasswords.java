package org.regain.password;

import java.util.ArrayList;
import java.util.List;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.secret.Password;
import org.springframework.stereotype.Service;

/// Judges a password somebody wants from now on, and hashes it. The same rules hold wherever one is chosen: after a
/// recovery, when claiming, when changing it.
///
/// Source: OWASP Forgot Password Cheat Sheet (same policy everywhere).
@Service
public class NewPasswords {

    /// A password that alone opens the account. Source: NIST SP 800-63B-4 § 3.1.1.2.
    private static final int SINGLE_FACTOR_MINIMUM = 15;

    private final Accounts accounts;
    private final NewPasswordRules rules;
    private final PasswordHasher hasher;

    NewPasswords(Accounts accounts, NewPasswordRules rules, PasswordHasher hasher) {
        this.accounts = accounts;
        this.rules = rules;
        this.hasher = hasher;
    }

    /// What came of it.
    public sealed interface Choice {

        /// It may be the password.
        ///
        /// @param hash what is stored in the password's place
        record Accepted(PasswordHash hash) implements Choice {}

        /// It may not be the password.
        ///
        /// @param reasons all of them at once, each a sentence
        record Unfit(List<PasswordRefusal> reasons) implements Choice {}
    }

    /// Never call this inside a transaction: it takes its time.
    ///
    /// @throws HashingBusy when too many passwords are being hashed
    public Choice choose(AccountId id, Password password) {
        var account = accounts.find(id).orElseThrow();
        var reasons = rules.check(password, new PasswordContext(SINGLE_FACTOR_MINIMUM, words(account)));
        return reasons.isEmpty() ? new Choice.Accepted(hasher.hash(password)) : new Choice.Unfit(reasons);
    }

    /// Source: OWASP ASVS 5.0 §§ 6.1.2, 6.2.11.
    private static List<String> words(Account account) {
        var words = new ArrayList<String>(List.of("regain", account.organisationName()));
        if (account.userName() != null) {
            words.add(account.userName());
        }
        for (var contact : account.contacts()) {
            words.add(contact.address());
            words.add(contact.address().substring(0, contact.address().lastIndexOf('@')));
        }
        return words;
    }
}
