package org.regain.invite;

import java.util.concurrent.TimeUnit;
import org.regain.account.Accounts;
import org.regain.delivery.AnnouncementKind;
import org.regain.delivery.Announcements;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.context.annotation.Profile;
import org.springframework.dao.DataAccessException;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;
import org.springframework.transaction.support.TransactionTemplate;

/// Says to people what the console, or the reading of a directory, asked to have said: it makes their claim link, or words what was done, and
/// puts the mail into the outbox. The console itself has no way to a link, to an address or to a mail.
@Component
@Profile("!command")
class Announcer {

    private static final Logger LOG = LoggerFactory.getLogger(Announcer.class);
    private static final int AT_ONCE = 50;

    private final AwaitedAnnouncements awaited;
    private final Accounts accounts;
    private final Invitations invitations;
    private final Announcements announcements;
    private final TransactionTemplate transaction;

    Announcer(
            AwaitedAnnouncements awaited,
            Accounts accounts,
            Invitations invitations,
            Announcements announcements,
            TransactionTemplate transaction) {
        this.awaited = awaited;
        this.accounts = accounts;
        this.invitations = invitations;
        this.announcements = announcements;
        this.transaction = transaction;
    }

    /// Everything that waits, some of it in each transaction. Several nodes share the work.
    @Scheduled(initialDelay = 3, fixedDelay = 3, timeUnit = TimeUnit.SECONDS)
    void sayWhatWaits() {
        try {
            var more = awaited.any();
            while (more) {
                more = Boolean.TRUE.equals(transaction.execute(_ -> saySome()));
            }
        } catch (DataAccessException e) {
            LOG.warn("Announcements are delayed: {}", e.getMessage());
        }
    }

    /// Whether there may be more.
    private boolean saySome() {
        var some = awaited.take(AT_ONCE);
        some.forEach(this::say);
        return some.size() == AT_ONCE;
    }

    private void say(AwaitedAnnouncements.Awaited one) {
        var account = accounts.find(one.account()).orElseThrow();
        try {
            if (one.kind().equals(AwaitedAnnouncements.INVITED)) {
                invitations.sendAgain(account);
            } else {
                announcements.tell(account, AnnouncementKind.valueOf(one.kind()), one.at());
            }
        } catch (IllegalArgumentException e) {
            // No mail goes to such an address. It may not keep what waits behind it from everybody else.
            LOG.warn("{} could not be announced to account {}", one.kind(), one.account(), e);
        }
    }
}
