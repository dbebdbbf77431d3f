package org.regain.recovery;

import org.regain.account.AccountId;
import org.regain.delivery.About;
import org.regain.delivery.NoticeKind;
import org.regain.delivery.Notices;
import org.regain.secret.Token;
import org.regain.verification.Waiting;
import org.regain.verification.Waitings;
import org.springframework.stereotype.Service;
import org.springframework.transaction.support.TransactionTemplate;

/// "I have none of these any more": who has shown all that they have left, and less than is asked for, waits. Whoever could
/// object is told at once and again each day: at every address, every number, and in every browser that is signed in.
@Service
class WaitInstead {

    private final Waitings waitings;
    private final Notices notices;
    private final TransactionTemplate transaction;

    WaitInstead(Waitings waitings, Notices notices, TransactionTemplate transaction) {
        this.waitings = waitings;
        this.notices = notices;
        this.transaction = transaction;
    }

    Waiting.Asked ask(RecoveryFlow.Opened flow, AccountId account, Token key) {
        return transaction.execute(_ -> {
            var asked = waitings.ask(flow.head().id(), key);
            if (asked == Waiting.Asked.ASKED) {
                waitings.of(account).ifPresent(it -> notices.tell(account, NoticeKind.WAITING_BEGUN, about(it)));
            }
            return asked;
        });
    }

    /// Tells of some that wait as of yesterday. How many there were.
    int tellAgain(int most) {
        return transaction.execute(_ -> {
            var due = waitings.takeDue(most);
            due.forEach(it -> notices.tell(it.account(), NoticeKind.WAITING_RUNS, about(it.waiting())));
            return due.size();
        });
    }

    /// By what, and from when on it gets somebody in.
    private static About about(Waiting waiting) {
        return new About(waiting.shown().told(), waiting.until());
    }
}
