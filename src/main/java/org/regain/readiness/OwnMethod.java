package org.regain.readiness;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.regain.account.Contact;
import org.regain.verification.Method;

/// A confirmed method as its holder sees it; saved codes are not among these, since there is only one heap of them.
///
/// @param name       what its holder called it; an address or a number stands for itself
/// @param addedAt    when it was confirmed
/// @param lastUsedAt null when it was never used
/// @param held       as what it counts
/// @param contact    where codes go; null for an app and a passkey
public record OwnMethod(
        UUID id,
        String name,
        Instant addedAt,
        @Nullable Instant lastUsedAt,
        Held held,
        @Nullable Contact contact) {

    public Method kind() {
        return held.kind();
    }

    public Instant lastSeenAt() {
        return lastUsedAt == null ? addedAt : lastUsedAt;
    }
}
