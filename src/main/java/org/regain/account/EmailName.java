package org.regain.account;

import java.util.Optional;
import java.util.regex.Pattern;
import org.regain.typed.Typed;

/// An e-mail address as a name to sign in with. This is the one place where what was typed becomes an address to look up or
/// to write to.
///
/// The local part is ASCII only, because look-alike letters there have sent reset mails to strangers; full-width letters are
/// no look-alikes but the same ones from another keyboard. It is lower-cased for looking up alone; the domain becomes its
/// A-label ([DomainName]).
///
/// @param address as given, but for a domain in other letters, which is its A-label; the only form that is ever written to
/// @param key how it is looked up
public record EmailName(String address, NameKey key) {

    // Linear: no nested repetition (CVE-2023-36053). The length is capped before it is used.
    private static final Pattern LOCAL_PART = Pattern.compile("[a-zA-Z0-9!#$%&'*+/=?^_`{|}~.-]{1,64}");

    private static final String OPENING = "<([{\"'“‘«„";
    private static final String CLOSING = ">)]}\"'”’»“.,;:";

    /// The address, or nothing when it is not one that could be written to.
    ///
    /// Forgiven is what [Typed] lists, and what stands around an address where it is copied from: a name before angle brackets,
    /// brackets, quotation marks, `mailto:` and what follows a question mark in it, a comma or a full stop at the end.
    public static Optional<EmailName> of(String typed) {
        if (typed.length() > NameKey.LONGEST_TYPED) {
            return Optional.empty();
        }
        var bare = bare(Typed.withJoiners(typed));
        var at = bare.lastIndexOf('@');
        if (at < 1) {
            return Optional.empty();
        }
        var local = Typed.plain(bare.substring(0, at));
        var wanted = bare.substring(at + 1);
        // Where a joiner can stand in no domain, it came by copying; elsewhere it makes another domain.
        var domain = DomainName.ascii(wanted).or(() -> DomainName.ascii(Typed.plain(wanted)));
        return domain.filter(_ -> isLocal(local))
                .map(ascii -> new EmailName(
                        local + '@' + (isAs(ascii, wanted) ? wanted : ascii),
                        new NameKey(NameKey.lowerCase(local) + '@' + ascii)))
                .filter(it -> it.address().length() <= NameKey.LONGEST);
    }

    /// Whether that is what was typed, in whichever case. Other letters than ASCII's have it as well, as the Kelvin sign has `k`.
    private static boolean isAs(String ascii, String typed) {
        return ascii.equalsIgnoreCase(typed) && typed.chars().allMatch(it -> it < 128);
    }

    private static boolean isLocal(String local) {
        return LOCAL_PART.matcher(local).matches()
                && !local.startsWith(".")
                && !local.endsWith(".")
                && !local.contains("..");
    }

    private static String bare(String text) {
        var bracket = text.lastIndexOf('<');
        var bare = bracket >= 0 && text.indexOf('>', bracket) > 0
                ? text.substring(bracket + 1, text.indexOf('>', bracket))
                : text;
        // No domain ends in one of these, so nothing is lost; before the local part they go only where one went behind.
        var end = bare.length();
        while (end > 0 && CLOSING.indexOf(bare.charAt(end - 1)) >= 0) {
            end--;
        }
        var begin = 0;
        while (end < bare.length() && begin < end && OPENING.indexOf(bare.charAt(begin)) >= 0) {
            begin++;
        }
        return withoutScheme(Typed.withJoiners(bare.substring(begin, end)));
    }

    private static String withoutScheme(String text) {
        var scheme = "mailto:";
        if (!text.regionMatches(true, 0, scheme, 0, scheme.length())) {
            return text;
        }
        var mark = text.indexOf('?', text.indexOf('@') + 1);
        return text.substring(scheme.length(), mark < 0 ? text.length() : mark);
    }
}
