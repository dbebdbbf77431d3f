package org.regain.roster;

import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.directory.DirectoryAway;
import org.regain.directory.Entry;
import org.regain.password.DirectoryPasswords;
import org.regain.password.DirectoryWrites;
import org.regain.password.PasswordWriter.Result;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Finds out what became of passwords that were on their way into the directory when the answer, or the node, was lost: by when the
/// directory says that the password was set. Nothing is ever written again. Two nodes may ask at once; the database settles each once.
@Component
@Profile("!command")
class SettleWrites {

    private static final Logger LOG = LoggerFactory.getLogger(SettleWrites.class);

    private final DirectoryPasswords passwords;
    private final DirectoryWrites writes;
    private final Notices notices;
    private final TransactionTemplate transaction;

    SettleWrites(
            DirectoryPasswords passwords, DirectoryWrites writes, Notices notices, TransactionTemplate transaction) {
        this.passwords = passwords;
        this.writes = writes;
        this.notices = notices;
        this.transaction = transaction;
    }

    @Scheduled(initialDelay = 10, fixedDelay = 10, timeUnit = TimeUnit.SECONDS)
    void whatIsOpen() {
        if (!passwords.isThere()) {
            return;
        }
        try {
            for (var open : writes.open()) {
                settle(open);
            }
        } catch (DirectoryAway e) {
            LOG.warn("What became of a password is not known yet: the directory does not answer");
        } catch (DataAccessException e) {
            LOG.warn("What became of passwords is not known yet: {}", e.getMessage());
        }
    }

    /// One that cannot be settled keeps no other open.
    private void settle(DirectoryWrites.Open open) {
        try {
            ask(open);
        } catch (DataAccessException e) {
            LOG.warn("What became of a password is not known yet: {}", e.getMessage());
        }
    }

    private void ask(DirectoryWrites.Open open) {
        Instant changed =
                passwords.directory().find(open.entry()).map(Entry::changedAt).orElse(null);
        if (changed == null || changed.equals(open.changedBefore())) {
            writes.refused(open.flow());
            return;
        }
        var standIn = passwords.standIn(open.account());
        transaction.executeWithoutResult(_ -> {
            // Who used a saved code sees no new one, and no session goes on: nobody is there to be told.
            if (writes.written(open.flow(), standIn, new byte[0][], null, changed)
                            .result()
                    == Result.DONE) {
                notices.tell(open.account(), open.change() ? NoticeKind.PASSWORD_CHANGED : NoticeKind.PASSWORD_RESET);
            }
        });
    }
}
