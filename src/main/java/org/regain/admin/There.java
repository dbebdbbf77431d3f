package org.regain.admin;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.account.Account;
import org.regain.admin.Obstacle.Kind;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.DirectoryView.Sight;

/// Where somebody's password is kept, and what stands in their way there.
sealed interface There {

    /// A key of `person.kept`; null where there is only one place, so that nothing need be said of it.
    @Nullable
    String kept();

    /// What stands in their way here and there, the first to solve first; never empty.
    default List<Obstacle> obstacles(Situation here) {
        return here.obstacles();
    }

    /// Everybody's is kept here.
    record NoDirectory() implements There {

        @Override
        public @Nullable String kept() {
            return null;
        }
    }

    /// Others' are in a directory, and this one is not.
    record Here() implements There {

        @Override
        public String kept() {
            return "HERE";
        }
    }

    /// A directory keeps it.
    ///
    /// @param stopped whether they are suspended here because the directory does not let them in
    record Elsewhere(boolean stopped, Sight sight) implements There {

        @Override
        public String kept() {
            return "THERE";
        }

        public boolean away() {
            return sight instanceof Sight.Away;
        }

        public boolean nobody() {
            return sight instanceof Sight.Nobody;
        }

        /// Null where the directory has not answered, or nobody is called so.
        public Sight.@Nullable Found found() {
            return sight instanceof Sight.Found found ? found : null;
        }

        @Override
        public List<Obstacle> obstacles(Situation here) {
            if (here.state() == Account.State.DELETED) {
                return here.obstacles();
            }
            var all = new ArrayList<Obstacle>();
            here.obstacles().stream().filter(it -> !isOverruled(it.kind())).forEach(all::add);
            if (isOut()) {
                all.add(Obstacle.of(Kind.OUT_THERE));
            } else if (here.state() != Account.State.SUSPENDED) {
                ofTheirPassword(here.state()).ifPresent(all::add);
            }
            if (all.isEmpty()) {
                return List.of(Obstacle.of(Kind.NOTHING));
            }
            all.sort(Comparator.comparing(Obstacle::kind));
            return all;
        }

        /// Whoever the directory has stopped, the directory lets in again, and no administrator.
        private boolean isOverruled(Kind kind) {
            return kind == Kind.NOTHING || (stopped && kind == Kind.SUSPENDED);
        }

        private boolean isOut() {
            var found = found();
            return stopped || nobody() || (found != null && found.disabled());
        }

        private Optional<Obstacle> ofTheirPassword(Account.State state) {
            var found = found();
            if (found == null || !(found.locked() || found.demand() != Demand.NONE)) {
                return Optional.empty();
            }
            // An account is claimed by an expired password too.
            boolean unclaimed = state == Account.State.UNCLAIMED;
            if (found.privileged() || (unclaimed && found.locked())) {
                return Optional.of(Obstacle.of(Kind.MENDED_THERE));
            }
            if (found.locked()) {
                return Optional.of(new Obstacle(Kind.LOCKED_THERE, until(found), List.of()));
            }
            return unclaimed
                    ? Optional.empty()
                    : Optional.of(
                            Obstacle.of(found.demand() == Demand.EXPIRED ? Kind.EXPIRED_THERE : Kind.CHANGE_THERE));
        }

        /// When the last lock ends, where each of them does by itself.
        private static @Nullable Instant until(Sight.Found found) {
            Instant last = null;
            for (Lock lock : found.locks()) {
                if (lock.until() == null) {
                    return null;
                }
                last = last == null || lock.until().isAfter(last) ? lock.until() : last;
            }
            return found.silent().isEmpty() ? last : null;
        }
    }
}
