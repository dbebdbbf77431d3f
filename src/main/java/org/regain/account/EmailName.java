package org.regain.account;

import java.net.IDN;
import java.util.Optional;
import java.util.regex.Pattern;

/// An e-mail address as a name to sign in with.
///
/// The local part is ASCII only, because look-alike letters there have sent reset mails to strangers. It is lower-cased
/// for looking up alone; the domain becomes its A-label.
///
/// @param address as given, but for a domain in other letters, which is its A-label; the only form that is ever written to
/// @param key how it is looked up
public record EmailName(String address, NameKey key) {

    // Linear: no nested repetition (CVE-2023-36053). The length is capped before it is used.
    private static final Pattern LOCAL_PART = Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");
    private static final Pattern HOST = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    /// The address, or nothing when it is not one that could be written to.
    public static Optional<EmailName> of(String typed) {
        var at = typed.lastIndexOf('@');
        if (at < 1 || typed.length() > NameKey.LONGEST) {
            return Optional.empty();
        }
        var local = typed.substring(0, at);
        if (!LOCAL_PART.matcher(local).matches()
                || local.startsWith(".")
                || local.endsWith(".")
                || local.contains("..")) {
            return Optional.empty();
        }
        return domain(typed.substring(at + 1))
                .map(domain -> new EmailName(
                        isAscii(typed) ? typed : local + '@' + domain,
                        new NameKey(NameKey.lowerCase(local) + '@' + domain)));
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(it -> it < 128);
    }

    private static Optional<String> domain(String typed) {
        try {
            var domain = NameKey.lowerCase(IDN.toASCII(typed, IDN.USE_STD3_ASCII_RULES));
            var labels = domain.split("\\.", -1);
            for (var label : labels) {
                if (!HOST.matcher(label).matches()) {
                    return Optional.empty();
                }
            }
            return domain.length() <= 253 ? Optional.of(domain) : Optional.empty();
        } catch (IllegalArgumentException notADomain) {
            return Optional.empty();
        }
    }
}
