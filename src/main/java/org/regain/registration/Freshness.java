package org.regain.registration;

/// Whether somebody signed in may change their methods at this moment. The database decides again when they do.
enum Freshness {
    /// They proved who they are within the last ten minutes.
    FRESH,
    /// They have to prove it once more.
    OLD,
    /// "This wasn't me" was said: only a recovery changes this account now.
    HELD
}
