package org.regain.admin;

/// What an organisation chooses within bounds. The database keeps the bounds and which way is stricter; the names are its, and
/// the keys of their words.
///
/// The clause is where each bound comes from.
enum Setting {
    RECOVERY_PROOFS("NIST SP 800-63B-4 § 4.2.2.1"),
    PASSWORD_LENGTH("NIST SP 800-63B-4 § 3.1.1.2"),
    PASSWORD_LENGTH_WITH_FACTOR("NIST SP 800-63B-4 § 3.1.1.2"),
    NEW_METHOD_HOURS("NIST SP 800-63B-4 § 4.6"),
    WAITING_HOURS("NIST SP 800-63B-4 § 4.2.2"),
    SESSION_HOURS("NIST SP 800-63B-4 § 5.2"),
    FRESH_PROOF_MINUTES("OWASP ASVS 5.0 § 7.5.1");

    private final String clause;

    Setting(String clause) {
        this.clause = clause;
    }

    /// The clause of the standard that it answers.
    public String clause() {
        return clause;
    }
}
