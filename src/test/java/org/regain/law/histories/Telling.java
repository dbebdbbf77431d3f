package org.regain.law.histories;

/// A history as far as it has been told, to the model and to the law.
final class Telling {

    private final Stage stage;
    private World world;
    private Promises promises;

    Telling(Stage stage, World world, Promises promises) {
        this.stage = stage;
        this.world = world;
        this.promises = promises;
    }

    static Telling of(Stage stage, Scene scene) {
        return new Telling(stage, scene.world(), new Promises());
    }

    World world() {
        return world;
    }

    Telling copy() {
        return new Telling(stage, world.copy(), promises.copy());
    }

    /// One second after what was before.
    ///
    /// @return what is answered
    /// @throws Disagreement where the two are not of one mind
    String tell(Step step) {
        var before = world.copy();
        before.now++;
        var after = before.copy();
        var answer = LawModel.tell(after, step);
        if (answer.equals(LawModel.NOTHING)) {
            return answer;
        }
        var mailed = after.links.stream().skip(before.links.size()).toList();
        var real = new RealLaw(stage, before, step, mailed).answer();
        if (!real.equals(answer)) {
            throw new Disagreement("%s: the model says %s, the law %s".formatted(step, answer, real));
        }
        var model = Picture.ofModel(after);
        var found = Picture.real(stage, after);
        if (!found.equals(model)) {
            throw new Disagreement("%s (%s):%n%s".formatted(step, real, Picture.difference(model, found, after)));
        }
        promises.keep(new Promises.Told(before, after, step, real));
        world = after;
        return answer;
    }
}
