package org.regain.roster;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account.State;
import org.regain.account.AccountId;
import org.regain.account.EmailName;
import org.regain.account.UserName;
import org.regain.directory.Entry;

/// Somebody who came from the directory, as they are known here.
///
/// @param changedAt when their password was last set there, as far as is known here
/// @param stopped whether they are suspended for not being let in there
/// @param userName by which they sign in; null for who is deleted
/// @param mail where they can be reached, as long as they have not claimed the account; null afterwards
record Known(
        AccountId account,
        @Nullable Instant changedAt,
        State state,
        boolean stopped,
        @Nullable String userName,
        @Nullable String mail) {

    /// What they are called in the directory by now, if it is another name than here.
    Optional<UserName> newName(Entry entry) {
        return isRenamed(entry) ? Newcomer.name(entry).filter(it -> !it.shown().equals(userName)) : Optional.empty();
    }

    private boolean isRenamed(Entry entry) {
        return userName != null && !userName.equals(entry.userName());
    }

    /// Where the directory says that they can be reached by now, if it is another address than here; nothing for who has claimed.
    Optional<EmailName> newMail(Entry entry) {
        return mail == null
                ? Optional.empty()
                : Newcomer.mail(entry).filter(it -> !it.address().equals(mail));
    }

    /// What of it cannot be here, whatever others are called.
    Optional<Refused.Reason> unusable(Entry entry) {
        if (isRenamed(entry) && Newcomer.name(entry).isEmpty()) {
            return Optional.of(Refused.Reason.RENAMED_UNUSABLE);
        }
        return mail != null && Newcomer.mail(entry).isEmpty()
                ? Optional.of(Refused.Reason.MAIL_UNUSABLE)
                : Optional.empty();
    }

    /// Whether the directory says anything else of their password than what is known; mostly not, which spares the database a question.
    boolean hasMoved(Entry entry) {
        return entry.changedAt() != null && !entry.changedAt().equals(changedAt);
    }

    /// Whether anything follows from where they are; the database decides.
    boolean standsOtherwise(boolean there) {
        return there ? stopped : state == State.ACTIVE || state == State.UNCLAIMED;
    }
}
