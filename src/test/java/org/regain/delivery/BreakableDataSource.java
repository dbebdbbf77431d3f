package org.regain.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A database that can be away for a while.
final class BreakableDataSource extends DelegatingDataSource {

    private final AtomicBoolean broken;

    BreakableDataSource(HikariDataSource target, AtomicBoolean broken) {
        super(target);
        this.broken = broken;
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (broken.get()) {
            throw new SQLException("The database is away");
        }
        return super.getConnection();
    }
}
