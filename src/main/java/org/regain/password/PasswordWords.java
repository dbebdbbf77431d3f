package org.regain.password;

import java.util.ArrayList;
import java.util.List;
import org.regain.account.Account;

/// The words that an account's new password may not consist of: its names, its addresses, its organisation, this service.
///
/// Source: OWASP ASVS 5.0 §§ 6.1.2, 6.2.11.
public final class PasswordWords {

    /// A password that alone opens the account. Source: NIST SP 800-63B-4 § 3.1.1.2.
    private static final int SINGLE_FACTOR_MINIMUM = 15;

    private PasswordWords() {}

    /// What a new password of this account is judged by.
    public static PasswordContext of(Account account) {
        var words = new ArrayList<String>(List.of("regain", account.organisationName()));
        if (account.userName() != null) {
            words.add(account.userName());
        }
        for (var contact : account.contacts()) {
            words.add(contact.address());
            words.add(contact.address().substring(0, contact.address().lastIndexOf('@')));
        }
        return new PasswordContext(SINGLE_FACTOR_MINIMUM, words);
    }
}
