package org.regain.methods;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.readiness.Held;
import org.regain.readiness.Readiness;
import org.regain.verification.Method;

/// What "My sign-in methods" shows: whether this person could get back in, what they have, and what they may add.
///
/// @param passwordChangedAt when the password was set or last changed
/// @param kinds             those that this Regain asks for, and those that they have; all but the saved codes
/// @param savedCodes        null where none were ever made
/// @param addable           in this order; without [Method#SMS] where texts are off
record MethodsView(
        Readiness readiness,
        Instant passwordChangedAt,
        List<Kind> kinds,
        @Nullable CodesLeft savedCodes,
        List<Method> addable) {

    /// @param rows oldest first
    record Kind(Method method, List<Row> rows) {}

    /// One method that can be renamed or removed.
    ///
    /// @param name       what its holder called it; an address or a number stands for itself
    /// @param lastUsedAt null when it was never used
    /// @param servesFrom until when it serves no recovery; null when it does now, [Held#NEVER] while it is set aside
    /// @param removable  false for the last sufficient one, which stays until there is another
    record Row(
            UUID id,
            String name,
            Instant addedAt,
            @Nullable Instant lastUsedAt,
            @Nullable Instant servesFrom,
            boolean removable) {

        public boolean setAside() {
            return Held.NEVER.equals(servesFrom);
        }
    }

    /// @param left       how many are unused, 0 to `of`
    /// @param servesFrom as for a [Row]
    record CodesLeft(
            int left, int of, Instant madeAt, @Nullable Instant servesFrom) {

        public boolean setAside() {
            return Held.NEVER.equals(servesFrom);
        }
    }
}
