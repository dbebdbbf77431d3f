package org.regain.recovery;

/// Why a flow ended before it was completed. Each has its sentence on the page that says so.
public enum EndReason {
    /// The claimant chose Cancel.
    CANCELLED,
    /// Fifteen minutes have passed.
    EXPIRED,
    /// Another recovery of the account was completed, or its owner said "This wasn't me".
    SUPERSEDED,
    /// The organisation has suspended the account; recovery never lifts that.
    SUSPENDED,
    /// Less was shown than is asked for, and the claimant waits: see [WaitInstead].
    WAITING
}
