package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import java.time.Clock;
import java.util.Arrays;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.regain.directory.Directory.Policy;
import org.regain.directory.Directory.Rule;
import org.regain.directory.LdapServer.Conversation;

/// Which rule Active Directory refused a password for. It says `0000052D` for each, so its rules are looked at once more here; nothing is
/// refused by this.
record AdRefusals(RootDSE root, Clock clock) {

    private static final int KINDS = 3;
    private static final int LONG_WORD = 3;
    private static final Pattern BETWEEN_WORDS = Pattern.compile("[,.\\-_ #\t]+");

    Rule rule(Conversation with, SearchResultEntry found, String password, boolean byHolder) {
        try {
            return DomainRules.of(with, root, found)
                    .policy(AdPasswords.keepsHistory(root))
                    .map(policy -> rule(policy, found, password, byHolder))
                    .orElse(Rule.SOME);
        } catch (LDAPException e) {
            return Rule.SOME;
        }
    }

    private Rule rule(Policy policy, SearchResultEntry found, String password, boolean byHolder) {
        var changed = ActiveDirectory.changedAt(found);
        if (password.length() < policy.length()) {
            return Rule.LENGTH;
        }
        if (byHolder && changed != null && changed.plus(policy.age()).isAfter(clock.instant())) {
            return Rule.AGE;
        }
        if (policy.complex() && (kinds(password) < KINDS || hasName(found, password))) {
            return Rule.QUALITY;
        }
        return policy.history() > 0 && (byHolder || policy.historyHolds()) ? Rule.HISTORY : Rule.SOME;
    }

    /// Source: Microsoft, "Password must meet complexity requirements".
    private static long kinds(String password) {
        return Stream.of(
                        password.codePoints().anyMatch(Character::isUpperCase),
                        password.codePoints().anyMatch(Character::isLowerCase),
                        password.codePoints().anyMatch(Character::isDigit),
                        password.codePoints().anyMatch(c -> !Character.isLetterOrDigit(c)),
                        password.codePoints()
                                .anyMatch(c -> Character.isLetter(c)
                                        && !Character.isUpperCase(c)
                                        && !Character.isLowerCase(c)))
                .filter(there -> there)
                .count();
    }

    private static boolean hasName(SearchResultEntry found, String password) {
        String typed = password.toLowerCase(Locale.ROOT);
        String name = String.valueOf(found.getAttributeValue("sAMAccountName"));
        String shown = found.getAttributeValue("displayName");
        return Stream.concat(Stream.of(name), Arrays.stream(BETWEEN_WORDS.split(shown == null ? "" : shown)))
                .filter(word -> word.length() >= LONG_WORD)
                .anyMatch(word -> typed.contains(word.toLowerCase(Locale.ROOT)));
    }
}
