package org.regain.password;

import java.util.ArrayList;
import java.util.List;
import org.regain.account.Account;
import org.regain.account.AccountId;
import org.regain.account.Accounts;
import org.regain.account.PhoneNumber;
import org.regain.secret.Password;
import org.springframework.stereotype.Service;

/// Judges a password somebody wants from now on, and hashes it. The same rules hold wherever one is chosen: after a
/// recovery, when claiming, when changing it.
///
/// Source: OWASP Forgot Password Cheat Sheet (same policy everywhere).
@Service
public class NewPasswords {

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
        /// @param password what is stored in its place
        record Accepted(ChosenPassword password) implements Choice {}

        /// It may not be the password.
        ///
        /// @param reasons all of them at once, each a sentence
        record Unfit(List<PasswordRefusal> reasons) implements Choice {}
    }

    /// Why a password may not be this account's, wherever it will be kept; nothing where it may.
    public List<PasswordRefusal> refusals(AccountId id, Password password) {
        var account = accounts.find(id).orElseThrow();
        return rules.check(password, new PasswordContext(minimumLength(account), words(account)));
    }

    /// Never call this inside a transaction: it takes its time.
    ///
    /// @throws HashingBusy when too many passwords are being hashed
    public Choice choose(AccountId id, Password password) {
        var account = accounts.find(id).orElseThrow();
        var reasons = rules.check(password, new PasswordContext(minimumLength(account), words(account)));
        var alone = password.length() >= account.lengthAlone();
        return reasons.isEmpty()
                ? new Choice.Accepted(new ChosenPassword(hasher.hash(id, password), alone))
                : new Choice.Unfit(reasons);
    }

    /// How long this account's next password has to be, in code points, as its organisation chose: at least 15 where it
    /// alone opens the account, 8 where it never does. Source: NIST SP 800-63B-4 § 3.1.1.2.
    public static int minimumLength(Account account) {
        return account.secondFactor() ? account.lengthWithFactor() : account.lengthAlone();
    }

    /// Source: OWASP ASVS 5.0 §§ 6.1.2, 6.2.11.
    private static List<String> words(Account account) {
        var words = new ArrayList<String>(List.of("regain", account.organisationName()));
        if (account.userName() != null) {
            words.add(account.userName());
        }
        for (var contact : account.contacts()) {
            words.add(contact.address());
            words.add(
                    switch (contact.kind()) {
                        case EMAIL ->
                            contact.address().substring(0, contact.address().lastIndexOf('@'));
                        case PHONE -> new PhoneNumber(contact.address()).national();
                    });
        }
        return words;
    }
}
