package org.regain.law.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// All histories of a small alphabet, the shorter ones first; what begins alike is told once. A step that is refused changes
/// nothing, so whatever comes after it is a shorter history and is not told again.
final class AllHistories {

    static final Set<String> CHANGES = Set.of("DONE", "PROVEN", "CONFIRMED", "ASKED", "WAITS", "MORE");

    /// How each begins: the thief has the owner's session already, and it is fresh.
    private static final List<Step> BEGINNING =
            List.of(Step.of(Step.Actor.OWNER, Step.Act.SIGN_IN), Step.of(Step.Actor.THIEF, Step.Act.STEAL_SESSION));

    static final List<Step> ALPHABET = Stream.of(
                    steps(Actor.OWNER, Act.SIGN_IN, Act.RENEW_CODES, Act.RESET, Act.PRESS),
                    List.of(
                            Step.of(Actor.OWNER, Act.PROVE, Way.EMAIL.pick()),
                            Step.of(Actor.OWNER, Act.PROVE, Way.TOTP.pick()),
                            Step.of(Actor.OWNER, Act.PROVE, Way.SAVED_CODE.pick()),
                            Step.of(Actor.OWNER, Act.REMOVE, 1),
                            Step.of(Actor.READER, Act.PROVE, Way.SMS.pick()),
                            Step.of(Actor.THIEF, Act.PROVE, Way.SAVED_CODE.pick()),
                            Step.of(Actor.THIEF, Act.PROVE, Way.PASSKEY.pick())),
                    steps(Actor.THIEF, Act.ADD_PASSKEY, Act.RENEW_CODES, Act.REMOVE, Act.SIGN_IN_BY_PASSKEY, Act.RESET),
                    steps(Actor.READER, Act.PROVE, Act.ASK_TO_WAIT, Act.RESET, Act.PRESS, Act.LOCK),
                    steps(Actor.ADMINISTRATOR, Act.SUSPEND, Act.LIFT),
                    steps(Actor.TIME, Act.TEN_MINUTES, Act.FIVE_HOURS, Act.THREE_DAYS))
            .flatMap(List::stream)
            .toList();

    private final Stage stage;
    private final List<Step> alphabet;
    private final long end;
    private final List<Step> told = new ArrayList<>();
    private long steps;
    private long histories;

    /// @param end when to stop, by [System#nanoTime]
    AllHistories(Stage stage, List<Step> alphabet, long end) {
        this.stage = stage;
        this.alphabet = alphabet;
        this.end = end;
    }

    /// In this scene, of exactly this length. False: the time was over before.
    boolean tell(Scene scene, int length) {
        try {
            scene.lay(stage);
            var telling = Telling.of(stage, scene);
            BEGINNING.forEach(telling::tell);
            return goOn(telling, length);
        } finally {
            stage.forget();
        }
    }

    private boolean goOn(Telling telling, int length) {
        if (length == 0) {
            histories++;
            return true;
        }
        for (var step : alphabet) {
            if (System.nanoTime() > end) {
                return false;
            }
            var next = telling.copy();
            var mark = stage.mark();
            told.add(step);
            steps++;
            try {
                if (CHANGES.contains(next.tell(step)) && !goOn(next, length - 1)) {
                    return false;
                }
            } catch (Disagreement | IllegalStateException e) {
                throw new AssertionError(
                        told.stream().map(Step::toString).collect(Collectors.joining("\n  ", "\n  ", "\n"))
                                + e.getMessage(),
                        e);
            }
            told.removeLast();
            stage.backTo(mark);
        }
        return true;
    }

    /// How many steps were told, and how many histories changed something with each of their steps.
    String count() {
        return steps + " steps, " + histories + " histories";
    }

    private static List<Step> steps(Step.Actor actor, Step.Act... acts) {
        return Stream.of(acts).map(act -> Step.of(actor, act)).toList();
    }
}
