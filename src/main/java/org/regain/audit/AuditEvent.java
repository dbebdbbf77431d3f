package org.regain.audit;

import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;

/// One thing that happened and that the application writes down; what the database does, it writes down itself
/// ([RecordedEvent], [AdministrativeEvent]). Each record is a kind of event; none has room for a secret or for what somebody typed.
public sealed interface AuditEvent {

    /// Whose account it concerns; null where nobody has the name that was typed.
    @Nullable
    AccountId account();

    /// The name of the kind, as stored and as the key of its words: `RECOVERY_OPENED`.
    default String kind() {
        return kindOf(getClass().getSimpleName());
    }

    /// `RecoveryOpened` → `RECOVERY_OPENED`.
    static String kindOf(String recordName) {
        return recordName.replaceAll("(?<=[a-z])(?=[A-Z])", "_").toUpperCase(Locale.ROOT);
    }

    /// The flow it belongs to, where it belongs to one.
    default @Nullable UUID flow() {
        return null;
    }

    /// A word of ours that says which, such as a method's name.
    default @Nullable String detail() {
        return null;
    }

    record RecoveryOpened(@Nullable AccountId account, UUID flow) implements AuditEvent {}

    record RecoveryCancelled(@Nullable AccountId account, UUID flow) implements AuditEvent {}

    record ChallengeSent(@Nullable AccountId account, UUID flow, String detail) implements AuditEvent {}

    record AnswerRight(@Nullable AccountId account, UUID flow, String detail) implements AuditEvent {}

    record AnswerWrong(@Nullable AccountId account, UUID flow, String detail) implements AuditEvent {}

    record ExistingPasswordWrong(AccountId account, UUID flow) implements AuditEvent {}

    /// By claiming the account; of any other sign-in the database writes it.
    record SignedIn(AccountId account) implements AuditEvent {}

    /// The password was right, and a second factor stands beside it.
    record SignInHalfway(AccountId account) implements AuditEvent {}

    record SignInRefused(@Nullable AccountId account) implements AuditEvent {}

    /// What was typed could not be verified here: the hash was made with a key that this node does not have.
    record NotVerifiable(AccountId account) implements AuditEvent {}

    record AccountLocked(@Nullable AccountId account) implements AuditEvent {}

    /// The password was right, and the second factor wrong so often that the account's holder is told.
    record SecondFactorWrong(AccountId account, UUID flow) implements AuditEvent {}

    /// The password, or a passkey, was right, and opened nothing: the account is stopped.
    ///
    /// @param detail what stopped it, or where it was shown
    record RefusedThoughRight(AccountId account, String detail) implements AuditEvent {}

    /// A counter of the account has reached its end; written by the database.
    ///
    /// @param detail which one
    record CounterClosed(AccountId account, String detail) implements AuditEvent {}

    record SignedOut(AccountId account) implements AuditEvent {}

    record SessionsEnded(AccountId account) implements AuditEvent {}

    /// Somebody showed less than a recovery takes, and waits. The database writes it, and the next.
    record WaitingAsked(AccountId account, UUID flow, String detail) implements AuditEvent {}

    /// Somebody objected (`VETOED`), proved what the other could not (`PROVEN`), or stopped the account (`STOPPED`).
    record WaitingStopped(AccountId account, String detail) implements AuditEvent {}

    /// "This wasn't me": the account's credentials are frozen until its owner proves who they are.
    record NotMe(AccountId account) implements AuditEvent {}
}
