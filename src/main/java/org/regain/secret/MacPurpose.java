package org.regain.secret;

/// What a MAC is for. The name goes into the MAC's input, so a MAC made for one purpose never serves another.
///
/// Renaming a constant makes every stored MAC of that purpose unusable.
public enum MacPurpose {
    /// A code that was sent by mail or text.
    ISSUED_CODE,
    /// A code that the subscriber keeps.
    SAVED_CODE,
    /// The token that claims an account.
    CLAIM_LINK,
    /// The token behind "This wasn't me".
    REPUDIATION_LINK,
    /// A permit that was mailed.
    PERMIT,
    /// A name or address that was typed, for counting without keeping it.
    NAME,
    /// A wrong password, for not counting the same one twice.
    WRONG_PASSWORD,
    /// The network source of a request, for counting without keeping it.
    SOURCE,
    /// What a passkey signs where no row says what was asked.
    PASSKEY_CHALLENGE,
    /// A telephone number or the beginning of one, for counting without keeping it.
    PHONE_NUMBER
}
