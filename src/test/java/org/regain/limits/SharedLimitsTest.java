package org.regain.limits;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.regain.support.Scene;
import org.regain.support.Seed;
import org.springframework.beans.factory.annotation.Autowired;

/// What everybody shares is counted as the table of limits says, in the real store: never more within any window, and a permit
/// comes free a twelfth of it late at most.
class SharedLimitsTest extends Scene {

    private static final Limit TEXTS = Limit.TEXTS_AN_HOUR;

    @Autowired
    Limits limits;

    @Test
    void c19_fiveHundredTextsGoInAnHourAndNotOneMore() {
        assertThat(takeUpTo(TEXTS.most() + 1)).isEqualTo(TEXTS.most());
        assertThat(limits.takeOfAll(TEXTS))
                .isInstanceOfSatisfying(
                        Taken.No.class,
                        no -> assertThat(no.until())
                                .isBetween(
                                        clock.instant().plus(TEXTS.window()).minusSeconds(60),
                                        clock.instant()
                                                .plus(TEXTS.window())
                                                .plus(late())
                                                .plusSeconds(1)));
        clock.advance(TEXTS.window().minusMinutes(1));
        assertThat(takeUpTo(1)).isZero();
        clock.advance(late().plusMinutes(1));
        assertThat(takeUpTo(TEXTS.most() + 1)).isEqualTo(TEXTS.most());
    }

    /// A window that begins anew with the first of its texts lets twice as many go around its end.
    @Test
    void c19_acrossTheEdgeOfAnHourNoMoreGoThanWithinOne() {
        assertThat(takeUpTo(1)).isEqualTo(1);
        clock.advance(Duration.ofMinutes(59));
        assertThat(takeUpTo(TEXTS.most())).isEqualTo(TEXTS.most() - 1);
        clock.advance(Duration.ofMinutes(2).plus(late()));
        assertThat(takeUpTo(TEXTS.most())).isEqualTo(1);
    }

    @Test
    void c19_howeverTheyComeAnHourNeverHasMore() {
        var seed = Seed.of(getClass());
        var random = new Random(seed);
        var taken = new ArrayList<Instant>();
        for (var i = 0; i < 60; i++) {
            clock.advance(Duration.ofSeconds(random.nextInt(900)));
            for (var n = takeUpTo(random.nextInt(120)); n > 0; n--) {
                taken.add(clock.instant());
            }
            var hourAgo = clock.instant().minus(TEXTS.window());
            assertThat(taken.stream().filter(it -> it.isAfter(hourAgo)).count())
                    .as("seed %s", seed)
                    .isLessThanOrEqualTo(TEXTS.most());
        }
        assertThat(taken).hasSizeGreaterThan(TEXTS.most());
    }

    /// Split over shards, and still all of it: who finds one full takes another's.
    @Test
    void c19_ofWhatIsSplitOverShardsEveryPermitIsTaken() {
        var most = 101;
        var taken = 0;
        for (var i = 0; i < most + 40; i++) {
            taken += count(
                    "select case when take_place_of_all('X', ?, 16, ?, interval '1 minute') is null then 1 else 0 end",
                    i * 7 % 16,
                    most);
        }
        assertThat(taken).isEqualTo(most);
    }

    private static Duration late() {
        return TEXTS.window().dividedBy(12);
    }

    private int takeUpTo(int many) {
        var taken = 0;
        while (taken < many && limits.takeOfAll(TEXTS) instanceof Taken.Yes) {
            taken++;
        }
        return taken;
    }
}
