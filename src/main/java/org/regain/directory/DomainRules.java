package org.regain.directory;

import com.unboundid.ldap.sdk.Entry;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.Directory.Policy;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.LdapServer.Conversation;

/// What Active Directory asks of somebody's password, and after how many wrong ones it locks: by the settings object that holds for them
/// (`msDS-ResultantPSO`), else by the domain.
///
/// @param most    wrong passwords that lock; 0: none do
/// @param counts  how long a wrong one counts
/// @param locks   how long a lock holds; null where it does until somebody clears it, or nobody knows
/// @param policy  null where a settings object holds that the service account may not read
record DomainRules(
        int most,
        Duration counts,
        @Nullable Duration locks,
        @Nullable Policy policy) {

    /// Where it locks, and nobody knows after how many: so few that Regain tries once.
    private static final int LIKELY_FEWEST = 3;

    private static final long COMPLEX = 1;

    static DomainRules of(Conversation with, RootDSE root, Entry found) throws LDAPException {
        String settings = found.getAttributeValue("msDS-ResultantPSO");
        return settings == null ? ofDomain(with, root) : ofSettings(with, settings);
    }

    static String domain(RootDSE root) throws LDAPException {
        String domain = root.getAttributeValue("defaultNamingContext");
        if (domain == null) {
            throw new LDAPException(ResultCode.NO_SUCH_ATTRIBUTE, "The server names no domain of its own");
        }
        return domain;
    }

    private static DomainRules ofDomain(Conversation with, RootDSE root) throws LDAPException {
        var domain = with.connection()
                .getEntry(
                        domain(root),
                        "lockoutThreshold",
                        "lockOutObservationWindow",
                        "lockoutDuration",
                        "minPwdLength",
                        "pwdHistoryLength",
                        "minPwdAge",
                        "pwdProperties");
        if (domain == null || !domain.hasAttribute("lockoutThreshold")) {
            return unknown();
        }
        return new DomainRules(
                (int) AdValues.number(domain, "lockoutThreshold"),
                AdValues.span(domain, "lockOutObservationWindow"),
                AdValues.end(domain, "lockoutDuration"),
                new Policy(
                        (int) AdValues.number(domain, "minPwdLength"),
                        (int) AdValues.number(domain, "pwdHistoryLength"),
                        false,
                        AdValues.span(domain, "minPwdAge"),
                        false,
                        (AdValues.number(domain, "pwdProperties") & COMPLEX) != 0));
    }

    private static DomainRules ofSettings(Conversation with, String dn) throws LDAPException {
        var settings = with.connection().getEntry(dn);
        if (settings == null || !settings.hasAttribute("msDS-LockoutThreshold")) {
            return unknown();
        }
        return new DomainRules(
                (int) AdValues.number(settings, "msDS-LockoutThreshold"),
                AdValues.span(settings, "msDS-LockoutObservationWindow"),
                AdValues.end(settings, "msDS-LockoutDuration"),
                new Policy(
                        (int) AdValues.number(settings, "msDS-MinimumPasswordLength"),
                        (int) AdValues.number(settings, "msDS-PasswordHistoryLength"),
                        false,
                        AdValues.span(settings, "msDS-MinimumPasswordAge"),
                        false,
                        settings.hasAttributeValue("msDS-PasswordComplexityEnabled", "TRUE")));
    }

    private static DomainRules unknown() {
        return new DomainRules(LIKELY_FEWEST, Duration.ofDays(36_500), null, null);
    }

    Lock lock(@Nullable Instant since) {
        return new Lock(null, since, since == null || locks == null ? null : since.plus(locks));
    }

    /// Wrong passwords that still count. Where the server does not say since when, all do.
    int failures(Entry found, Instant now) {
        Instant last = AdValues.time(found.getAttributeValue("badPasswordTime"));
        return last != null && !last.plus(counts).isAfter(now) ? 0 : (int) AdValues.number(found, "badPwdCount");
    }

    /// @param historyHolds where somebody else than its holder writes it; the age never does then (MS-ADTS § 3.1.1.3.4.1.27)
    Optional<Policy> policy(boolean historyHolds) {
        return Optional.ofNullable(policy)
                .map(it -> new Policy(it.length(), it.history(), historyHolds, it.age(), it.ageHolds(), it.complex()));
    }
}
