package org.regain.signin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;

/// Where somebody is signed in beyond this site.
public interface OpenPortals {

    /// One portal, from one session.
    ///
    /// @param id to end it by
    /// @param session the one it was opened from, as [org.regain.sessions.Sessions.Line] names it; null where that has lapsed meanwhile
    record Line(
            String id, String name, Instant since, @Nullable String session) {}

    /// By name.
    List<Line> of(AccountId account);
}
