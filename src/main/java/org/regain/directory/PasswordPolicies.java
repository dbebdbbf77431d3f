package org.regain.directory;

import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Dialect.Standing;
import org.regain.directory.Directory.Policy;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.Entry.Access;
import org.regain.directory.LdapServer.Conversation;

/// Which policy of OpenLDAP's holds for somebody: the one that their entry names, else the only one there is, else the one called
/// `default`. Which of several is the server's default cannot be asked of it.
///
/// @param entry null where there is none, or it cannot be read
/// @param overlay whether the server keeps to policies at all
record PasswordPolicies(@Nullable Entry entry, boolean overlay) {

    /// Where it locks, and nobody knows after how many: so few that Regain tries once.
    static final int LIKELY_FEWEST = 3;

    static PasswordPolicies of(Conversation with, com.unboundid.ldap.sdk.Entry found, RootDSE root)
            throws LDAPException {
        boolean overlay = areThere(root);
        String named = found.getAttributeValue("pwdPolicySubentry");
        if (!overlay) {
            return new PasswordPolicies(null, false);
        }
        if (named != null) {
            return new PasswordPolicies(readable(with, with.connection().getEntry(named)), true);
        }
        var all = with.connection()
                .search(suffix(root, found), SearchScope.SUB, Filter.createEqualityFilter("objectClass", "pwdPolicy"))
                .getSearchEntries();
        var one = all.size() == 1
                ? all.getFirst()
                : all.stream().filter(PasswordPolicies::isDefault).findFirst().orElse(null);
        return new PasswordPolicies(readable(with, one), true);
    }

    /// Null as well where its lock is hidden: one that does not say that it locks does not.
    private static @Nullable SearchResultEntry readable(Conversation with, @Nullable SearchResultEntry policy)
            throws LDAPException {
        for (String attribute : List.of("pwdLockout", "pwdMaxFailure")) {
            if (policy != null && !policy.hasAttribute(attribute) && Unread.is(with, policy, attribute)) {
                return null;
            }
        }
        return policy;
    }

    /// Also where the server does not say what it can do.
    static boolean areThere(RootDSE root) {
        return !root.hasAttribute("supportedControl") || root.supportsControl(PolicyPasswords.CONTROL);
    }

    private static boolean isDefault(SearchResultEntry policy) {
        return policy.hasAttributeValue("cn", "default");
    }

    /// Policies are beside the people more often than below them.
    private static String suffix(RootDSE root, Entry found) throws LDAPException {
        var contexts = root.getNamingContextDNs();
        for (String context : contexts == null ? new String[0] : contexts) {
            if (DN.isDescendantOf(found.getDN(), context, true)) {
                return context;
            }
        }
        return found.getDN();
    }

    boolean isUnknown() {
        return overlay && entry == null;
    }

    /// @param counted whether the wrong passwords can be read
    /// @param now a lock and a failure may be over by themselves
    Standing standing(Entry found, Access access, boolean counted, Instant now) {
        Instant locked = OpenLdap.lockedAt(found);
        Duration lasts = lasts();
        boolean holds = locked != null && (lasts.isZero() || locked.plus(lasts).isAfter(now));
        return new Standing(access, holds, counted ? failures(found, now) : null, most());
    }

    /// How long a lock holds; zero: until somebody clears it.
    private Duration lasts() {
        return Duration.ofSeconds(number("pwdLockoutDuration"));
    }

    /// Null where there is none.
    ///
    /// @param standing as of now
    @Nullable
    Lock lock(Entry found, Standing standing) {
        Instant since = OpenLdap.lockedAt(found);
        return standing.locked() && since != null
                ? new Lock(null, since, lasts().isZero() ? null : since.plus(lasts()))
                : null;
    }

    /// As the server answers the right password. Source: slapo-ppolicy(5), `pwdMustChange`, `pwdMaxAge`.
    Demand demand(Entry found, Instant now) {
        if (entry == null) {
            return Demand.NONE;
        }
        if (entry.hasAttributeValue("pwdMustChange", "TRUE") && found.hasAttributeValue("pwdReset", "TRUE")) {
            return Demand.MUST_CHANGE;
        }
        Instant changed = OpenLdap.changedAt(found);
        Duration most = Duration.ofSeconds(number("pwdMaxAge"));
        return changed != null && !most.isZero() && !changed.plus(most).isAfter(now) ? Demand.EXPIRED : Demand.NONE;
    }

    private int failures(Entry found, Instant now) {
        Duration counts = Duration.ofSeconds(number("pwdFailureCountInterval"));
        return (int) times(found)
                .filter(at -> counts.isZero() || at.plus(counts).isAfter(now))
                .count();
    }

    private static Stream<Instant> times(Entry found) {
        var failures = found.getAttributeValues(OpenLdapLocks.FAILURES);
        return (failures == null ? List.<String>of() : Arrays.asList(failures))
                .stream().map(OpenLdap::time).filter(Objects::nonNull).map(Objects::requireNonNull);
    }

    private int most() {
        if (entry == null) {
            return overlay ? LIKELY_FEWEST : 0;
        }
        return entry.hasAttributeValue("pwdLockout", "TRUE") ? number("pwdMaxFailure") : 0;
    }

    Optional<Policy> policy() {
        return entry == null
                ? Optional.empty()
                : Optional.of(new Policy(
                        number("pwdCheckQuality") > 0 ? number("pwdMinLength") : 0,
                        number("pwdInHistory"),
                        true,
                        Duration.ofSeconds(number("pwdMinAge")),
                        true,
                        false));
    }

    private int number(String attribute) {
        Integer number = entry == null ? null : entry.getAttributeValueAsInteger(attribute);
        return number == null ? 0 : number;
    }
}
