package org.regain.database;

import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Repository;

/// Removes, once an hour, what has served: counters that have run out, settled messages, flows and events of long ago. What is
/// removed is decided in the database (`tidy`), some thousand rows at a time; any node may do it, and two at once do no harm.
@Repository
@Profile("!command")
class Housekeeping {

    private static final Logger LOG = LoggerFactory.getLogger(Housekeeping.class);

    /// Five million rows; what is left then is left for the next hour.
    private static final int MOST = 1_000;

    private final JdbcClient sql;

    Housekeeping(@Qualifier("backgroundDataSource") DataSource background) {
        this.sql = JdbcClient.create(background);
    }

    @Scheduled(initialDelay = 10, fixedDelay = 60, timeUnit = TimeUnit.MINUTES)
    void tidy() {
        try {
            int removed = 0;
            for (int i = 0, some = 1; i < MOST && some > 0; i++) {
                some = sql.sql("select tidy()").query(Integer.class).single();
                removed += some;
            }
            LOG.debug("Tidied up {} rows.", removed);
        } catch (DataAccessException e) {
            LOG.warn("Tidying up failed and is tried again in an hour: {}", e.getMessage());
        }
    }
}
