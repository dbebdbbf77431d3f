package org.regain.law;

import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import org.springframework.stereotype.Component;

/// The numbers of the law that the application needs as well. They stand in the database (`R__05_numbers.sql`) and are read once, at
/// the start: a migration that changes one is followed by nodes that start after it.
@Component
public final class Numbers {

    private final Map<String, Long> numbers;

    Numbers(NumberRows rows) {
        this.numbers = rows.read();
    }

    /// How long proofs count.
    public Duration proofLife() {
        return time("PROOF_LIFE");
    }

    /// How long whatever is asked for can be answered, and a message that carries a code is worth sending.
    public Duration challengeLife() {
        return time("CHALLENGE_LIFE");
    }

    /// From the first form of a recovery to its last.
    public Duration flowLife() {
        return time("FLOW_LIFE");
    }

    /// How long a claim link works.
    public Duration invitationLife() {
        return time("INVITATION_LIFE");
    }

    /// After how long a method has to be tried.
    public Duration longUnused() {
        return time("LONG_UNUSED");
    }

    /// How long a portal's access token serves.
    public Duration accessLife() {
        return time("ACCESS_LIFE");
    }

    /// How often in a row trying one may be put off.
    public int checksPutOff() {
        return Math.toIntExact(number("CHECKS_PUT_OFF"));
    }

    /// How many tries at the existing password one recovery has.
    public int passwordTries() {
        return Math.toIntExact(number("PASSWORD_TRIES"));
    }

    private Duration time(String name) {
        return Duration.ofSeconds(number(name));
    }

    private long number(String name) {
        return Objects.requireNonNull(numbers.get(name), name);
    }
}
