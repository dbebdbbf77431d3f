package org.regain.portal;

/// What a request says about a key that whoever sent it holds (DPoP).
///
/// Source: RFC 9449 § 4.
sealed interface KeyProof {

    /// The header in which it stands.
    String HEADER = "DPoP";

    /// Nothing. What they get serves whoever has it.
    record None() implements KeyProof {}

    /// Something that shows nothing, or does not any more.
    record Wrong() implements KeyProof {}

    /// That they hold one.
    ///
    /// @param key its thumbprint (RFC 7638)
    record Shown(String key) implements KeyProof {}
}
