package org.regain;

import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// Removes, once an hour, what has served: counters that have run out, settled messages, flows of yesterday. What is
/// removed is decided in the database (`tidy`); any node may do it, and two at once do no harm.
@Repository
@Profile("!invite")
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    private final JdbcClient sql;

    Housekeeping(JdbcClient sql) {
        this.sql = sql;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void tidy() {
        try {
            sql.sql("select tidy()").query().listOfRows();
        } catch (DataAccessException e) {
            LOG.warn("Tidying up is left for the next hour: {}", e.getMessage());
        }
    }
}
