package org.regain.directory;

import com.unboundid.ldap.sdk.AddRequest;
import com.unboundid.ldap.sdk.Control;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ModifyRequest;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import com.unboundid.ldif.LDIFException;
import java.io.IOException;
import java.nio.file.Path;
import org.regain.settings.RegainSettings;

/// People in an OpenLDAP, whose policy has them choose another password once somebody else has set theirs.
public final class PeopleInSlapd implements PeopleThere {

    private static final Control RELAX = new Control("1.3.6.1.4.1.4203.666.5.12", true);

    private final TestSlapd slapd;
    private final CuttingProxy proxy;
    private int people;
    private boolean away;

    public PeopleInSlapd(Path folder) throws IOException {
        slapd = new TestSlapd(folder, "");
        proxy = new CuttingProxy(slapd.tlsPort());
    }

    @Override
    public RegainSettings.Directory settings() {
        return slapd.settings(proxy.ldaps());
    }

    /// For another that stands between.
    public int port() {
        return slapd.tlsPort();
    }

    /// Of what Regain asks for a reset from now on, the writing is the first that gets no answer. Nothing does until it is [#back].
    public void cutAnswerToTheWriting() {
        proxy.cutAnswerTo(6);
    }

    @Override
    public EntryId add(String userName, String password) throws LDAPException {
        people++;
        try (var root = slapd.root()) {
            var request =
                    new AddRequest(TestSlapd.person(userName, people, password).split("\n", -1));
            request.addControl(RELAX);
            root.add(request);
        } catch (LDIFException e) {
            throw new IllegalStateException(e);
        }
        return TestSlapd.id(people);
    }

    @Override
    public void empty() throws LDAPException {
        try (var root = slapd.root()) {
            for (var one : root.search(TestSlapd.BASE, SearchScope.ONE, "(objectClass=person)", "1.1")
                    .getSearchEntries()) {
                root.delete(one.getDN());
            }
        }
    }

    @Override
    public boolean binds(EntryId id, String password) throws LDAPException {
        return slapd.bindsAs(id, password);
    }

    @Override
    public void lock(EntryId id, String password) throws LDAPException {
        for (int i = 0; i < 6; i++) {
            slapd.bindsAs(id, "a mistyped one " + i);
        }
        if (binds(id, password)) {
            throw new IllegalStateException("It does not lock");
        }
    }

    @Override
    public void disable(EntryId id) throws LDAPException {
        replace(id, "pwdAccountLockedTime", "000001010000Z");
    }

    @Override
    public void speaks(EntryId id, String language) throws LDAPException {
        replace(id, "preferredLanguage", language);
    }

    @Override
    public void mustChange(EntryId id) throws LDAPException {
        replace(id, "pwdReset", "TRUE");
    }

    /// As `ldappasswd` does it.
    @Override
    public void setPasswordBeneath(EntryId id, String password) throws LDAPException {
        try (var root = slapd.root()) {
            var result = root.processExtendedOperation(new PasswordModifyExtendedRequest(slapd.dn(id), null, password));
            if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                throw new LDAPException(result);
            }
        }
    }

    public void replace(EntryId id, String attribute, String... values) throws LDAPException {
        try (var root = slapd.root()) {
            var request =
                    new ModifyRequest(slapd.dn(id), new Modification(ModificationType.REPLACE, attribute, values));
            request.addControl(RELAX);
            root.modify(request);
        }
    }

    /// How often Regain, or anybody, has set their password since they were added: each leaves the one before in the history.
    public int written(EntryId id) throws LDAPException {
        try (var root = slapd.root()) {
            var past = root.getEntry(slapd.dn(id), "pwdHistory").getAttributeValues("pwdHistory");
            return past == null ? 0 : past.length;
        }
    }

    @Override
    public String refused(String present) {
        return present;
    }

    @Override
    public String refusal() {
        return "you have used this one before";
    }

    /// No server answers, until it is [#back].
    public void away() {
        slapd.kill();
        away = true;
    }

    public void back() throws IOException {
        proxy.mend();
        if (away) {
            slapd.start();
            away = false;
        }
    }

    @Override
    public void close() {
        proxy.close();
        slapd.close();
    }
}
