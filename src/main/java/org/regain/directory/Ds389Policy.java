package org.regain.directory;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Policy;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.LdapServer.Conversation;

/// Which policy of 389 Directory Server's holds for somebody: the one that their entry names, where such are in use, else the server's. One
/// does not add to the other: what a policy does not say has the value that it has from the beginning.
///
/// @param entry null where it cannot be read
record Ds389Policy(@Nullable Entry entry) {

    /// A subtree's policy reaches people by it, too.
    static final String NAMED_IN = "pwdPolicySubentry";

    private static final String SERVER = "cn=config";
    private static final String NAMED_ARE_USED = "nsslapd-pwpolicy-local";
    private static final String LOCKS = "passwordLockout";
    private static final String MOST = "passwordMaxFailure";
    private static final String KEEPS_HISTORY = "passwordHistory";
    private static final String HISTORY = "passwordInHistory";
    private static final String AGE = "passwordMinAge";
    private static final String LOOKS_AT_IT = "passwordCheckSyntax";
    private static final String LENGTH = "passwordMinLength";
    private static final String KINDS = "passwordMinCategories";
    private static final String TRACKED = "passwordTrackUpdateTime";
    private static final String GROWS_OLD = "passwordExp";
    private static final String MUST_CHANGE = "passwordMustChange";
    private static final String ADMINISTRATORS = "passwordAdminDN";

    private static final String[] ATTRIBUTES = {
        NAMED_ARE_USED,
        LOCKS,
        MOST,
        KEEPS_HISTORY,
        HISTORY,
        AGE,
        LOOKS_AT_IT,
        LENGTH,
        KINDS,
        TRACKED,
        GROWS_OLD,
        MUST_CHANGE,
        ADMINISTRATORS
    };

    private static final int HISTORY_UNLESS_SAID = 6;
    private static final int LENGTH_UNLESS_SAID = 8;
    private static final int KINDS_UNLESS_SAID = 3;

    static Ds389Policy of(Conversation with, Entry found) throws LDAPException {
        Entry server = with.connection().getEntry(SERVER, ATTRIBUTES);
        if (server == null || !server.hasAttribute(LOCKS)) {
            return new Ds389Policy(null);
        }
        String named = found.getAttributeValue(NAMED_IN);
        return new Ds389Policy(
                named != null && is(server, NAMED_ARE_USED) ? with.connection().getEntry(named, ATTRIBUTES) : server);
    }

    boolean isUnknown() {
        return entry == null;
    }

    /// Whether the server notes when a password was set.
    boolean isTracked() {
        return is(entry, TRACKED);
    }

    /// A group, or one account, for whom no rule holds; null where there is none.
    @Nullable
    String administrators() {
        String administrators = entry == null ? null : entry.getAttributeValue(ADMINISTRATORS);
        return administrators == null || administrators.isBlank() ? null : administrators;
    }

    /// Wrong passwords that lock; 0: none do. One that does not say whether it locks may only not be readable; where it does not, nothing is
    /// counted either.
    int most() {
        if (entry != null && entry.hasAttribute(LOCKS) && !is(entry, LOCKS)) {
            return 0;
        }
        return number(MOST, PasswordPolicies.LIKELY_FEWEST);
    }

    /// What is asked of somebody whose password ends at this time: the first of all times says that somebody else has set it.
    ///
    /// @param ends null where that is not said
    Demand demand(@Nullable Instant ends, Instant now) {
        if (ends == null || ends.isAfter(now)) {
            return Demand.NONE;
        } else if (ends.equals(Instant.EPOCH) && is(entry, MUST_CHANGE)) {
            return Demand.MUST_CHANGE;
        }
        return is(entry, GROWS_OLD) ? Demand.EXPIRED : Demand.NONE;
    }

    Optional<Policy> policy() {
        if (entry == null) {
            return Optional.empty();
        }
        boolean looks = is(entry, LOOKS_AT_IT);
        return Optional.of(new Policy(
                looks ? number(LENGTH, LENGTH_UNLESS_SAID) : 0,
                // The present one comes on top.
                is(entry, KEEPS_HISTORY) ? number(HISTORY, HISTORY_UNLESS_SAID) + 1 : 0,
                true,
                Duration.ofSeconds(number(AGE, 0)),
                true,
                looks && number(KINDS, KINDS_UNLESS_SAID) > 1));
    }

    private static boolean is(@Nullable Entry entry, String attribute) {
        return entry != null && "on".equalsIgnoreCase(entry.getAttributeValue(attribute));
    }

    private int number(String attribute, int unlessSaid) {
        Integer number = entry == null ? null : entry.getAttributeValueAsInteger(attribute);
        return number == null ? unlessSaid : number;
    }
}
