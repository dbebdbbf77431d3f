package org.regain.support;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// How long two kinds of request took, asked in turns so that whatever else the machine does meets both.
///
/// @param millisApart how much longer the first takes, at the median
/// @param chance how likely chance alone sets the two this far apart (Mann-Whitney, two-sided)
/// @param slower how often one of the first takes longer than one of the other: a half where nothing tells them apart. Unlike
///     milliseconds it means the same on a fast machine and on a slow one.
public record Timings(double millisApart, double chance, double slower) {

    private static final int WARM_UP = 40;

    /// Nobody on the other side of a network notices less.
    private static final double NOTICED_MILLIS = 2;

    private static final double UNLIKELY = 0.001;
    private static final double NOTICEABLY_OFTEN = 0.1;

    /// Each with twice the samples of the one before.
    private static final int LOOKS = 3;

    /// One request to be timed.
    @FunctionalInterface
    public interface Timed {

        /// Sends it; says how many nanoseconds that took.
        long nanos();
    }

    /// A difference is looked at again with more samples: what the code makes is there each time and the same way round, what
    /// the machine made is not.
    public static Timings compare(int pairs, Timed one, Timed other) {
        var seen = once(pairs, one, other);
        for (var look = 1; look < LOOKS && seen.differ(); look++) {
            var again = once(pairs << look, one, other);
            if (again.millisApart * seen.millisApart < 0) {
                return new Timings(0, 1, 0.5);
            }
            seen = again;
        }
        return seen;
    }

    private static Timings once(int pairs, Timed one, Timed other) {
        var random = new Random(pairs);
        var ones = new ArrayList<Long>();
        var others = new ArrayList<Long>();
        for (var i = 0; i < pairs + WARM_UP; i++) {
            if (random.nextBoolean()) {
                ones.add(one.nanos());
                others.add(other.nanos());
            } else {
                others.add(other.nanos());
                ones.add(one.nanos());
            }
        }
        return of(ones.subList(WARM_UP, ones.size()), others.subList(WARM_UP, others.size()));
    }

    static Timings of(List<Long> ones, List<Long> others) {
        var n = (double) ones.size();
        var m = (double) others.size();
        var u = wins(ones, others);
        var z = (u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return new Timings((median(ones) - median(others)) / 1e6, 2 * upperTail(Math.abs(z)), u / (n * m));
    }

    /// Only what can be noticed, comes often, and is told from chance is a difference.
    public boolean differ() {
        return Math.abs(millisApart) > NOTICED_MILLIS && Math.abs(slower - 0.5) > NOTICEABLY_OFTEN && chance < UNLIKELY;
    }

    private static double median(List<Long> of) {
        var sorted = of.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }

    /// In how many of all pairs the first took longer: Mann and Whitney's U.
    private static double wins(List<Long> ones, List<Long> others) {
        record Sample(long nanos, boolean one) {}
        var all = new ArrayList<Sample>();
        ones.forEach(nanos -> all.add(new Sample(nanos, true)));
        others.forEach(nanos -> all.add(new Sample(nanos, false)));
        // Nanoseconds hardly ever tie; where they do, chance orders them.
        Collections.shuffle(all, new Random(1));
        all.sort(Comparator.comparingLong(Sample::nanos));
        var ranks = 0.0;
        for (var i = 0; i < all.size(); i++) {
            ranks += all.get(i).one() ? i + 1 : 0;
        }
        var n = (double) ones.size();
        return ranks - n * (n + 1) / 2;
    }

    /// The upper tail of the normal distribution. Source: Abramowitz and Stegun, 26.2.17; off by less than 1e-7.
    private static double upperTail(double z) {
        var t = 1 / (1 + 0.2316419 * z);
        var series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
