package org.regain.portal;

/// Whether somebody has let a portal know what it asks for.
enum Consent {
    /// It is the organisation's own, or they have allowed all of this before.
    KEPT,
    /// They have allowed it just now, for this very request.
    GIVEN,
    /// They have refused this very request.
    REFUSED,
    /// They are to be asked.
    MISSING
}
