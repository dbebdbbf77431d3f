package org.regain.admin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change that lets a portal do more and does not hold yet.
///
/// @param what      `START`, `REDIRECT`, `AFTER_LOGOUT`, `LOGOUT`, `SCOPE`, `NAME`, `SIGNING`, `KEY`, `SECRET` or `WHOSE`
/// @param value     the address, scope or name, the name of a key, `OURS`; null for a secret
/// @param approver  the address of the one who approved it; null while that is awaited
/// @param holdsFrom null while nobody has approved it
/// @param own       whoever looks proposed it, and cannot approve it
record PortalWaiting(
        UUID id,
        String what,
        @Nullable String value,
        String proposer,
        Instant proposedAt,
        @Nullable String approver,
        @Nullable Instant holdsFrom,
        boolean own) {

    /// A secret that serves.
    ///
    /// @param id what it is ended by; nothing of the secret itself
    record SecretLine(UUID id, Instant since) {}
}
