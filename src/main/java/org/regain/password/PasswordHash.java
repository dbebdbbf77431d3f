package org.regain.password;

/// What is stored in place of a password: a PHC string with cost, key and salt.
///
/// `$argon2id$v=19$m=19456,t=2,p=1,keyid=123456$salt$tag`, salt and tag in base 64 without filling; the tag is the
/// SHA-256 of the pepper's HMAC of Argon2id's output and the account, so it is worthless without the keys file, and in
/// another account's row.
///
/// @param phc at most 128 characters; anything that isn't exactly of this shape, or would cost more than Regain ever
///            asked for, is refused, so that a row that was tampered with cannot exhaust the memory
/// Source: https://github.com/P-H-C/phc-string-format/blob/master/phc-sf-spec.md
public record PasswordHash(String phc) {

    /// Checks the shape.
    ///
    /// @throws IllegalArgumentException for another shape; the message holds none of it
    public PasswordHash {
        if (!isStandIn(phc)) {
            Phc.parse(phc);
        }
    }

    /// Whether the password is kept in a directory, and this stands in its place ([StandIn]).
    public boolean isStandIn() {
        return isStandIn(phc);
    }

    private static boolean isStandIn(String phc) {
        return StandIn.read(phc).isPresent();
    }

    /// What it was made with.
    ///
    /// @throws IllegalArgumentException where it stands in for a password that is kept elsewhere
    public HashParameters parameters() {
        return Phc.parse(phc).parameters();
    }

    @Override
    public String toString() {
        return "PasswordHash[redacted]";
    }
}
