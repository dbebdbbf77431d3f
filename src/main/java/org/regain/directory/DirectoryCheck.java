package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.directory.LdapServer.Conversation;

/// Tries everything that Regain needs of each server, and changes nothing.
record DirectoryCheck(LdapServers servers, LdapPeople people, String base, Clock clock) {

    private static final String PAGING = "1.2.840.113556.1.4.319";
    private static final Duration TOO_FAR = Duration.ofMinutes(2);

    /// One sentence each, beginning with the server.
    List<String> missing() {
        var missing = new ArrayList<String>();
        for (LdapServer server : servers.all()) {
            of(server).forEach(sentence -> missing.add(server.url() + ": " + sentence));
        }
        return missing;
    }

    private List<String> of(LdapServer server) {
        String unreachable = reach(server);
        if (unreachable != null) {
            return List.of(unreachable);
        }
        try {
            return server.ask(this::ask);
        } catch (LDAPException e) {
            return List.of(Faults.sentence(e));
        } catch (DirectoryAway e) {
            return List.of("It broke off while everybody below the base was read.");
        }
    }

    /// By a connection as nobody first, since of what is wrong with TLS a pool says less.
    private static @Nullable String reach(LdapServer server) {
        try {
            server.connect().close();
            return null;
        } catch (LDAPException e) {
            return Faults.sentence(e);
        }
    }

    private List<String> ask(Conversation with) throws LDAPException {
        var missing = new ArrayList<String>();
        var root = with.connection().getRootDSE();
        if (with.connection().getEntry(base, "1.1") == null) {
            missing.add("The base " + base + " is not there, or the account may not read it.");
            return missing;
        }
        if (!root.supportsControl(PAGING)) {
            missing.add("It does not give entries page by page, so that people beyond its limit are never seen.");
        }
        var somebody = people.somebody(with);
        if (somebody.isEmpty()) {
            missing.add(
                    "Below the base there is nobody whom Regain may serve: nobody at all, nobody whom the account may read, or only who runs"
                            + " the directory.");
        }
        somebody.ifPresent(one -> {
            if (with.dialect().entry(one, false).isEmpty()) {
                missing.add("The account may not read by what name people sign in, or what they are called for good.");
            }
        });
        unknown(with).ifPresent(missing::add);
        clock(root).ifPresent(missing::add);
        missing.addAll(with.dialect().missing(with, somebody));
        return missing;
    }

    /// Of some it may be hidden that is not of others: rights do not reach who was taken out of those that are given below the base.
    private Optional<String> unknown(Conversation with) throws LDAPException {
        var unknown = new ArrayList<String>();
        people.each(with, entry -> {
            if (entry.access() == Entry.Access.UNKNOWN && !entry.privileged()) {
                unknown.add(entry.userName());
            }
        });
        return unknown.isEmpty()
                ? Optional.empty()
                : Optional.of("Whether the directory lets them in cannot be read of " + unknown.size()
                        + " people, " + unknown.getFirst()
                        + " among them: nobody new of them gets an account, and who is suspended stays so."
                        + " Let the account read userAccountControl and accountExpires of people.");
    }

    /// Where a server tells its time, which Active Directory does.
    private Optional<String> clock(RootDSE root) {
        Instant theirs = OpenLdap.time(root.getAttributeValue("currentTime"));
        if (theirs == null) {
            return Optional.empty();
        }
        Duration apart = Duration.between(theirs, clock.instant()).abs();
        return apart.compareTo(TOO_FAR) <= 0
                ? Optional.empty()
                : Optional.of("Its clock and this machine's are " + apart.toSeconds() + " seconds apart.");
    }

    /// What is wrong with a server that does not do what it is asked, for an operator.
    static final class Faults {

        private Faults() {}

        static String sentence(LDAPException e) {
            String said = chain(e);
            if (said.contains("CertPathValidatorException") || said.contains("PKIX")) {
                return "Its certificate is signed by none of the authorities in regain.directory.ca, or has run out.";
            }
            if (said.contains("UnknownHostException") || said.contains("resolve")) {
                return "There is no such host.";
            }
            if (said.contains("hostname") || said.contains("host name")) {
                return "Its certificate does not name this host.";
            }
            return switch (e.getResultCode().intValue()) {
                case ResultCode.INVALID_CREDENTIALS_INT_VALUE ->
                    "It refuses the account in regain.directory.user, or its password" + why(e) + ".";
                case ResultCode.NOT_SUPPORTED_INT_VALUE -> e.getMessage() + ".";
                case ResultCode.CONNECT_ERROR_INT_VALUE,
                        ResultCode.SERVER_DOWN_INT_VALUE,
                        ResultCode.TIMEOUT_INT_VALUE -> "It does not answer, or not by TLS.";
                default -> "It says: " + e.getResultCode() + why(e) + ".";
            };
        }

        /// Not every server says why, least of all of passwords.
        private static String why(LDAPException e) {
            String why = e.getDiagnosticMessage();
            return why == null || why.isBlank() ? "" : ": " + why;
        }

        private static String chain(LDAPException e) {
            var said = new StringBuilder();
            for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                said.append(cause).append('\n');
            }
            return said.toString();
        }
    }
}
