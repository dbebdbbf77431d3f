package org.regain.verification;

/// Kinds of proof that fail together and so count once, however many there are of them; the safest first.
///
/// Source: NIST SP 800-63B-4 § 4.2.
public enum ProofClass {
    /// A key that verifies its user as well: two factors in one.
    PASSKEY(2),
    TOTP(1),
    /// A code the person kept.
    SAVED(1),
    /// A code sent to them, by whatever channel.
    ISSUED(1),
    /// The existing password, typed again. Never enough for a new one.
    PASSWORD(0);

    private final int weight;

    ProofClass(int weight) {
        this.weight = weight;
    }

    /// As how many classes it counts for a new password. The database says the same: `class_weight`.
    public int weight() {
        return weight;
    }
}
