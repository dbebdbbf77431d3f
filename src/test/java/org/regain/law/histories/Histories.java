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
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// Random histories, and the shortest of those that fail.
final class Histories implements AutoCloseable {

    static final int STEPS = 25;

    final Stage stage = new Stage();
    /// What chance comes to too seldom: what a reset sets aside, and who says what of it.
    static final List<List<Step>> KNOWN = Stream.of(
                    List.of(Step.of(Actor.OWNER, Act.SIGN_IN, 2)),
                    List.of(Step.of(Actor.OWNER, Act.KEEP)),
                    List.of(Step.of(Actor.TIME, Act.FIVE_HOURS), Step.of(Actor.OWNER, Act.KEEP)),
                    List.of(Step.of(Actor.ADMINISTRATOR, Act.END_SESSIONS), Step.of(Actor.OWNER, Act.KEEP)))
            .map(end -> Stream.concat(
                            Stream.of(
                                    Step.of(Actor.OWNER, Act.SIGN_IN),
                                    Step.of(Actor.OWNER, Act.ADD_APP),
                                    Step.of(Actor.THIEF, Act.STEAL_SESSION),
                                    Step.of(Actor.THIEF, Act.ADD_PASSKEY),
                                    Step.of(Actor.OWNER, Act.PROVE, Way.EMAIL.pick()),
                                    Step.of(Actor.OWNER, Act.PROVE, Way.SAVED_CODE.pick()),
                                    Step.of(Actor.OWNER, Act.RESET)),
                            end.stream())
                    .toList())
            .toList();

    /// How often each act was answered how.
    final Map<String, Integer> answers = new TreeMap<>();

    Histories() throws SQLException {}

    /// By the model alone: what would be nothing is left out, and so is most of what would be refused.
    static List<Step> random(Scene scene, long seed) {
        var random = new Random(seed);
        var world = scene.world();
        var steps = new ArrayList<Step>();
        for (var step = Step.any(random, Step.Actor.OWNER);
                steps.size() < STEPS;
                step = Step.any(random, step.actor())) {
            var next = world.copy();
            next.now++;
            var answer = LawModel.tell(next, step);
            if (AllHistories.CHANGES.contains(answer) || (!answer.equals(LawModel.NOTHING) && random.nextInt(3) == 0)) {
                world = next;
                steps.add(step);
            }
        }
        return steps;
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
            var steps = i < KNOWN.size() ? KNOWN.get(i) : random(scene, seed + i);
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
        try {
            scene.lay(stage);
            var telling = Telling.of(stage, scene);
            for (var step : steps) {
                answers.merge(step.act() + " " + telling.tell(step), 1, Integer::sum);
            }
            new Ending(telling).tell();
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
