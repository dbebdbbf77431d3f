package org.regain.verification;

/// Kinds of proof that fail together and so count once, however many there are of them.
///
/// Source: NIST SP 800-63B-4 § 4.2.
public enum ProofClass {
    PASSKEY,
    TOTP,
    /// A code the person kept.
    SAVED,
    /// A code sent to them, by whatever channel.
    ISSUED,
    /// The existing password, typed again. Never enough for a new one.
    PASSWORD
}
