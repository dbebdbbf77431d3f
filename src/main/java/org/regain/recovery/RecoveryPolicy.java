package org.regain.recovery;

import java.time.Duration;
import java.util.Set;
import org.regain.verification.ProofClass;

/// The numbers a recovery goes by. What an account needs is derived in the database (`required_classes`); here is what is
/// made of it.
///
/// @param flowLife from the first form to the last
/// @param provenFor how long proofs count
public record RecoveryPolicy(Duration flowLife, Duration provenFor) {

    public static final RecoveryPolicy STANDARD = new RecoveryPolicy(Duration.ofMinutes(15), Duration.ofMinutes(10));

    /// Whether these proofs, each class counted once, are enough for this aim.
    ///
    /// For keeping the password one is enough, because the existing password is typed beside it and counts as another
    /// (NIST SP 800-63B-4 § 4.2.2.2: one code and a bound authenticator).
    boolean enough(Set<ProofClass> proven, Aim aim, int required) {
        // The password itself is what a new one replaces: it proves nothing here.
        var counted = proven.stream().filter(it -> it != ProofClass.PASSWORD).count();
        return switch (aim) {
            case UNLOCK -> counted >= 1;
            case RESET -> counted >= required;
        };
    }
}
