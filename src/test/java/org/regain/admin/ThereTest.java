package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.account.Account.State;
import org.regain.admin.Obstacle.Kind;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.DirectoryView.Sight;

/// What stands in somebody's way in the directory is named beside what does here, in one order.
class ThereTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void whatIsHereAndWhatIsThereAreBothNamed() {
        var here = new Situation(
                State.ACTIVE, false, true, NOON, null, 2, 1, List.of("EMAIL"), null, 0, null, null, null, false);
        assertThat(kinds(here, found(Demand.NONE, true, false)))
                .containsExactly(Kind.FROZEN, Kind.LOCKED, Kind.LOCKED_THERE, Kind.METHOD_CLOSED, Kind.TOO_FEW);
    }

    @Test
    void eachOfTheDirectorysHasWordsOfItsOwn() {
        assertThat(kinds(in(State.ACTIVE), found(Demand.NONE, true, false))).containsExactly(Kind.LOCKED_THERE);
        assertThat(kinds(in(State.ACTIVE), found(Demand.EXPIRED, false, false))).containsExactly(Kind.EXPIRED_THERE);
        assertThat(kinds(in(State.ACTIVE), found(Demand.MUST_CHANGE, false, false)))
                .containsExactly(Kind.CHANGE_THERE);
        assertThat(kinds(in(State.ACTIVE), found(Demand.EXPIRED, true, false)))
                .as("unlocked first")
                .containsExactly(Kind.LOCKED_THERE);
        assertThat(kinds(in(State.ACTIVE), found(Demand.NONE, false, false))).containsExactly(Kind.NOTHING);
    }

    /// Nobody is told to do what Regain would refuse them.
    @Test
    void whomRegainMayNotHelpIsSentToTheDirectorysPeople() {
        assertThat(kinds(in(State.ACTIVE), found(Demand.NONE, true, true))).containsExactly(Kind.MENDED_THERE);
        assertThat(kinds(in(State.ACTIVE), found(Demand.EXPIRED, false, true))).containsExactly(Kind.MENDED_THERE);
        assertThat(kinds(in(State.UNCLAIMED), found(Demand.NONE, true, false)))
                .containsExactly(Kind.INVITATION_OVER, Kind.MENDED_THERE);
        assertThat(kinds(in(State.UNCLAIMED), found(Demand.EXPIRED, false, false)))
                .as("it claims")
                .containsExactly(Kind.INVITATION_OVER);
    }

    @Test
    void whomTheDirectoryLetsInNoMoreIsToldNothingElse() {
        assertThat(kinds(in(State.ACTIVE), disabled())).containsExactly(Kind.OUT_THERE);
        assertThat(kinds(in(State.ACTIVE), new Sight.Nobody())).containsExactly(Kind.OUT_THERE);
        assertThat(kinds(in(State.SUSPENDED), disabled())).containsExactly(Kind.SUSPENDED, Kind.OUT_THERE);
        assertThat(kinds(in(State.SUSPENDED), found(Demand.NONE, true, false))).containsExactly(Kind.SUSPENDED);
        assertThat(kinds(in(State.DELETED), disabled())).containsExactly(Kind.DELETED);
        var stopped = new There.Elsewhere(true, new Sight.Away());
        assertThat(stopped.obstacles(in(State.SUSPENDED))).containsExactly(Obstacle.of(Kind.OUT_THERE));
    }

    @Test
    void aLockEndsWithTheLastOfThemWhereEachIsKnownToEnd() {
        assertThat(until(List.of(lock(NOON), lock(NOON.plusSeconds(60))), List.of()))
                .isEqualTo(NOON.plusSeconds(60));
        assertThat(until(List.of(lock(NOON), lock(null)), List.of())).isNull();
        assertThat(until(List.of(lock(NOON)), List.of("ldap2.example.org"))).isNull();
    }

    private static Lock lock(@Nullable Instant until) {
        return new Lock(null, NOON, until);
    }

    private static @Nullable Instant until(List<Lock> locks, List<String> silent) {
        var sight = new Sight.Found(false, false, Demand.NONE, false, null, locks, silent);
        return new There.Elsewhere(false, sight)
                .obstacles(in(State.ACTIVE))
                .getFirst()
                .until();
    }

    private static Situation in(State state) {
        return new Situation(state, false, false, null, null, 1, 1, List.of(), null, 0, null, null, null, false);
    }

    private static Sight found(Demand demand, boolean locked, boolean privileged) {
        return new Sight.Found(
                false, privileged, demand, false, null, locked ? List.of(lock(null)) : List.of(), List.of());
    }

    private static Sight disabled() {
        return new Sight.Found(true, false, Demand.EXPIRED, false, null, List.of(lock(NOON)), List.of());
    }

    private static List<Kind> kinds(Situation here, Sight sight) {
        return new There.Elsewhere(false, sight)
                .obstacles(here).stream().map(Obstacle::kind).toList();
    }
}
