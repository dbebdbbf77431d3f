package org.regain.delivery;

import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.springframework.jdbc.datasource.DelegatingDataSource;

/// A database that can be away for a while.
final class BreakableDataSource extends DelegatingDataSource {

    private final AtomicBoolean broken;
    private final AtomicInteger refused = new AtomicInteger();

    BreakableDataSource(HikariDataSource target, AtomicBoolean broken) {
        super(target);
        this.broken = broken;
    }

    /// How often somebody has come while it was away.
    int refused() {
        return refused.get();
    }

    @Override
    public Connection getConnection() throws SQLException {
        if (broken.get()) {
            refused.incrementAndGet();
            throw new SQLException("The database is away");
        }
        return super.getConnection();
    }
}
