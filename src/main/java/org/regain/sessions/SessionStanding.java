package org.regain.sessions;

/// What a session may still do. The database says it (`session_standing`), for pages and changes alike.
public enum SessionStanding {
    /// It rests on no sign-in that counts: on one of before the account's other sessions were ended, for instance.
    OVER,
    /// "This wasn't me" was said, or the password is in wrong hands: only a recovery changes this account now.
    HELD,
    /// What was proven would not be enough for a sign-in today.
    OUTGROWN,
    /// Enough was proven, but not as lately as the organisation asks.
    OLD,
    /// It may change things.
    FRESH
}
