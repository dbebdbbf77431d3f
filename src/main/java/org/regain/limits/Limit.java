package org.regain.limits;

import java.time.Duration;

/// Every limit there is, in one table. Counted in PostgreSQL, so all nodes share them; where it cannot be reached nothing
/// that is limited can be done either, so each of them fails closed.
///
/// Wrong answers and wrong passwords are not here: they are counted beside what they guess at, in the same statement
/// that judges them (`answer_challenge`, `take_sign_in_try`).
public enum Limit {
    /// Messages to one address, so that nobody's mailbox can be flooded. One place is kept for a flow begun on a browser
    /// that has signed in before, so that a stranger cannot use them all up.
    MESSAGES_SOON(3, Duration.ofMinutes(15)),
    MESSAGES_A_DAY(10, Duration.ofDays(1)),
    /// Messages asked for under one name as typed, known or not. This one may be spoken of.
    REQUESTS_SOON(3, Duration.ofMinutes(15)),
    REQUESTS_A_DAY(10, Duration.ofDays(1)),
    /// Recoveries begun from one place (an IPv4 address, an IPv6 /64).
    FLOWS_FROM_SOURCE(60, Duration.ofHours(1)),
    /// Sign-ins tried from one place.
    SIGN_INS_FROM_SOURCE(300, Duration.ofMinutes(10)),
    /// Tries at the current password by somebody signed in, in one account.
    CURRENT_PASSWORD_TRIES(10, Duration.ofHours(1)),
    /// Links tried from one place.
    LINKS_FROM_SOURCE(30, Duration.ofHours(1)),
    /// Recoveries begun by everybody together: brakes guessing one code each for very many names.
    FLOWS_IN_ALL(6000, Duration.ofMinutes(1));

    private final int most;
    private final Duration window;

    Limit(int most, Duration window) {
        this.most = most;
        this.window = window;
    }

    /// How many places there are within [#window].
    public int most() {
        return most;
    }

    /// The sliding time within which places are counted.
    public Duration window() {
        return window;
    }
}
