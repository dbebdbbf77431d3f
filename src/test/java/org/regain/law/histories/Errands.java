package org.regain.law.histories;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// What somebody does in one go, or two do to each other: chance alone comes to it too seldom. A history is told of these and of
/// single steps between them.
final class Errands {

    private static final Step BY_MAIL = Step.of(Actor.OWNER, Act.PROVE, Way.EMAIL.pick());
    private static final Step BY_CODE = Step.of(Actor.OWNER, Act.PROVE, Way.SAVED_CODE.pick());
    private static final Step BY_APP = Step.of(Actor.OWNER, Act.PROVE, Way.TOTP.pick());
    private static final Step SIGN_IN = Step.of(Actor.OWNER, Act.SIGN_IN);
    private static final Step SIGN_IN_BY_CODE = Step.of(Actor.OWNER, Act.SIGN_IN, 1);
    private static final Step STEAL = Step.of(Actor.THIEF, Act.STEAL_SESSION);
    private static final Step RENEW = Step.of(Actor.OWNER, Act.RENEW_CODES);
    private static final Step REMOVE = Step.of(Actor.OWNER, Act.REMOVE);
    private static final Step RESET = Step.of(Actor.OWNER, Act.RESET);
    private static final Step UNLOCK = Step.of(Actor.OWNER, Act.UNLOCK);
    private static final Step KEEP = Step.of(Actor.OWNER, Act.KEEP);
    private static final Step PRESS = Step.of(Actor.OWNER, Act.PRESS);
    private static final Step PRESS_DEAD = Step.of(Actor.READER, Act.PRESS, 9);
    private static final Step READ = Step.of(Actor.READER, Act.PROVE, Way.EMAIL.pick());
    private static final Step WAIT = Step.of(Actor.READER, Act.ASK_TO_WAIT);
    private static final Step READER_RESETS = Step.of(Actor.READER, Act.RESET);
    private static final Step DAYS = Step.of(Actor.TIME, Act.THREE_DAYS);
    private static final Step MONTH = Step.of(Actor.TIME, Act.THIRTY_DAYS);
    private static final Step REQUIRE_PASSWORD = Step.of(Actor.ADMINISTRATOR, Act.REQUIRE_PASSWORD);
    private static final Step SUSPEND = Step.of(Actor.ADMINISTRATOR, Act.SUSPEND);
    private static final Step LIFT = Step.of(Actor.ADMINISTRATOR, Act.LIFT);
    private static final Step TIDY = Step.of(Actor.TIME, Act.TIDY);
    private static final Step DELETE = Step.of(Actor.ADMINISTRATOR, Act.DELETE);
    private static final Step RESTORE = Step.of(Actor.ADMINISTRATOR, Act.RESTORE);
    private static final Step END_SESSIONS = Step.of(Actor.ADMINISTRATOR, Act.END_SESSIONS);

    /// Set aside by a reset, and who says what of it.
    private static Stream<Step> aside(Step... end) {
        return Stream.concat(
                Stream.of(
                        SIGN_IN,
                        Step.of(Actor.OWNER, Act.ADD_APP),
                        STEAL,
                        Step.of(Actor.THIEF, Act.ADD_PASSKEY),
                        BY_MAIL,
                        BY_CODE,
                        RESET),
                Stream.of(end));
    }

    static final List<List<Step>> OF_WHO_IS_IN = Stream.of(
                    aside(Step.of(Actor.OWNER, Act.SIGN_IN, 2)),
                    aside(KEEP),
                    aside(Step.of(Actor.TIME, Act.FIVE_HOURS), KEEP),
                    aside(END_SESSIONS, KEEP),
                    Stream.of(
                            SIGN_IN,
                            STEAL,
                            Step.of(Actor.THIEF, Act.ADD_PASSKEY),
                            DAYS,
                            SIGN_IN_BY_CODE,
                            BY_MAIL,
                            BY_CODE,
                            RESET),
                    // Waiting: shortened, objected to, contradicted, used twice.
                    Stream.of(READ, WAIT, READ, READER_RESETS),
                    Stream.of(READ, WAIT, DAYS, READ, READER_RESETS, READ, READER_RESETS),
                    Stream.of(READ, WAIT, PRESS, DAYS, READ, READER_RESETS),
                    Stream.of(READ, WAIT, BY_APP, DAYS, READ, READER_RESETS),
                    Stream.of(READ, WAIT, DAYS, BY_CODE, READER_RESETS),
                    Stream.of(READ, WAIT, SUSPEND, DAYS, LIFT, READ, READER_RESETS),
                    Stream.of(READ, WAIT, DELETE, DAYS, RESTORE, READ, READER_RESETS),
                    Stream.of(SIGN_IN, READ, WAIT, Step.of(Actor.OWNER, Act.OBJECT)),
                    Stream.of(SIGN_IN, STEAL, END_SESSIONS, READ, WAIT, Step.of(Actor.THIEF, Act.OBJECT)),
                    // Links: again, late, of what has served its time, of what lowered the bar.
                    Stream.of(Step.of(Actor.READER, Act.LOCK), Step.of(Actor.READER, Act.PRESS), PRESS_DEAD),
                    Stream.of(Step.of(Actor.READER, Act.LOCK), MONTH, PRESS_DEAD),
                    Stream.of(SIGN_IN, STEAL, Step.of(Actor.THIEF, Act.ADD_PASSKEY), DAYS, PRESS),
                    Stream.of(SIGN_IN, Step.of(Actor.OWNER, Act.ADD_APP), Step.of(Actor.OWNER, Act.ADD_PASSKEY), PRESS),
                    Stream.of(SIGN_IN, REMOVE, PRESS, DAYS, BY_MAIL, RESET),
                    Stream.of(
                            Step.of(Actor.READER, Act.LOCK),
                            SIGN_IN,
                            Step.of(Actor.OWNER, Act.CHANGE_PASSWORD),
                            Step.of(Actor.READER, Act.PRESS, 1),
                            Step.of(Actor.OWNER, Act.PRESS)),
                    // The old password, and one thing more.
                    Stream.of(SIGN_IN, STEAL, Step.of(Actor.THIEF, Act.CHANGE_PASSWORD)),
                    Stream.of(BY_MAIL, REQUIRE_PASSWORD, BY_MAIL, UNLOCK),
                    Stream.of(SIGN_IN, Step.of(Actor.OWNER, Act.ADD_ADDRESS), BY_MAIL, UNLOCK),
                    Stream.of(
                            Step.of(Actor.ADMINISTRATOR, Act.ASK_TWO_OF_ALL), Step.of(Actor.ADMINISTRATOR, Act.LOOSEN)),
                    // Proven by what is gone, or by a text; signed in by what is gone, or by one proof.
                    Stream.of(BY_CODE, SIGN_IN, RENEW, RESET),
                    Stream.of(SIGN_IN, Step.of(Actor.OWNER, Act.ADD_ADDRESS), DAYS, SIGN_IN, BY_MAIL, REMOVE, RESET),
                    Stream.of(Step.of(Actor.READER, Act.PROVE, Way.SMS.pick()), READER_RESETS),
                    Stream.of(SIGN_IN_BY_CODE, RENEW, Step.of(Actor.OWNER, Act.ADD_PASSKEY)),
                    Stream.of(SIGN_IN, Step.of(Actor.OWNER, Act.ADD_APP), REMOVE),
                    Stream.of(SIGN_IN, Step.of(Actor.OWNER, Act.ADD_APP), SIGN_IN, REMOVE),
                    Stream.of(Step.of(Actor.OWNER, Act.SIGN_IN, 3)),
                    Stream.of(SIGN_IN, STEAL, BY_CODE, BY_CODE, Step.of(Actor.THIEF, Act.REMOVE)),
                    Stream.of(SIGN_IN, REQUIRE_PASSWORD),
                    Stream.of(BY_MAIL, SUSPEND, BY_MAIL, BY_CODE, RESET),
                    // Gone, and back.
                    Stream.of(SIGN_IN, BY_MAIL, DELETE, RESET, BY_MAIL, RESTORE, BY_MAIL, RESET),
                    Stream.of(SIGN_IN, STEAL, DELETE, RESTORE, Step.of(Actor.THIEF, Act.ADD_PASSKEY)),
                    Stream.of(SUSPEND, DELETE, DAYS, TIDY, RESTORE, SIGN_IN),
                    Stream.of(DELETE, MONTH, RESTORE, TIDY),
                    Stream.of(DELETE, Step.of(Actor.ADMINISTRATOR, Act.INVITE_NAMESAKE)))
            .map(Stream::toList)
            .toList();

    private static final Step OPEN = Step.of(Actor.OWNER, Act.OPEN_CLAIM);
    private static final Step CONFIRM = Step.of(Actor.OWNER, Act.CONFIRM);
    private static final Step CLAIM = Step.of(Actor.OWNER, Act.CLAIM);
    private static final Step INVITE = Step.of(Actor.ADMINISTRATOR, Act.INVITE_AGAIN);
    private static final Step MAIL = Step.of(Actor.TIME, Act.ANNOUNCE);

    static final List<List<Step>> OF_WHO_COMES = Stream.of(
                    Stream.of(OPEN, CONFIRM, CLAIM),
                    Stream.of(OPEN, CLAIM, Step.of(Actor.TIME, Act.TEN_MINUTES), CLAIM),
                    Stream.of(OPEN, CONFIRM, Step.of(Actor.TIME, Act.TEN_MINUTES), CLAIM),
                    Stream.of(
                            Step.of(Actor.THIEF, Act.OPEN_CLAIM),
                            Step.of(Actor.THIEF, Act.CONFIRM),
                            Step.of(Actor.THIEF, Act.CLAIM)),
                    // In another browser; by another link; both at once.
                    Stream.of(
                            OPEN,
                            CONFIRM,
                            Step.of(Actor.THIEF, Act.OPEN_CLAIM),
                            CONFIRM,
                            Step.of(Actor.THIEF, Act.CLAIM),
                            CLAIM),
                    Stream.of(
                            OPEN,
                            INVITE,
                            MAIL,
                            Step.of(Actor.READER, Act.OPEN_CLAIM),
                            CONFIRM,
                            Step.of(Actor.READER, Act.CONFIRM),
                            CLAIM,
                            Step.of(Actor.READER, Act.CLAIM)),
                    Stream.of(INVITE, DELETE, MAIL, RESTORE, INVITE, MAIL, OPEN),
                    Stream.of(INVITE, MAIL, INVITE, MAIL, INVITE, MAIL, INVITE),
                    // Too late.
                    Stream.of(DAYS, OPEN, INVITE, MAIL, OPEN, CONFIRM, CLAIM),
                    Stream.of(
                            Step.of(Actor.OWNER, Act.OPEN_CLAIM, 1),
                            Step.of(Actor.TIME, Act.TEN_MINUTES),
                            CONFIRM,
                            CLAIM),
                    Stream.of(OPEN, CONFIRM, CLAIM, OPEN, INVITE),
                    // Stopped on the way.
                    Stream.of(OPEN, CONFIRM, DELETE, OPEN, CLAIM, RESTORE, CLAIM),
                    Stream.of(OPEN, CONFIRM, END_SESSIONS, CLAIM),
                    Stream.of(SUSPEND, OPEN, REQUIRE_PASSWORD, LIFT, OPEN, CONFIRM, CLAIM),
                    Stream.of(DELETE, MONTH, TIDY, RESTORE, OPEN),
                    // Just in.
                    Stream.of(OPEN, CONFIRM, CLAIM, STEAL, Step.of(Actor.THIEF, Act.ADD_PASSKEY), PRESS),
                    Stream.of(
                            OPEN,
                            CONFIRM,
                            CLAIM,
                            STEAL,
                            Step.of(Actor.THIEF, Act.ADD_PASSKEY),
                            BY_MAIL,
                            BY_CODE,
                            RESET,
                            KEEP),
                    Stream.of(OPEN, CONFIRM, CLAIM, Step.of(Actor.OWNER, Act.ADD_APP), BY_MAIL, BY_APP, RESET),
                    Stream.of(
                            Step.of(Actor.READER, Act.OPEN_CLAIM),
                            Step.of(Actor.READER, Act.CONFIRM),
                            Step.of(Actor.READER, Act.CLAIM),
                            Step.of(Actor.READER, Act.ADD_PASSKEY),
                            Step.of(Actor.OWNER, Act.PRESS, 1)))
            .map(Stream::toList)
            .toList();

    private Errands() {}

    static List<List<Step>> in(Scene scene) {
        return scene == Scene.INVITED ? OF_WHO_COMES : OF_WHO_IS_IN;
    }

    /// One of them, and now and then something between; or a single step.
    static List<Step> any(Scene scene, Random random, Actor before) {
        if (random.nextInt(8) > 0) {
            return List.of(Step.any(random, before));
        }
        // Whoever has come in is in.
        var all = random.nextInt(3) == 0 ? OF_WHO_IS_IN : in(scene);
        var told = new ArrayList<Step>();
        for (var step : all.get(random.nextInt(all.size()))) {
            if (random.nextInt(10) == 0) {
                told.add(Step.any(random, step.actor()));
            }
            told.add(step);
        }
        return told;
    }
}
