package org.regain.methods;

import com.fasterxml.uuid.NoArgGenerator;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.account.Contact;
import org.regain.sessions.Acting;
import org.regain.sessions.SignInRef;
import org.regain.verification.Created;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// What changes somebody's methods: functions of the database, which ask what the session may still do
/// (`session_standing`) and append the audit event themselves. The web's role has no other way to these tables.
@Repository
class MethodChanges {

    private final JdbcClient sql;
    private final NoArgGenerator ids;

    MethodChanges(JdbcClient sql, NoArgGenerator ids) {
        this.sql = sql;
        this.ids = ids;
    }

    /// An address or number, still to be confirmed; others that were never confirmed give way.
    Ruling addContact(Acting by, UUID id, Contact.Kind kind, String address) {
        return rule(by(by.signIn(), "select add_contact(:flow, :key, :id, :kind, :address)")
                .param("id", id)
                .param("kind", kind.name())
                .param("address", address));
    }

    /// An authenticator app whose first code is still to be typed; others that were never confirmed give way.
    Ruling addTotp(Acting by, UUID id, MethodName name, byte[] sealed) {
        return rule(by(by.signIn(), "select add_totp(:flow, :key, :id, :name, :sealed)")
                .param("id", id)
                .param("name", name.text())
                .param("sealed", sealed));
    }

    /// Its first code was right.
    ///
    /// @param step the time step of that code, which serves no second time
    Ruling confirmTotp(Acting by, UUID id, MethodName name, long step) {
        return rule(recorded(by, "select confirm_totp(:flow, :key, :id, :name, :step, :source, :browser)")
                .param("id", id)
                .param("name", name.text())
                .param("step", step));
    }

    Ruling addPasskey(Acting by, Created.Key key, MethodName name) {
        return rule(recorded(by, """
                        select add_passkey(:flow, :key, :id, :name, :credential, :publicKey, :count, :eligible, :backedUp, :transports,
                                           :source, :browser)
                        """)
                .param("id", ids.generate())
                .param("name", name.text())
                .param("credential", key.credentialId())
                .param("publicKey", key.publicKey())
                .param("count", key.signCount())
                .param("eligible", key.backupEligible())
                .param("backedUp", key.backedUp())
                .param("transports", new SqlArrayValue("text", key.transports().toArray())));
    }

    /// New saved codes in the place of all older ones.
    Ruling renewSavedCodes(Acting by, byte[][] macs) {
        var done = recorded(by, "select renew_saved_codes(:flow, :key, :macs, :source, :browser)")
                .param("macs", new SqlArrayValue("bytea", (Object[]) macs))
                .query(Boolean.class)
                .single();
        return done ? Ruling.DONE : Ruling.STALE;
    }

    Ruling rename(Acting by, UUID id, MethodName name) {
        return rule(recorded(by, "select rename_method(:flow, :key, :id, :name, :source, :browser)")
                .param("id", id)
                .param("name", name.text()));
    }

    Ruling remove(Acting by, UUID id) {
        return rule(recorded(by, "select remove_method(:flow, :key, :id, :source, :browser)")
                .param("id", id));
    }

    /// "Not now", to trying a method. False: that was said three times already.
    boolean putOffCheck(AccountId account) {
        return sql.sql("select put_off_check(:account)")
                .param("account", account.value())
                .query(Boolean.class)
                .single();
    }

    /// What changes something writes down itself where from.
    private JdbcClient.StatementSpec recorded(Acting by, String statement) {
        return by(by.signIn(), statement)
                .param("source", by.origin().source())
                .param("browser", by.origin().browser());
    }

    private JdbcClient.StatementSpec by(SignInRef signIn, String statement) {
        return sql.sql(statement).param("flow", signIn.flow()).param("key", signIn.keyHash());
    }

    private static Ruling rule(JdbcClient.StatementSpec statement) {
        return Ruling.of(statement.query(String.class).single());
    }
}
