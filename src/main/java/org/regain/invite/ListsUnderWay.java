package org.regain.invite;

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

/// Goes on with lists of people that an administrator has begun in the console: some in each transaction. Whom a list has come to stands in
/// the database, so whichever node is there goes on, and one that dies in the middle has invited nobody twice and left nobody out.
@Repository
@Profile("!command")
class ListsUnderWay {

    private static final Logger LOG = LoggerFactory.getLogger(ListsUnderWay.class);
    private static final int IN_A_TURN = 4;

    private final JdbcClient sql;

    ListsUnderWay(@Qualifier("backgroundDataSource") DataSource background) {
        this.sql = JdbcClient.create(background);
    }

    /// A few steps, and then it is somebody else's turn: whatever comes again after a pause shares one thread with this (Spring's
    /// `SimpleAsyncTaskScheduler`), and what is said to people of their accounts is among that.
    @Scheduled(initialDelay = 1, fixedDelay = 1, timeUnit = TimeUnit.SECONDS)
    void goOn() {
        try {
            var steps = 0;
            while (steps < IN_A_TURN && inviteSome() > 0) {
                steps++;
            }
        } catch (DataAccessException e) {
            LOG.warn("Inviting the people of a list is delayed: {}", e.getMessage());
        }
    }

    private int inviteSome() {
        return sql.sql("select continue_invitations()").query(Integer.class).single();
    }
}
