package org.regain.password;

/// A password that the rules have let pass, as it will be stored.
///
/// @param alone long enough to be the only key to the account; a shorter one needs a second factor beside it, as long as
///     it is in use (NIST SP 800-63B-4 § 3.1.1.2)
public record ChosenPassword(PasswordHash hash, boolean alone) {}
