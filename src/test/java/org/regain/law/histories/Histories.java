package org.regain.law.histories;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// Random histories, and the shortest of those that fail.
final class Histories implements AutoCloseable {

    static final int STEPS = 25;

    final Stage stage = new Stage();
    /// How often each act was answered how.
    final Map<String, Integer> answers = new TreeMap<>();

    Histories() throws SQLException {}

    /// By the model alone: what would be nothing is left out, and so is most of what would be refused.
    static List<Step> random(Scene scene, long seed) {
        var random = new Random(seed);
        var world = scene.world();
        var steps = new ArrayList<Step>();
        var actor = Step.Actor.OWNER;
        while (steps.size() < STEPS) {
            var some = Errands.any(scene, random, actor);
            for (var step : some) {
                var next = world.copy();
                next.now++;
                var answer = LawModel.tell(next, step);
                var kept = some.size() > 1 || random.nextInt(3) == 0;
                if (AllHistories.CHANGES.contains(answer) || (!answer.equals(LawModel.NOTHING) && kept)) {
                    world = next;
                    steps.add(step);
                }
                actor = step.actor();
            }
        }
        return steps;
    }

    /// Each errand by itself, in each scene that it is for; where nobody has come in yet, first.
    ///
    /// @param ends whether each ends as all histories do
    @Nullable
    String tellErrands(boolean ends) {
        for (var scene : List.of(Scene.values()).reversed()) {
            for (var errand : Errands.in(scene)) {
                var why = fails(scene, errand, ends);
                if (why != null) {
                    return "%s, %s: %s".formatted(scene, errand, why);
                }
            }
        }
        return null;
    }

    /// Many from one seed on, in each scene in turn.
    ///
    /// @return what failed first, as short as it gets; null where nothing did
    @Nullable
    String tell(long seed, int many) {
        return tell(seed, many, true);
    }

    /// As [#tell(long, int)], as long as it was.
    @Nullable
    String tell(long seed, int many, boolean shortened) {
        var scenes = List.of(Scene.values());
        for (var i = 0; i < many; i++) {
            var scene = scenes.get(i % scenes.size());
            var steps = random(scene, seed + i);
            var why = fails(scene, steps);
            if (why != null) {
                return "-Dseed=%d, history %d".formatted(seed, i) + (shortened ? shortest(scene, steps) : why);
            }
        }
        return null;
    }

    /// Why this history fails; null where it does not.
    @Nullable
    String fails(Scene scene, List<Step> steps) {
        return fails(scene, steps, true);
    }

    private @Nullable String fails(Scene scene, List<Step> steps, boolean ends) {
        try {
            scene.lay(stage);
            var telling = Telling.of(stage, scene);
            for (var step : steps) {
                answers.merge(step.act() + " " + telling.tell(step), 1, Integer::sum);
            }
            if (ends) {
                new Ending(telling).tell();
            }
            return null;
        } catch (Disagreement | IllegalStateException e) {
            return e.getMessage()
                    + (e.getCause() == null ? "" : ": " + e.getCause().getMessage());
        } finally {
            stage.forget();
        }
    }

    /// Without each step that it fails without too.
    private String shortest(Scene scene, List<Step> all) {
        var steps = new ArrayList<>(all);
        for (var size = -1; size != steps.size(); ) {
            size = steps.size();
            for (var i = steps.size() - 1; i >= 0; i--) {
                var less = new ArrayList<>(steps);
                less.remove(i);
                if (fails(scene, less) != null) {
                    steps = less;
                }
            }
        }
        var lines = steps;
        return IntStream.range(0, lines.size())
                        .mapToObj(i -> "%n  %2d. %s".formatted(i + 1, lines.get(i)))
                        .collect(Collectors.joining("", "%n%s:".formatted(scene), "%n".formatted()))
                + fails(scene, lines);
    }

    @Override
    public void close() throws SQLException {
        stage.close();
    }
}
