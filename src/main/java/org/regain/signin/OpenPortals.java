package org.regain.signin;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.AccountId;

/// Where somebody is signed in beyond this site, and what they have allowed there.
public interface OpenPortals {

    /// One portal, from one session.
    ///
    /// @param id to end it by
    /// @param session the one it was opened from, as [org.regain.sessions.Sessions.Line] names it; null where that has lapsed meanwhile
    record Line(
            String id, String name, Instant since, @Nullable String session) {}

    /// By name.
    List<Line> of(AccountId account);

    /// What somebody has allowed a portal to know.
    ///
    /// @param id to take it back by
    /// @param told what that is, each the end of a key `portal.consent.told.…`
    /// @param since when they last said so
    record Allowed(String id, String name, List<String> told, Instant since) {}

    /// By name.
    List<Allowed> allowedBy(AccountId account);
}
