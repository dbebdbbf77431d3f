package org.regain.delivery;

import java.time.Instant;
import java.util.UUID;

/// A row of the outbox that this dispatcher alone may send, until its lease ends.
///
/// @param attempt 1 at the first; it also tells this claim from a later one of the same row
@SuppressWarnings("ArrayRecordComponent") // Never compared.
record ClaimedRow(UUID id, Instant createdAt, Instant expiresAt, byte[] sealed, int attempt, Instant leasedUntil) {}
