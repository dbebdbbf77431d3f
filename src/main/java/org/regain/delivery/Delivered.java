package org.regain.delivery;

import org.jspecify.annotations.Nullable;

/// What became of one row.
///
/// @param to null for a decoy, and for a row that could not be opened: neither is counted
record Delivered(Outcome outcome, @Nullable Destination to) {}
