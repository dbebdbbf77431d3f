package org.regain.law.histories;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// How every history ends: its owner comes, or comes back, whatever has happened, as long as the mailbox of the beginning is theirs; and after
/// that, a thief tries all there is, at once and a month later ([Promises] says that nothing of it opens anything).
final class Ending {

    private static final List<Step> THIEF = Stream.concat(
                    Stream.of(
                            Step.of(Actor.THIEF, Act.SIGN_IN),
                            Step.of(Actor.THIEF, Act.SIGN_IN_BY_PASSKEY),
                            Step.of(Actor.THIEF, Act.CHANGE_PASSWORD),
                            Step.of(Actor.THIEF, Act.ADD_PASSKEY),
                            Step.of(Actor.THIEF, Act.OBJECT)),
                    Stream.of(
                            prove(Actor.THIEF, Way.EMAIL),
                            prove(Actor.THIEF, Way.TOTP),
                            prove(Actor.THIEF, Way.SAVED_CODE),
                            prove(Actor.THIEF, Way.PASSKEY),
                            Step.of(Actor.THIEF, Act.ASK_TO_WAIT),
                            Step.of(Actor.THIEF, Act.RESET),
                            Step.of(Actor.THIEF, Act.UNLOCK)))
            .toList();

    private final Telling telling;

    Ending(Telling telling) {
        this.telling = telling;
    }

    void tell() {
        telling.tell(Step.of(Actor.ADMINISTRATOR, Act.RESTORE));
        telling.tell(Step.of(Actor.ADMINISTRATOR, Act.LIFT));
        if (telling.world().state.equals("DELETED")) {
            THIEF.forEach(telling::tell);
            return;
        }
        if (telling.world().state.equals("UNCLAIMED")) {
            claims();
        }
        if (telling.world().live().noneMatch(it -> it.id.equals("mailbox"))) {
            return;
        }
        if (!resets() && !(waits() && signsInAndHasAnotherApp())) {
            throw new Disagreement("The owner does not come back");
        }
        THIEF.forEach(telling::tell);
        telling.tell(Step.of(Actor.TIME, Act.THIRTY_DAYS));
        telling.tell(Step.of(Actor.TIME, Act.TIDY));
        THIEF.forEach(telling::tell);
    }

    /// By a fresh link; three in a day are enough for whoever asks for one the day after.
    private void claims() {
        telling.tell(Step.of(Actor.TIME, Act.THREE_DAYS));
        telling.tell(Step.of(Actor.ADMINISTRATOR, Act.INVITE_AGAIN));
        telling.tell(Step.of(Actor.TIME, Act.ANNOUNCE));
        telling.tell(Step.of(Actor.OWNER, Act.OPEN_CLAIM));
        telling.tell(Step.of(Actor.OWNER, Act.CONFIRM));
        if (!telling.tell(Step.of(Actor.OWNER, Act.CLAIM)).equals("DONE")
                || !new Sessions(telling.world()).standingOf(Actor.OWNER).equals("FRESH")) {
            throw new Disagreement("The owner does not get in");
        }
    }

    private boolean resets() {
        telling.tell(Step.of(Actor.OWNER, Act.PROVE, mailbox() * Way.values().length + Way.EMAIL.pick()));
        return telling.tell(Step.of(Actor.OWNER, Act.RESET)).equals("DONE");
    }

    private boolean waits() {
        telling.tell(Step.of(Actor.OWNER, Act.ASK_TO_WAIT));
        telling.tell(Step.of(Actor.TIME, Act.THREE_DAYS));
        return resets();
    }

    /// With nothing but the password: all else is lost, which is why they waited.
    private boolean signsInAndHasAnotherApp() {
        return telling.tell(Step.of(Actor.OWNER, Act.TYPE_PASSWORD)).equals("DONE")
                && Set.of("CONFIRMED", "TOO_MANY").contains(telling.tell(Step.of(Actor.OWNER, Act.ADD_APP)));
    }

    /// Which of their addresses it is: a newer one may be in quarantine.
    private int mailbox() {
        var world = telling.world();
        return Choices.held(world, Actor.OWNER)
                .filter(it -> it.way == Way.EMAIL)
                .toList()
                .indexOf(world.method("mailbox"));
    }

    private static Step prove(Actor actor, Way way) {
        return Step.of(actor, Act.PROVE, way.pick());
    }
}
