package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.account.Account.State;
import org.regain.admin.Obstacle.Kind;

/// What stands in somebody's way is named, the first to solve first, and has its words.
class ObstacleTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    @Test
    void everyObstacleIsExplainedAndHasWordsToSend() throws IOException {
        var words = new Properties();
        try (var in = getClass().getResourceAsStream("/messages-admin.properties")) {
            words.load(new InputStreamReader(Objects.requireNonNull(in), StandardCharsets.UTF_8));
        }
        assertThat(words.stringPropertyNames())
                .containsAll(
                        Arrays.stream(Kind.values()).map(kind -> "why." + kind).toList())
                .containsAll(Arrays.stream(Kind.values())
                        .map(kind -> "why." + kind + ".send")
                        .toList());
    }

    @Test
    void nothingInTheWayIsSaidToo() {
        assertThat(kinds(active(false, false, null, 1, 1, List.of(), null, 0))).containsExactly(Kind.NOTHING);
    }

    @Test
    void whatTheOrganisationDidComesBeforeEverythingElse() {
        assertThat(kinds(new Situation(
                        State.SUSPENDED,
                        true,
                        true,
                        NOON,
                        null,
                        2,
                        1,
                        List.of("TOTP"),
                        NOON,
                        3,
                        NOON,
                        null,
                        null,
                        false)))
                .containsExactly(Kind.SUSPENDED);
        assertThat(kinds(new Situation(
                        State.DELETED,
                        true,
                        true,
                        NOON,
                        null,
                        2,
                        1,
                        List.of("TOTP"),
                        NOON,
                        3,
                        NOON,
                        null,
                        null,
                        false)))
                .containsExactly(Kind.DELETED);
    }

    @Test
    void aLinkThatWorksIsTakenForTheWay() {
        assertThat(kinds(new Situation(
                        State.UNCLAIMED, false, false, null, NOON, 1, 0, List.of(), null, 0, null, null, null, false)))
                .containsExactly(Kind.INVITED);
        assertThat(kinds(new Situation(
                        State.UNCLAIMED, false, false, null, null, 1, 0, List.of(), null, 0, null, null, null, false)))
                .containsExactly(Kind.INVITATION_OVER);
    }

    /// No link would help them, and none is made.
    @Test
    void whosePasswordIsInTheDirectoryClaimsByThat() {
        assertThat(kinds(new Situation(
                        State.UNCLAIMED, false, false, null, null, 1, 0, List.of(), null, 0, null, null, null, true)))
                .containsExactly(Kind.TO_CLAIM_BY_PASSWORD);
    }

    @Test
    void severalAreAllNamed() {
        assertThat(kinds(active(true, true, NOON, 2, 1, List.of("EMAIL"), NOON, 1)))
                .containsExactly(
                        Kind.NEW_PASSWORD,
                        Kind.LOCKED,
                        Kind.METHOD_CLOSED,
                        Kind.MESSAGES_USED_UP,
                        Kind.MESSAGES_REFUSED,
                        Kind.TOO_FEW);
        assertThat(kinds(active(false, true, Instant.MAX, 1, 1, List.of(), null, 0)))
                .containsExactly(Kind.FROZEN, Kind.LOCKED_FOR_GOOD);
    }

    @Test
    void whoWaitsIsSaidToUntilWhenAndNotToHaveTooFew() {
        var waits = new Situation(
                State.ACTIVE, false, false, null, null, 2, 1, List.of(), null, 0, NOON, null, null, false);
        assertThat(waits.obstacles()).containsExactly(Obstacle.until(Kind.WAITING, NOON));
    }

    private static Situation active(
            boolean newPassword,
            boolean frozen,
            @Nullable Instant lockedUntil,
            int asked,
            int available,
            List<String> closed,
            @Nullable Instant messagesUntil,
            int refused) {
        return new Situation(
                State.ACTIVE,
                newPassword,
                frozen,
                lockedUntil,
                null,
                asked,
                available,
                closed,
                messagesUntil,
                refused,
                null,
                null,
                null,
                false);
    }

    private static List<Kind> kinds(Situation situation) {
        return situation.obstacles().stream().map(Obstacle::kind).toList();
    }
}
