package org.regain.watch;

import org.springframework.context.annotation.Conditional;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Whether the database answers where pages ask it.
@Repository
@Conditional(Watched.class)
class AskedDatabase {

    private final JdbcClient sql;

    AskedDatabase(JdbcClient sql) {
        this.sql = sql;
    }

    /// @throws DataAccessException it does not
    void answer() {
        sql.sql("select 1").query(Integer.class).single();
    }
}
