package org.regain.audit;

import java.time.Instant;
import java.util.List;
import org.regain.account.AccountId;

/// Keeps what happened. Rows can be added and read, never changed: the database grants nothing else.
public interface AuditLog {

    /// Adds one row, in the caller's transaction where there is one.
    void append(AuditEvent event, Origin origin);

    /// The newest events of an account, for its own holder.
    List<Entry> newest(AccountId account, int most);

    /// One row as its holder sees it.
    ///
    /// @param kind the event's kind, the key of its words
    record Entry(Instant at, String kind, String source, String browser) {}
}
