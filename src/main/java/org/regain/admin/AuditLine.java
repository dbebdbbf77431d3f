package org.regain.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// One thing that happened, as an administrator reads it.
///
/// @param person   what the account it is about is called; null where it is about none
/// @param by       the administrator who did it; null where its own holder did, or nobody
/// @param detail   a word of ours that says which
record AuditLine(
        UUID id,
        Instant at,
        String kind,
        @Nullable UUID account,
        @Nullable String person,
        @Nullable UUID actor,
        @Nullable String by,
        String source,
        String browser,
        @Nullable String detail) {

    /// The detail as a page says it.
    public List<AuditPiece> pieces() {
        return AuditPiece.of(kind, detail);
    }

    AuditFilter.Mark mark() {
        return new AuditFilter.Mark(at, id);
    }
}
