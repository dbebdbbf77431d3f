package org.regain.channel;

import java.util.Optional;
import java.util.stream.Stream;

/// An address that goes into an SMTP dialogue byte for byte: plain ASCII, `local@domain`.
///
/// Narrower than RFC 5321: no quoted local part, no address literal, no comment and nothing above U+007F. A mail library
/// that keeps only the low byte of a character would turn U+010A into a line feed (CVE-2025-7962), and what is refused
/// here can't get that far. A domain in other scripts is written as A-labels (`xn--…`).
///
/// Source: RFC 5321 §§ 2.3.5, 4.1.2, 4.5.3.1 (`Dot-string`, letters-digits-hyphen domains, lengths).
///
/// @param value at most 254 characters
public record EmailAddress(String value) {

    private static final int MAX_LENGTH = 254;
    private static final int MAX_LOCAL = 64;
    private static final int MAX_LABEL = 63;
    private static final String ATOM_MARKS = "!#$%&'*+-/=?^_`{|}~";

    /// @throws IllegalArgumentException when [#parse(String)] would be empty; the message doesn't repeat the value
    public EmailAddress {
        if (!deliverable(value)) {
            throw new IllegalArgumentException("Not an address that mail is sent to");
        }
    }

    /// Empty for what mail is not sent to. Nothing is trimmed, folded or otherwise changed.
    public static Optional<EmailAddress> parse(String value) {
        return deliverable(value) ? Optional.of(new EmailAddress(value)) : Optional.empty();
    }

    private static boolean deliverable(String value) {
        // The length comes first, so that nothing below sees more than 254 characters.
        if (value.length() > MAX_LENGTH) {
            return false;
        }
        int at = value.indexOf('@');
        return at > 0
                && at <= MAX_LOCAL
                && parts(value.substring(0, at)).allMatch(EmailAddress::isAtom)
                && parts(value.substring(at + 1)).allMatch(EmailAddress::isLabel);
    }

    private static Stream<String> parts(String dotted) {
        // With -1 the empty parts of "a..b" and "a." are kept, and refused.
        return Stream.of(dotted.split("\\.", -1));
    }

    private static boolean isAtom(String part) {
        return !part.isEmpty() && part.chars().allMatch(c -> isLetterOrDigit(c) || ATOM_MARKS.indexOf(c) >= 0);
    }

    private static boolean isLabel(String part) {
        return !part.isEmpty()
                && part.length() <= MAX_LABEL
                && !part.startsWith("-")
                && !part.endsWith("-")
                && part.chars().allMatch(c -> isLetterOrDigit(c) || c == '-');
    }

    private static boolean isLetterOrDigit(int c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /// Hides the address, which is personal: logs don't get it by accident.
    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
