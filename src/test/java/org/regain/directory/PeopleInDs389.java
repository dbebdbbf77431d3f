package org.regain.directory;

import com.unboundid.ldap.sdk.LDAPException;
import com.unboundid.ldap.sdk.Modification;
import com.unboundid.ldap.sdk.ModificationType;
import com.unboundid.ldap.sdk.ResultCode;
import com.unboundid.ldap.sdk.SearchScope;
import com.unboundid.ldap.sdk.extensions.PasswordModifyExtendedRequest;
import java.io.IOException;
import java.nio.file.Path;
import org.regain.settings.RegainSettings;

/// People in a 389 Directory Server, whose policy has them choose another password once its root has set theirs.
public final class PeopleInDs389 implements PeopleThere {

    private final TestDs389 server;

    public PeopleInDs389(Path folder) throws IOException {
        server = new TestDs389(folder);
    }

    @Override
    public RegainSettings.Directory settings() {
        return server.settings();
    }

    @Override
    public EntryId add(String userName, String password) throws Exception {
        try (var root = server.root()) {
            return Ds389Scene.add(root, userName, password);
        }
    }

    @Override
    public void empty() throws LDAPException {
        try (var root = server.root()) {
            for (var one : root.search(TestDs389.BASE, SearchScope.ONE, "(objectClass=person)", "1.1")
                    .getSearchEntries()) {
                root.delete(one.getDN());
            }
        }
    }

    @Override
    public boolean binds(EntryId id, String password) throws Exception {
        try (var root = server.root()) {
            return server.bindsAs(Ds389Scene.dn(root, id), password);
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
        replace(id, "nsAccountLock", "true");
    }

    @Override
    public void speaks(EntryId id, String language) throws Exception {
        replace(id, "preferredLanguage", language);
    }

    @Override
    public void mustChange(EntryId id) throws Exception {
        replace(id, "passwordExpirationTime", "19700101000000Z");
    }

    private void replace(EntryId id, String attribute, String value) throws Exception {
        try (var root = server.root()) {
            root.modify(Ds389Scene.dn(root, id), new Modification(ModificationType.REPLACE, attribute, value));
        }
    }

    /// As `ldappasswd` does it, whose answer comes once all is noted. It takes TLS.
    @Override
    public void setPasswordBeneath(EntryId id, String password) throws Exception {
        try (var root = server.rootByTls()) {
            var result = root.processExtendedOperation(
                    new PasswordModifyExtendedRequest(Ds389Scene.dn(root, id), null, password));
            if (!result.getResultCode().equals(ResultCode.SUCCESS)) {
                throw new LDAPException(result);
            }
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

    @Override
    public void close() {
        server.close();
    }
}
