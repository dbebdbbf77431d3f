package org.regain.roster;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.regain.directory.Directory;
import org.regain.directory.DirectoryAway;
import org.regain.password.DirectoryMoves;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Looks every five minutes who is in the directory, where there is one: who is new there gets an account to claim, who is disabled or
/// gone there is suspended here, and a password that was set past Regain is seen. One node at a time does.
@Component
@Profile("!command")
class Synchronise {

    private static final Logger LOG = LoggerFactory.getLogger(Synchronise.class);
    private static final Duration PAUSE = Duration.ofMinutes(4);

    private final ObjectProvider<Directory> directory;
    private final JdbcRoster roster;
    private final DirectoryMoves moves;
    private final TransactionTemplate transaction;

    Synchronise(
            ObjectProvider<Directory> directory,
            JdbcRoster roster,
            DirectoryMoves moves,
            TransactionTemplate transaction) {
        this.directory = directory;
        this.roster = roster;
        this.moves = moves;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 1, fixedDelay = 5, timeUnit = TimeUnit.MINUTES)
    void look() {
        directory.ifAvailable(it -> {
            try {
                roster.begin(PAUSE).ifPresent(since -> read(it, since));
            } catch (DataAccessException e) {
                LOG.warn("The directory was not read, trying again in five minutes: {}", e.getMessage());
            }
        });
    }

    private void read(Directory asked, Instant since) {
        try {
            new Reading(since, roster, moves, transaction).all(asked);
        } catch (DirectoryAway e) {
            LOG.warn("The directory was not read to its end, trying again in five minutes", e);
            roster.giveUp(since);
        } catch (DataAccessException | IllegalStateException e) {
            LOG.warn("The directory was not read to its end, trying again in five minutes: {}", e.getMessage());
            roster.giveUp(since);
        }
    }
}
