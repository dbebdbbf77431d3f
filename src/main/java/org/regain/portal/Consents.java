package org.regain.portal;

import java.util.Set;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.audit.Origin;
import org.regain.secret.Token;
import org.regain.sessions.Acting;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What people have allowed portals to know. Whether somebody is to be asked the database says, and makes no code without it.
@Repository
class Consents {

    private final JdbcClient sql;

    Consents(JdbcClient sql) {
        this.sql = sql;
    }

    /// @param missing they are to be asked before this portal is told that much
    /// @param allowed the scopes they have allowed it so far
    record Kept(boolean missing, Set<String> allowed) {}

    Kept of(UUID portal, UUID account, Set<String> scopes) {
        return sql.sql("select * from portal_consent_asked(:portal, :account, :scopes)")
                .param("portal", portal)
                .param("account", account)
                .param("scopes", array(scopes))
                .query((row, _) ->
                        new Kept(row.getBoolean("missing"), Set.copyOf(Portals.texts(row.getArray("allowed")))))
                .single();
    }

    /// What whoever is signed in says to the request that waits under this key. False: it is not what they were shown, or they are not
    /// signed in any more; nothing was done.
    ///
    /// @param portal as they were shown, and so the other two
    boolean answer(Acting by, Token errand, UUID portal, String redirectUri, Set<String> scopes, boolean allow) {
        return sql.sql(
                        "select answer_errand(:flow, :key, :errand, :portal, :redirect, :scopes, :allow, :source, :browser)")
                .param("flow", by.signIn().flow())
                .param("key", by.signIn().keyHash())
                .param("errand", errand.hash())
                .param("portal", portal)
                .param("redirect", redirectUri)
                .param("scopes", array(scopes))
                .param("allow", allow)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser())
                .query(Boolean.class)
                .single();
    }

    /// Ends all that was opened at that portal, and tells it. What is somebody else's, or over, is left alone.
    void takeBack(AccountId account, UUID id, Origin origin) {
        sql.sql("select take_back_consent(:account, :id, :source, :browser)")
                .param("account", account.value())
                .param("id", id)
                .param("source", origin.source())
                .param("browser", origin.browser())
                .query()
                .listOfRows();
    }

    private static SqlArrayValue array(Set<String> texts) {
        return new SqlArrayValue("text", texts.toArray());
    }
}
