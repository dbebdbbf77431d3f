package org.regain.directory;

import com.unboundid.asn1.ASN1OctetString;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.DN;
import com.unboundid.ldap.sdk.Filter;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.SearchRequest;
import com.unboundid.ldap.sdk.SearchResultEntry;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedRequest;
import com.unboundid.ldap.sdk.extensions.WhoAmIExtendedResult;
import java.util.ArrayList;
import java.util.List;
import org.regain.directory.LdapServer.Conversation;

/// What the service account may not do in 389 Directory Server, which it can be asked without doing it, and what that server does not do.
final class Ds389Rights {

    /// Source: draft-ietf-ldapext-acl-model-08 § 9 (get effective rights), as this server has it: the control's value is a name, as it stands.
    private static final String EFFECTIVE_RIGHTS = "1.3.6.1.4.1.42.2.27.9.5.2";

    private static final String A_NAME = "dn:";
    private static final String READ = "r";
    private static final String WRITE = "w";

    private static final List<String> WRITTEN = List.of(Ds389Passwords.PASSWORD, Ds389.LOCKED_UNTIL, Ds389.FAILURES);

    private Ds389Rights() {}

    static List<String> missing(Conversation with, SearchResultEntry somebody) throws LDAPException {
        var missing = new ArrayList<String>();
        var policy = Ds389Policy.of(with, somebody);
        if (policy.isUnknown()) {
            missing.add(
                    "Which policy holds for somebody cannot be read: let the account read the passwords' attributes of cn=config, and the entry"
                            + " that a person's pwdPolicySubentry names. Until then nobody is let in here after one wrong password.");
        } else if (!policy.isTracked()) {
            missing.add(
                    "passwordTrackUpdateTime is not on, so whether a password was written cannot be told: set it in cn=config, and in each policy"
                            + " that people have of their own.");
        }
        String account = account(with);
        if (isPastRules(with, policy, account)) {
            missing.add(
                    "The account is one of passwordAdminDN, so that no rule holds for what it writes, and who gets a new password here has to"
                            + " change it again: take it out of there.");
        }
        var rights = rights(with, somebody, account);
        for (String attribute : with.dialect().attributes()) {
            if (!may(rights, attribute, READ)) {
                missing.add("The account may not read " + attribute + " of people.");
            }
        }
        for (String attribute : WRITTEN) {
            if (!may(rights, attribute, WRITE)) {
                missing.add("The account may not write " + attribute + " of people.");
            }
        }
        return missing;
    }

    /// Its own DN, as the server writes it.
    private static String account(Conversation with) throws LDAPException {
        var answer = (WhoAmIExtendedResult) with.connection().processExtendedOperation(new WhoAmIExtendedRequest());
        String id = answer.getAuthorizationID();
        if (id == null || !id.startsWith(A_NAME)) {
            throw new LDAPException(answer);
        }
        return id.substring(A_NAME.length()).strip();
    }

    private static boolean isPastRules(Conversation with, Ds389Policy policy, String account) throws LDAPException {
        String administrators = policy.administrators();
        if (administrators == null) {
            return false;
        }
        if (DN.equals(administrators, account)) {
            return true;
        }
        var member = Filter.createORFilter(
                Filter.createEqualityFilter("member", account), Filter.createEqualityFilter("uniqueMember", account));
        try {
            return with.connection()
                            .search(administrators, SearchScope.BASE, member, "1.1")
                            .getEntryCount()
                    > 0;
        } catch (LDAPException notThere) {
            return false;
        }
    }

    /// As `uid:rsc`, an attribute each.
    private static List<String> rights(Conversation with, SearchResultEntry somebody, String account)
            throws LDAPException {
        var attributes = new ArrayList<>(WRITTEN);
        attributes.addAll(with.dialect().attributes());
        var request = new SearchRequest(
                somebody.getDN(),
                SearchScope.BASE,
                Filter.createPresenceFilter("objectClass"),
                attributes.toArray(String[]::new));
        request.addControl(new Control(EFFECTIVE_RIGHTS, true, new ASN1OctetString(A_NAME + " " + account)));
        var found = with.connection().searchForEntry(request);
        String said = found == null ? null : found.getAttributeValue("attributeLevelRights");
        return said == null ? List.of() : List.of(said.split(",\\s*"));
    }

    private static boolean may(List<String> rights, String attribute, String right) {
        return rights.stream()
                .map(one -> one.split(":", 2))
                .anyMatch(one -> one.length == 2 && one[0].equalsIgnoreCase(attribute) && one[1].contains(right));
    }
}
