package org.regain.nodes;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.regain.support.Claimant;

/// What a process still has of those who came and went: objects of each class, threads, open files.
///
/// Memory that is full only after weeks is found by counting, where its size would be lost in what Java does by itself.
final class WhatStays {

    /// Java remembers much of what it does for the first times.
    private static final int FIRST_ROUNDS = 2;

    /// What grows or shrinks by chance does so in a few rounds. What is kept of each visit grows by so many in most.
    private static final int FEWEST_ROUNDS = 3;

    private static final int MOST_ROUNDS = 20;

    /// Texts come and go by the hundred in what Java remembers, and the collector fills gaps. Whoever keeps a text has something that holds it.
    private static final Pattern NOT_COUNTED = Pattern.compile("\\[B|java\\.lang\\.String|.*Filler.*");

    private static final String LIMITS = "limit_count, limit_total, sign_in_guard, method_guard";

    /// Its number, how many there are, their bytes, its name.
    private static final Pattern CLASS = Pattern.compile(" *\\d+: +(\\d+) +\\d+ +(\\S+).*");

    private final Rig rig;
    private final String process;

    /// On the first node.
    WhatStays(Rig rig) {
        this.rig = rig;
        this.process = Long.toString(rig.node(0).pid());
    }

    @FunctionalInterface
    private interface Visit {
        void take() throws Exception;
    }

    /// Whatever they come for.
    ///
    /// @param known  who has not changed their password
    /// @param forgot who has forgotten theirs, time after time
    void ofEach(String known, String forgot) throws Exception {
        rig.leave(rig.node(1));
        rig.leave(rig.node(2));
        try {
            ofEachHere(known, forgot);
        } finally {
            rig.join(rig.node(1));
            rig.join(rig.node(2));
        }
    }

    private void ofEachHere(String known, String forgot) throws Exception {
        assertNothing("signing in, at the second try", 30, () -> {
            var who = without(LIMITS);
            assertThat(who.signIn(known, NodesScene.NEW).status()).isEqualTo(422);
            assertThat(who.signIn(known, NodesScene.PASSWORD).heading()).isEqualTo("Your account");
        });
        assertNothing("a recovery", 10, () -> {
            var who = without(LIMITS);
            who.prove(forgot, "FORGOTTEN", forgot);
            assertThat(who.choosePassword("another phrase, of " + System.nanoTime())
                            .heading())
                    .isEqualTo("Your password has been reset");
        });
    }

    private Claimant without(String tables) {
        rig.sql().sql("truncate " + tables).update();
        return rig.somebody();
    }

    /// That of no class there are about as many more in most rounds as there were visits.
    ///
    /// @param visits in each round
    private void assertNothing(String what, int visits, Visit visit) throws Exception {
        take(FIRST_ROUNDS * visits, visit);
        var before = held();
        Map<String, List<Long>> grown = new HashMap<>();
        Set<String> staying = Set.of();
        for (var round = 1; round <= FEWEST_ROUNDS || (!staying.isEmpty() && round <= MOST_ROUNDS); round++) {
            take(visits, visit);
            var after = held();
            for (var one : after.entrySet()) {
                grown.computeIfAbsent(one.getKey(), _ -> new ArrayList<>())
                        .add(one.getValue() - before.getOrDefault(one.getKey(), 0L));
            }
            before = after;
            staying = grown.entrySet().stream()
                    .filter(it -> median(it.getValue()) >= visits - visits / 4)
                    .map(Map.Entry::getKey)
                    .collect(Collectors.toSet());
        }
        grown.keySet().retainAll(staying);
        assertThat(grown)
                .as("what stays of each that came for %s, by round", what)
                .isEmpty();
    }

    private static long median(List<Long> numbers) {
        return numbers.stream().sorted().toList().get(numbers.size() / 2);
    }

    private static void take(int visits, Visit visit) throws Exception {
        for (var number = 0; number < visits; number++) {
            visit.take();
        }
    }

    /// Java collects all that nobody has any more before it counts.
    private Map<String, Long> held() throws IOException, InterruptedException {
        var histogram = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
                        process,
                        "GC.class_histogram")
                .start();
        Map<String, Long> held = new HashMap<>();
        try (var lines = histogram.inputReader()) {
            lines.lines()
                    .map(CLASS::matcher)
                    .filter(Matcher::matches)
                    .filter(it -> !NOT_COUNTED.matcher(it.group(2)).matches())
                    .forEach(it -> held.put(it.group(2), Long.parseLong(it.group(1))));
        }
        assertThat(histogram.waitFor()).isZero();
        assertThat(held).hasSizeGreaterThan(1_000);
        held.put("threads", count("task"));
        held.put("open files", count("fd"));
        return held;
    }

    private long count(String folder) throws IOException {
        try (var all = Files.list(Path.of("/proc", process, folder))) {
            return all.count();
        }
    }
}
