package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPConnection;
import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.SearchScope;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.regain.settings.RegainSettings;

/// People in a domain of Active Directory's, which has no history for Regain's own writing.
public final class PeopleInSamba implements PeopleThere {

    private final TestSamba samba;

    public PeopleInSamba(Path folder) throws Exception {
        samba = new TestSamba(folder);
        samba.prepare();
    }

    @Override
    public RegainSettings.Directory settings() {
        return samba.settings();
    }

    @Override
    public EntryId add(String userName, String password) throws Exception {
        try (var admin = samba.administrator()) {
            TestSamba.add(admin, userName, TestSamba.BASE, password);
            return samba.id(admin, userName);
        }
    }

    @Override
    public void empty() throws Exception {
        try (var admin = samba.administrator()) {
            for (var one : admin.search(TestSamba.BASE, SearchScope.ONE, "(objectClass=user)", "1.1")
                    .getSearchEntries()) {
                admin.delete(one.getDN());
            }
        }
    }

    @Override
    public boolean binds(EntryId id, String password) throws Exception {
        String dn;
        try (var admin = samba.administrator()) {
            dn = dn(admin, id);
        }
        try (var _ = samba.as(dn, password)) {
            return true;
        } catch (LDAPException refused) {
            return false;
        }
    }

    @Override
    public void lock(EntryId id, String password) throws Exception {
        for (int i = 0; i < 6; i++) {
            binds(id, "a mistyped one " + i);
        }
        if (binds(id, password)) {
            throw new IllegalStateException("It does not lock");
        }
    }

    @Override
    public void disable(EntryId id) throws Exception {
        replace(id, "userAccountControl", "514".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void speaks(EntryId id, String language) throws Exception {
        replace(id, "preferredLanguage", language.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void mustChange(EntryId id) throws Exception {
        replace(id, "pwdLastSet", "0".getBytes(StandardCharsets.UTF_8));
    }

    /// Their password, for the domain.
    public void neverGrowsOld(EntryId id) throws Exception {
        replace(id, "userAccountControl", "66048".getBytes(StandardCharsets.UTF_8));
    }

    public void runsTheDomain(EntryId id) throws Exception {
        replace(id, "adminCount", "1".getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public void setPasswordBeneath(EntryId id, String password) throws Exception {
        replace(id, "unicodePwd", ("\"" + password + "\"").getBytes(StandardCharsets.UTF_16LE));
    }

    private void replace(EntryId id, String attribute, byte[] value) throws Exception {
        try (var admin = samba.administrator()) {
            admin.modify(dn(admin, id), new Modification(ModificationType.REPLACE, attribute, value));
        }
    }

    private static String dn(LDAPConnection admin, EntryId id) throws LDAPException {
        return admin.getEntry("<GUID=" + id.text() + ">", "1.1").getDN();
    }

    @Override
    public String refused(String present) {
        return "nothing but small letters";
    }

    @Override
    public String refusal() {
        return "finds it too simple";
    }

    @Override
    public void close() {
        samba.close();
    }
}
