package org.regain.recovery;

import java.time.Duration;
import org.regain.law.Numbers;
import org.regain.verification.Proven;

/// What a recovery goes by. What it needs is derived in the database (`needed_classes`); here is what is
/// made of it.
///
/// @param provenFor how long proofs count
record RecoveryPolicy(Duration provenFor) {

    static RecoveryPolicy of(Numbers numbers) {
        return new RecoveryPolicy(numbers.proofLife());
    }

    /// Whether these proofs are enough for this aim.
    ///
    /// For keeping the password one is enough, because the existing password is typed beside it and counts as another
    /// (NIST SP 800-63B-4 § 4.2.2.2: one code and a bound authenticator).
    boolean enough(Proven proven, Aim aim, int required) {
        return switch (aim) {
            case UNLOCK -> !proven.older().isEmpty();
            case RESET -> proven.classes() >= required;
        };
    }
}
