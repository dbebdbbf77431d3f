package org.regain.account;

import java.util.Locale;
import java.util.Optional;
import org.regain.typed.Typed;

/// The form under which a name is looked up: what a person types at sign-in, a user name or an e-mail address, brought to
/// one canonical spelling. Both kinds share one namespace, so a user name can never shadow somebody's address.
///
/// A key is for finding only. Mail goes to the address as its holder confirmed it, byte for byte, and never to anything
/// that was typed (CVE-2019-19844).
///
/// Source: RFC 8265 § 3.3 (UsernameCaseMapped); IDNA for the domain of an address.
public record NameKey(String text) {

    /// A longer one is nobody's.
    static final int LONGEST = 254;

    /// Longer input is no name, whatever stands around it: refused before anything else looks at it.
    static final int LONGEST_TYPED = 1024;

    /// The key of what was typed, or nothing when it cannot be anybody's name. What is forgiven: see [EmailName] and [Typed].
    public static Optional<NameKey> of(String typed) {
        if (typed.length() > LONGEST_TYPED) {
            return Optional.empty();
        }
        var name = Typed.plain(typed);
        return name.indexOf('@') < 0
                ? UserName.of(name).map(UserName::key)
                : EmailName.of(typed).map(EmailName::key);
    }

    static String lowerCase(String text) {
        return text.toLowerCase(Locale.ROOT);
    }
}
