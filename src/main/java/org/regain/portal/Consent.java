package org.regain.portal;

/// Whether somebody has let a portal know what it asks for.
enum Consent {
    /// It is the organisation's own, or they have allowed all of this before.
    KEPT,
    /// They have allowed it just now, for this very request.
    GIVEN,
    /// They have refused this very request.
    REFUSED,
    /// They have allowed a part of it, and are to be asked about the rest.
    MORE,
    /// They have allowed nothing, and the portal is not to know so much as that they are here.
    MISSING
}
