package org.regain.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;

/// What the database tells an administrator of somebody's ways in. No secret, no address, no count of what was guessed.
///
/// @param newPassword the password opens nothing any more
/// @param lockedUntil [Instant#MAX]: until a recovery; null: not locked
/// @param linkUntil   how long a claim link works that was sent; null where none does
/// @param asked       classes of proof that a recovery takes
/// @param available   classes that they could bring
/// @param closed      kinds of methods that a hundred wrong answers have closed
/// @param waitingUntil when they may show once more what they showed; null: they do not wait
/// @param refused     messages that could not be delivered within seven days
/// @param inDirectory a directory keeps the password
record Situation(
        Account.State state,
        boolean newPassword,
        boolean frozen,
        @Nullable Instant lockedUntil,
        @Nullable Instant linkUntil,
        int asked,
        int available,
        List<String> closed,
        @Nullable Instant messagesUntil,
        int refused,
        @Nullable Instant waitingUntil,
        @Nullable Instant lastSignedIn,
        @Nullable Instant lastRecovered,
        boolean inDirectory) {

    Situation {
        closed = List.copyOf(closed);
    }

    /// What stands in their way, the first to solve first; never empty.
    List<Obstacle> obstacles() {
        var found = switch (state) {
            case DELETED -> List.of(Obstacle.of(Obstacle.Kind.DELETED));
            case SUSPENDED -> List.of(Obstacle.of(Obstacle.Kind.SUSPENDED));
            case UNCLAIMED -> List.of(unclaimed());
            case ACTIVE -> ofTheirOwn();
        };
        return found.isEmpty() ? List.of(Obstacle.of(Obstacle.Kind.NOTHING)) : found;
    }

    private Obstacle unclaimed() {
        if (inDirectory) {
            return Obstacle.of(Obstacle.Kind.TO_CLAIM_BY_PASSWORD);
        }
        return linkUntil == null
                ? Obstacle.of(Obstacle.Kind.INVITATION_OVER)
                : Obstacle.until(Obstacle.Kind.INVITED, linkUntil);
    }

    private List<Obstacle> ofTheirOwn() {
        var found = new ArrayList<Obstacle>();
        if (newPassword) {
            found.add(Obstacle.of(Obstacle.Kind.NEW_PASSWORD));
        }
        if (frozen && !newPassword) {
            found.add(Obstacle.of(Obstacle.Kind.FROZEN));
        }
        if (lockedUntil != null) {
            found.add(
                    lockedUntil.equals(Instant.MAX)
                            ? Obstacle.of(Obstacle.Kind.LOCKED_FOR_GOOD)
                            : Obstacle.until(Obstacle.Kind.LOCKED, lockedUntil));
        }
        if (!closed.isEmpty()) {
            found.add(new Obstacle(Obstacle.Kind.METHOD_CLOSED, null, closed));
        }
        if (messagesUntil != null) {
            found.add(Obstacle.until(Obstacle.Kind.MESSAGES_USED_UP, messagesUntil));
        }
        if (refused > 0) {
            found.add(Obstacle.of(Obstacle.Kind.MESSAGES_REFUSED));
        }
        if (waitingUntil != null) {
            found.add(Obstacle.until(Obstacle.Kind.WAITING, waitingUntil));
        } else if (available < asked) {
            found.add(Obstacle.of(Obstacle.Kind.TOO_FEW));
        }
        return found;
    }
}
