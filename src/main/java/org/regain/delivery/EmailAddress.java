package org.regain.delivery;

import java.util.Optional;

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
        return at > 0 && at <= MAX_LOCAL && isDotted(value, 0, at, true) && isDotted(value, at + 1, value.length(), false);
    }

    /// Non-empty parts with single dots between them.
    private static boolean isDotted(String value, int from, int to, boolean local) {
        int start = from;
        for (int i = from; i <= to; i++) {
            if (i == to || value.charAt(i) == '.') {
                if (i == start || !local && !isLabel(value, start, i)) {
                    return false;
                }
                start = i + 1;
            } else if (!isLetterOrDigit(value.charAt(i)) && !(local && ATOM_MARKS.indexOf(value.charAt(i)) >= 0)
                    && !(!local && value.charAt(i) == '-')) {
                return false;
            }
        }
        return true;
    }

    private static boolean isLabel(String value, int from, int to) {
        return to - from <= MAX_LABEL && value.charAt(from) != '-' && value.charAt(to - 1) != '-';
    }

    private static boolean isLetterOrDigit(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    /// Hides the address, which is personal: logs don't get it by accident.
    @Override
    public String toString() {
        return "EmailAddress[redacted]";
    }
}
