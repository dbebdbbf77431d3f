package org.regain.law.histories;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// Random histories, and the shortest of those that fail.
final class Histories implements AutoCloseable {

    static final int STEPS = 30;

    final Stage stage = new Stage();
    /// How often each act was answered how.
    final Map<String, Integer> answers = new TreeMap<>();

    Histories() throws SQLException {}

    static List<Step> random(long seed) {
        var random = new Random(seed);
        return Stream.generate(() -> Step.any(random)).limit(STEPS).toList();
    }

    /// Many from one seed on, in each scene in turn.
    ///
    /// @return what failed first, as short as it gets; null where nothing did
    @Nullable String tell(long seed, int many) {
        for (var i = 0; i < many; i++) {
            var scene = Scene.values()[i % Scene.values().length];
            var steps = random(seed + i);
            if (fails(scene, steps) != null) {
                return "-Dseed=%d, history %d".formatted(seed, i) + shortest(scene, steps);
            }
        }
        return null;
    }

    /// Why this history fails; null where it does not.
    @Nullable String fails(Scene scene, List<Step> steps) {
        try {
            scene.lay(stage);
            var telling = Telling.of(stage, scene);
            for (var step : steps) {
                answers.merge(step.act() + " " + telling.tell(step), 1, Integer::sum);
            }
            return null;
        } catch (Disagreement | IllegalStateException e) {
            return e.getMessage() + (e.getCause() == null ? "" : ": " + e.getCause().getMessage());
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
