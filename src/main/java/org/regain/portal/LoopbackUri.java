package org.regain.portal;

import java.util.regex.Pattern;

/// The address of an app that listens on its own machine.
///
/// Source: RFC 8252 §§ 7.3, 8.3 (the IP literal, not `localhost`).
final class LoopbackUri {

    private static final Pattern FORM =
            Pattern.compile("(http://(?:127\\.0\\.0\\.1|\\[::1]))(?::([1-9][0-9]{0,4}))?(/.*)?");

    private LoopbackUri() {}

    static boolean isSameButForThePort(String registered, String asked) {
        var one = FORM.matcher(registered);
        var other = FORM.matcher(asked);
        return one.matches()
                && other.matches()
                && one.group(1).equals(other.group(1))
                && (one.group(3) == null ? other.group(3) == null : one.group(3).equals(other.group(3)))
                && (other.group(2) == null || Integer.parseInt(other.group(2)) <= 65_535);
    }
}
