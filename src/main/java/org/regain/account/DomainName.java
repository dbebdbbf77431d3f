package org.regain.account;

import com.ibm.icu.text.IDNA;
import java.util.Optional;
import java.util.regex.Pattern;

/// The domain of an address as it is asked for in the DNS: lower-case letters, digits and hyphens, other scripts as A-labels.
///
/// By UTS #46, non-transitional, as browsers do it and as registries register (IDNA2008): `faß.example` is
/// `xn--fa-hia.example`. IDNA2003, which the JDK has, made `fass.example` of it, which belongs to somebody else; the same goes
/// for ς and for the two joiners.
///
/// Source: Unicode Technical Standard #46; RFC 5891; RFC 5892.
final class DomainName {

    // Linear: no nested repetition (CVE-2023-36053). The length is capped before it is used.
    private static final Pattern LABEL = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");
    private static final int LONGEST = 253;

    private static final IDNA UTS46 = IDNA.getUTS46Instance(
            IDNA.NONTRANSITIONAL_TO_ASCII | IDNA.USE_STD3_RULES | IDNA.CHECK_BIDI | IDNA.CHECK_CONTEXTJ);

    private DomainName() {}

    /// The domain in ASCII, or nothing where there can be none of that name.
    ///
    /// @param typed at most 254 characters
    static Optional<String> ascii(String typed) {
        var lower = NameKey.lowerCase(typed);
        if (isAscii(typed) && !lower.contains("xn--")) {
            return checked(lower);
        }
        var info = new IDNA.Info();
        var ascii = UTS46.nameToASCII(typed, new StringBuilder(), info);
        return info.hasErrors() ? Optional.empty() : checked(NameKey.lowerCase(ascii.toString()));
    }

    private static Optional<String> checked(String domain) {
        if (domain.length() > LONGEST) {
            return Optional.empty();
        }
        for (var label : domain.split("\\.", -1)) {
            if (!LABEL.matcher(label).matches()) {
                return Optional.empty();
            }
        }
        return Optional.of(domain);
    }

    private static boolean isAscii(String text) {
        return text.chars().allMatch(it -> it < 128);
    }
}
