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

    /// How each begins where somebody has claimed the account: the thief has the owner's session already, and it is fresh.
    private static final List<Step> BEGINNING =
            List.of(Step.of(Step.Actor.OWNER, Step.Act.SIGN_IN), Step.of(Step.Actor.THIEF, Step.Act.STEAL_SESSION));

    private static final List<Step> OF_WHO_COMES = Stream.of(
                    steps(
                            Actor.OWNER,
                            Act.OPEN_CLAIM,
                            Act.CONFIRM,
                            Act.CLAIM,
                            Act.PRESS,
                            Act.ADD_PASSKEY,
                            Act.PROVE,
                            Act.RESET),
                    List.of(Step.of(Actor.READER, Act.OPEN_CLAIM, 1)),
                    steps(Actor.READER, Act.CONFIRM, Act.CLAIM),
                    steps(Actor.THIEF, Act.OPEN_CLAIM, Act.CLAIM, Act.STEAL_SESSION),
                    steps(
                            Actor.ADMINISTRATOR,
                            Act.INVITE_AGAIN,
                            Act.DELETE,
                            Act.RESTORE,
                            Act.SUSPEND,
                            Act.LIFT,
                            Act.REQUIRE_PASSWORD),
                    steps(Actor.TIME, Act.ANNOUNCE, Act.TEN_MINUTES, Act.THREE_DAYS, Act.THIRTY_DAYS))
            .flatMap(List::stream)
            .toList();

    private static final List<Step> OF_WHO_IS_IN = Stream.of(
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
    private final Scene scene;
    private final long end;
    private final List<Step> told = new ArrayList<>();
    private long steps;
    private long histories;

    /// In this scene.
    ///
    /// @param end when to stop, by [System#nanoTime]
    AllHistories(Stage stage, Scene scene, long end) {
        this.stage = stage;
        this.scene = scene;
        this.end = end;
    }

    static List<Step> alphabet(Scene scene) {
        return scene == Scene.INVITED ? OF_WHO_COMES : OF_WHO_IS_IN;
    }

    /// Of exactly this length. False: the time was over before.
    boolean tell(int length) {
        try {
            scene.lay(stage);
            var telling = Telling.of(stage, scene);
            if (scene != Scene.INVITED) {
                BEGINNING.forEach(telling::tell);
            }
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
        for (var step : alphabet(scene)) {
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
