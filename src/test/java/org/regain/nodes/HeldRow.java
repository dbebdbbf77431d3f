package org.regain.nodes;

import java.sql.Connection;
import java.sql.SQLException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// Somebody's row of `account`, which a superuser's session holds until this is closed. Whatever changes the account waits for it, and whatever names
/// it.
final class HeldRow implements AutoCloseable {

    private final Connection connection;

    HeldRow(Rig rig, String name) throws SQLException {
        connection = rig.superuser().getConnection();
        connection.setAutoCommit(false);
        JdbcClient.create(new SingleConnectionDataSource(connection, true))
                .sql(
                        "select a.id from account a join account_name n on n.account_id = a.id where n.key = ? for update of a")
                .param(name)
                .query()
                .singleRow();
    }

    @Override
    public void close() throws SQLException {
        release();
    }

    void release() throws SQLException {
        // Which rolls back.
        connection.close();
    }
}
