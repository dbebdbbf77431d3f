package org.regain.law;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.SqlArrayValue;

/// The console's role in a [Court], and administrators who have signed in.
final class Console implements AutoCloseable {

    final JdbcClient sql;
    private final Court court;
    private final Connection connection;

    Console(Court court) throws SQLException {
        this.court = court;
        this.connection = court.database.asAdmin();
        this.sql = JdbcClient.create(new SingleConnectionDataSource(connection, true));
    }

    /// A completed sign-in of somebody, by these classes of proof.
    UUID signIn(UUID account, byte[] key, String... classes) {
        return court.signedIn(account, key, classes);
    }

    String change(UUID by, byte[] key, UUID person, String change) {
        return ask("select change_standing(?, ?, ?, ?, '', '')", by, key, person, change);
    }

    String changeRoles(UUID by, byte[] key, UUID person, String... roles) {
        return ask("select change_roles(?, ?, ?, ?, '', '')", by, key, person, new SqlArrayValue("text", (Object[])
                roles));
    }

    String inviteAgain(UUID by, byte[] key, UUID person) {
        return ask("select invite_again(?, ?, ?, '', '')", by, key, person);
    }

    String changePolicy(UUID by, byte[] key, String setting, int value) {
        return ask("select change_policy(?, ?, ?, ?, '', '')", by, key, setting, value);
    }

    String approve(UUID by, byte[] key, UUID change) {
        return ask("select approve_policy(?, ?, ?, '', '')", by, key, change);
    }

    String withdraw(UUID by, byte[] key, UUID change) {
        return ask("select withdraw_policy(?, ?, ?, '', '')", by, key, change);
    }

    String ask(String function, Object... params) {
        return sql.sql(function).params(params).query(String.class).single();
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
