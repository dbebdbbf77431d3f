package org.regain.limits;

import java.time.Duration;

/// Every limit there is, in one table. Counted in PostgreSQL, so all nodes share them; where it cannot be reached nothing
/// that is limited can be done either, so each of them fails closed.
///
/// Wrong answers and wrong passwords are not here: they are counted beside what they guess at, in the same statement
/// that judges them (`answer_challenge`, `take_sign_in_try`).
public enum Limit {
    /// Messages to one account, and texts to one number, so that nobody can be flooded. Whoever shows more than a name has as many of
    /// their own, and strangers one less (`recovery.Asker`).
    MESSAGES_SOON(3, Duration.ofMinutes(15)),
    MESSAGES_A_DAY(10, Duration.ofDays(1)),
    /// Messages asked for under one name as typed, known or not. This one may be spoken of.
    REQUESTS_SOON(3, Duration.ofMinutes(15)),
    REQUESTS_A_DAY(10, Duration.ofDays(1)),
    /// Codes asked for by somebody signed in, to whichever of their addresses and numbers.
    CONFIRMATIONS_SOON(3, Duration.ofMinutes(15)),
    CONFIRMATIONS_A_DAY(10, Duration.ofDays(1)),
    /// Recoveries begun from one place (an IPv4 address, an IPv6 /64).
    FLOWS_FROM_SOURCE(60, Duration.ofHours(1)),
    /// Sign-ins tried from one place.
    SIGN_INS_FROM_SOURCE(300, Duration.ofMinutes(10)),
    /// Tries at the current password by somebody signed in, in one account.
    CURRENT_PASSWORD_TRIES(10, Duration.ofHours(1)),
    /// People whom portals send here, and requests that apps send ahead, from one place. Each leaves a row until they have signed in.
    PORTALS_FROM_SOURCE(600, Duration.ofMinutes(10)),
    /// What portals ask without a browser, from one place and by one portal; a large one refreshes for thousands. Counted by parts
    /// of the window, as those that everybody shares.
    PORTAL_CALLS_FROM_SOURCE(6000, Duration.ofMinutes(1)),
    PORTAL_CALLS(6000, Duration.ofMinutes(1)),
    /// Calls from one place that did not show which portal they come from.
    PORTAL_SECRETS_FROM_SOURCE(60, Duration.ofMinutes(10)),
    /// Links tried from one place.
    LINKS_FROM_SOURCE(30, Duration.ofHours(1)),
    /// Texts to numbers that share their country and the first four digits after it, and so mostly the operator who earns
    /// by them.
    TEXTS_TO_PREFIX_SOON(60, Duration.ofHours(1)),
    TEXTS_TO_PREFIX_A_DAY(200, Duration.ofDays(1)),
    /// Texts in all: what they may cost at most.
    TEXTS_AN_HOUR(500, Duration.ofHours(1)),
    TEXTS_A_DAY(2000, Duration.ofDays(1)),
    /// Recoveries begun by everybody together: brakes guessing one code each for very many names.
    FLOWS_IN_ALL(6000, Duration.ofMinutes(1), 16);

    private final int most;
    private final Duration window;
    private final int shards;

    Limit(int most, Duration window) {
        this(most, window, 1);
    }

    Limit(int most, Duration window, int shards) {
        this.most = most;
        this.window = window;
        this.shards = shards;
    }

    /// How many permits there are within [#window].
    public int most() {
        return most;
    }

    /// The sliding time within which permits are counted. Those that everybody shares are counted by twelfths of it: never more
    /// are taken, and one comes free up to a twelfth late.
    public Duration window() {
        return window;
    }

    /// Over how many rows the permits that everybody shares are split, so that who takes one seldom waits.
    int shards() {
        return shards;
    }
}
