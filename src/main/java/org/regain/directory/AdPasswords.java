package org.regain.directory;

import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.unboundid.asn1.ASN1Integer;
import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.asn1.ASN1Sequence;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.LDAPResult;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.RootDSE;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SimpleBindRequest;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.regain.directory.Directory.Checked;
import org.regain.directory.Directory.Unlocked;
import org.regain.directory.Directory.Written;
import org.regain.directory.LdapServer.Conversation;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Passwords of Active Directory: tried by signing in, and written as `unicodePwd`.
///
/// Source: MS-ADTS § 3.1.1.3.1.5 (passwords), § 3.1.1.3.4.1.27 (policy hints); MS-ERREF for the codes in answers.
final class AdPasswords {

    private static final Logger LOG = LoggerFactory.getLogger(AdPasswords.class);

    private static final String PASSWORD = "unicodePwd";
    private static final String LOCK = "lockoutTime";

    /// By which a reset is held to the history; under its older number first.
    private static final List<String> POLICY_HINTS = List.of("1.2.840.113556.1.4.2239", "1.2.840.113556.1.4.2066");

    private static final Pattern WHY_NO_SIGN_IN = Pattern.compile("\\bdata ([0-9a-f]{1,8})\\b");
    private static final Pattern WHY_NOT_WRITTEN = Pattern.compile("\\A([0-9A-Fa-f]{8})\\b");

    private final RootDSE root;
    private final AdRefusals refusals;

    AdPasswords(RootDSE root, Clock clock) {
        this.root = root;
        refusals = new AdRefusals(root, clock);
    }

    /// Whether it can be asked to look at the history where somebody else than its holder writes a password.
    static boolean keepsHistory(RootDSE root) {
        return POLICY_HINTS.stream().anyMatch(root::supportsControl);
    }

    static Checked bind(LDAPConnection connection, String dn, byte[] password) throws LDAPException {
        var result = Binds.tried(connection, new SimpleBindRequest(dn, password));
        if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            return new Checked.Right();
        }
        return switch (code(WHY_NO_SIGN_IN, result)) {
            // Too old, and to be changed at once: said of the right password alone.
            case "532", "773" -> new Checked.Expired();
            // Disabled, over, not at this hour, not from here.
            case "533", "701", "530", "531" -> new Checked.Disabled();
            case "775" -> new Checked.Locked();
            default -> new Checked.Wrong();
        };
    }

    private static String code(Pattern pattern, LDAPResult result) {
        String said = result.getDiagnosticMessage();
        var matcher = pattern.matcher(said == null ? "" : said);
        return matcher.find() ? matcher.group(1) : "";
    }

    /// A reset leaves whoever is locked as they are, so both are written at once, or neither.
    Written reset(Conversation with, SearchResultEntry found, byte[] password) throws LDAPException {
        var changes = new ArrayList<Modification>();
        changes.add(new Modification(ModificationType.REPLACE, PASSWORD, quoted(password)));
        if (isCounted(found)) {
            changes.add(new Modification(ModificationType.REPLACE, LOCK, "0"));
        }
        var request = new ModifyRequest(found.getDN(), changes);
        POLICY_HINTS.stream()
                .filter(root::supportsControl)
                .findFirst()
                .ifPresent(oid -> request.addControl(hints(oid)));
        return written(with, found, password, false, request);
    }

    private static Control hints(String oid) {
        return new Control(oid, true, new ASN1OctetString(new ASN1Sequence(new ASN1Integer(1)).encode()));
    }

    /// By the right that everybody has with the old password, so on the service account's own connection: who has to change theirs cannot sign
    /// in to do it.
    Written change(Conversation with, SearchResultEntry found, byte[] old, byte[] password) throws LDAPException {
        return written(
                with,
                found,
                password,
                true,
                new ModifyRequest(
                        found.getDN(),
                        new Modification(ModificationType.DELETE, PASSWORD, quoted(old)),
                        new Modification(ModificationType.ADD, PASSWORD, quoted(password))));
    }

    private Written written(
            Conversation with, SearchResultEntry found, byte[] password, boolean byHolder, ModifyRequest request)
            throws LDAPException {
        var answer = Sent.modify(with.connection(), request);
        if (answer.isEmpty()) {
            return new Written.Unknown();
        }
        LDAPResult result = answer.get();
        if (result.getResultCode().equals(ResultCode.SUCCESS)) {
            forgetTheOld(with, found.getDN(), password);
            return done(with, found.getDN());
        }
        if (Sent.isElsewhere(result)) {
            throw new LDAPException(result);
        }
        return switch (code(WHY_NOT_WRITTEN, result).toUpperCase(Locale.ROOT)) {
            // The old one is wrong, or they are locked and it was not looked at.
            case "00000056", "00000775" -> new Written.WrongOld();
            case "0000052D" -> new Written.Refused(refusals.rule(with, found, new String(password, UTF_8), byHolder));
            default -> new Written.NotPermitted();
        };
    }

    /// For an hour the password before the last one still signs in (`OldPasswordAllowedPeriod`), so whoever stole it would be let in after a reset.
    /// Written once more, the new one is also the one before. Whatever comes of that, the new one stands.
    private static void forgetTheOld(Conversation with, String dn, byte[] password) {
        var again = new ModifyRequest(dn, new Modification(ModificationType.REPLACE, PASSWORD, quoted(password)));
        if (Sent.modify(with.connection(), again)
                .filter(it -> it.getResultCode().equals(ResultCode.SUCCESS))
                .isEmpty()) {
            LOG.warn(
                    "For an hour {} may let somebody in by their old password",
                    with.server().url());
        }
    }

    private static Written done(Conversation with, String dn) {
        try {
            var now = with.connection().getEntry(dn, "pwdLastSet");
            return new Written.Done(now == null ? null : ActiveDirectory.changedAt(now));
        } catch (LDAPException e) {
            // It is written; only when cannot be said.
            return new Written.Done(null);
        }
    }

    /// In quotes, which belong to the value. Source: MS-ADTS § 3.1.1.3.1.5.
    private static byte[] quoted(byte[] password) {
        return ("\"" + new String(password, UTF_8) + "\"").getBytes(UTF_16LE);
    }

    /// Also where nobody can read it: to clear what is not there does no harm.
    private static boolean isCounted(SearchResultEntry found) {
        return AdValues.number(found, LOCK) > 0
                || AdValues.number(found, AdCounts.FAILURES) > 0
                || !found.hasAttribute(AdCounts.FAILURES)
                || !found.hasAttribute(ActiveDirectory.COMPUTED);
    }

    /// Who is not locked is unlocked already. What Active Directory counts goes with it.
    static Unlocked unlock(Conversation with, SearchResultEntry found) throws LDAPException {
        if (!isCounted(found)) {
            return Unlocked.DONE;
        }
        var answer = Sent.modify(
                with.connection(),
                new ModifyRequest(found.getDN(), new Modification(ModificationType.REPLACE, LOCK, "0")));
        if (answer.isEmpty()) {
            return Unlocked.UNKNOWN;
        }
        LDAPResult result = answer.get();
        if (Sent.isElsewhere(result)) {
            throw new LDAPException(result);
        }
        return result.getResultCode().equals(ResultCode.SUCCESS) ? Unlocked.DONE : Unlocked.NOT_PERMITTED;
    }
}
