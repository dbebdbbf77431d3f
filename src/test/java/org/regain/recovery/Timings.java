package org.regain.recovery;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;

/// How long two kinds of request took, asked in turns so that whatever else the machine does meets both.
///
/// @param medianMillisApart how far the medians lie apart
/// @param chance how likely chance alone sets the two this far apart (Mann-Whitney, two-sided)
record Timings(double medianMillisApart, double chance) {

    private static final int WARM_UP = 40;

    /// One request to be timed.
    @FunctionalInterface
    interface Timed {

        /// Sends it; says how many nanoseconds that took.
        long nanos();
    }

    /// A difference is looked at twice: what the code makes is there again, what the machine made is not.
    static Timings compare(int pairs, Timed one, Timed other) {
        var first = once(pairs, one, other);
        return first.differ() ? once(pairs, one, other) : first;
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
        return new Timings(Math.abs(median(ones) - median(others)) / 1e6, mannWhitney(ones, others));
    }

    /// Only what can be both noticed and told from chance is a difference.
    boolean differ() {
        return medianMillisApart > 2 && chance < 0.01;
    }

    private static double median(List<Long> of) {
        var sorted = of.stream().sorted().toList();
        return (sorted.get((sorted.size() - 1) / 2) + sorted.get(sorted.size() / 2)) / 2.0;
    }

    private static double mannWhitney(List<Long> ones, List<Long> others) {
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
        var m = (double) others.size();
        var u = ranks - n * (n + 1) / 2;
        var z = (u - n * m / 2) / Math.sqrt(n * m * (n + m + 1) / 12);
        return 2 * upperTail(Math.abs(z));
    }

    /// The upper tail of the normal distribution. Source: Abramowitz and Stegun, 26.2.17; off by less than 1e-7.
    private static double upperTail(double z) {
        var t = 1 / (1 + 0.2316419 * z);
        var series = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        return Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * series;
    }
}
