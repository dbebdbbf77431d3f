package org.regain.delivery;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A row of the outbox that this dispatcher alone may send, until its lease ends.
///
/// @param attempt 1 at the first; it also tells this claim from a later one of the same row
/// @param failure why the attempt before was not accepted; null at the first, or when nothing came of that one
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ClaimedRow(
        UUID id,
        Instant createdAt,
        Instant expiresAt,
        byte[] sealed,
        int attempt,
        Instant leasedUntil,
        @Nullable String failure) {}
