package org.regain.password;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.SqlArrayValue;
import org.springframework.stereotype.Repository;

/// Passwords in PostgreSQL. The role this runs as has no right to write the table; it can only ask the functions that
/// derive the entitlement themselves.
@Repository
class JdbcPasswords implements Passwords, PasswordWriter {

    private final JdbcClient sql;

    JdbcPasswords(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Stored> current(AccountId account) {
        return sql.sql("select version, phc from password where account_id = :account order by version desc limit 1")
                .param("account", account.value())
                .query((row, _) -> new Stored(row.getInt("version"), new PasswordHash(row.getString("phc"))))
                .optional();
    }

    @Override
    public Optional<String> toRefuse(UUID claim, Token key) {
        return sql.sql("select hash_to_refuse(:claim, :key)")
                .param("claim", claim)
                .param("key", key.hash())
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single();
    }

    @Override
    public void giveTryBack(UUID flow, Token key) {
        sql.sql("select give_password_try_back(:flow, :key)")
                .param("flow", flow)
                .param("key", key.hash())
                .query()
                .listOfRows();
    }

    @Override
    public void tellThatItIsKnown(AccountId account) {
        sql.sql("select tell_password_known(:account)")
                .param("account", account.value())
                .query()
                .listOfRows();
    }

    @Override
    public boolean renew(AccountId account, Stored old, SeenPassword seen, PasswordHash renewed) {
        return sql.sql("select rehash_password(:account, :version, :seen, :new)")
                .param("account", account.value())
                .param("version", old.version())
                .param("seen", seen.bytes())
                .param("new", renewed.phc())
                .query(Boolean.class)
                .single();
    }

    @Override
    public void notWrong(AccountId account) {
        sql.sql("select current_password_not_wrong(:account)")
                .param("account", account.value())
                .query()
                .listOfRows();
    }

    @Override
    public Written reset(UUID flow, Token key, ChosenPassword password, byte[][] savedCodeMacs) {
        var query = "select result, sessions from finish_reset(:flow, :key, :phc, :alone, :macs)";
        return finish(query, flow, key, password, savedCodeMacs);
    }

    @Override
    public Written claim(UUID flow, Token key, ChosenPassword password, byte[][] savedCodeMacs) {
        var query = "select result, 0 as sessions from finish_claim(:flow, :key, :phc, :alone, :macs) as result";
        return finish(query, flow, key, password, savedCodeMacs);
    }

    private Written finish(String query, UUID flow, Token key, ChosenPassword password, byte[][] savedCodeMacs) {
        return sql.sql(query)
                .param("flow", flow)
                .param("key", key.hash())
                .param("phc", password.hash().phc())
                .param("alone", password.alone())
                .param("macs", new SqlArrayValue("bytea", (Object[]) savedCodeMacs))
                .query(JdbcPasswords::written)
                .single();
    }

    @Override
    public Written change(PasswordChange change, ChosenPassword password) {
        return sql.sql("""
                        select result, sessions from change_password(
                            :signIn, :signInKey, :flow, :key, :name, :version, :seen, :phc, :alone, :keep, :source, :browser)
                        """)
                .param("signIn", change.signIn())
                .param("signInKey", change.signInKeyHash())
                .param("flow", change.flow())
                .param("key", change.key().hash())
                .param("name", change.nameMac())
                .param("version", change.version())
                .param("seen", change.seen().bytes())
                .param("phc", password.hash().phc())
                .param("alone", password.alone())
                .param("keep", change.keepSession())
                .param("source", change.source())
                .param("browser", change.browser())
                .query(JdbcPasswords::written)
                .single();
    }

    private static Written written(ResultSet row, int number) throws SQLException {
        return new Written(Result.valueOf(row.getString("result")), row.getInt("sessions"));
    }
}
