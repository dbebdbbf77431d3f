package org.regain.admin;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A change that makes a rule weaker and does not hold yet.
///
/// @param proposer  the address of the one who proposed it
/// @param approver  the address of the one who approved it; null while that is awaited
/// @param holdsFrom null while nobody has approved it
/// @param own       whoever looks proposed it, and cannot approve it
record Weakening(
        UUID id,
        Setting setting,
        int from,
        int to,
        String proposer,
        Instant proposedAt,
        @Nullable String approver,
        @Nullable Instant holdsFrom,
        boolean own) {}
