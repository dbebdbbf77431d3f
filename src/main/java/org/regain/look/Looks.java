package org.regain.look;

import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;
import org.regain.start.Warming;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.event.EventListener;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

/// Whose look a page has. Where there is one organisation, everybody sees its look. Where there are several, who isn't signed
/// in sees Regain's own, so that no page tells to which of them a name belongs.
///
/// No page waits for it: it is read beside them every few seconds, on each node, and kept where the database is away.
@Component
public class Looks implements Warming {

    private static final Logger LOG = LoggerFactory.getLogger(Looks.class);

    private final LookRows rows;
    private volatile List<Look> firstTwo = List.of();

    Looks(LookRows rows) {
        this.rows = rows;
    }

    @Override
    public String what() {
        return "a page's look";
    }

    /// So that the first page already has it.
    @Override
    public void warm() {
        readAgain();
    }

    /// As it is now.
    @EventListener(ApplicationReadyEvent.class)
    @Scheduled(initialDelay = 3, fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
    public void readAgain() {
        try {
            firstTwo = rows.firstTwo();
        } catch (DataAccessException e) {
            LOG.warn("The look of the pages could not be read and stays as it was: {}", e.getMessage());
        }
    }

    /// Nothing: Regain's own.
    ///
    /// @param signedIn null where nobody is
    Optional<Look> of(@Nullable AccountId signedIn) {
        var known = firstTwo;
        if (known.size() < 2) {
            return known.stream().findFirst();
        }
        return signedIn == null ? Optional.empty() : ofSeveral(signedIn);
    }

    private Optional<Look> ofSeveral(AccountId signedIn) {
        try {
            return rows.of(signedIn);
        } catch (DataAccessException e) {
            // The page that says so has to be shown.
            return Optional.empty();
        }
    }
}
