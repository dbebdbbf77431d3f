package org.regain.registration;

/// Whether somebody signed in may change their methods at this moment. The database decides again when they do.
enum Freshness {
    /// They proved who they are as lately as the organisation asks: within ten minutes, unless it chose otherwise.
    FRESH,
    /// They have to prove it once more.
    OLD,
    /// "This wasn't me" was said: only a recovery changes this account now.
    HELD
}
