package org.regain.roster;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.directory.Entry;

/// Somebody who came from the directory, as they are known here.
///
/// @param changedAt when their password was last set there, as far as is known here
/// @param stopped whether they are suspended for not being let in there
record Known(AccountId account, @Nullable Instant changedAt, State state, boolean stopped) {

    /// Whether the directory says anything else of their password than what is known; mostly not, which spares the database a question.
    boolean hasMoved(Entry entry) {
        return entry.changedAt() != null && !entry.changedAt().equals(changedAt);
    }

    /// Whether anything follows from where they are; the database decides.
    boolean standsOtherwise(boolean there) {
        return there ? stopped : state == State.ACTIVE || state == State.UNCLAIMED;
    }
}
