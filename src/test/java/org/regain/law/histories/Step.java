package org.regain.law.histories;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.Stream;

/// One thing that happens in a history. A value, so that a history can be told again without some of its steps.
///
/// @param pick which of several: a way, a method, a link; see [Choices]
record Step(Actor actor, Act act, int pick) {

    enum Actor {
        /// Knows the password of the beginning, reads the mailbox, holds the app and the codes of the beginning.
        OWNER,
        /// Has nothing; may take a copy of the owner's newest session.
        THIEF,
        /// Reads the mailbox of the beginning, or where it is said, the texts instead.
        READER,
        /// A global administrator of the same organisation, alone.
        ADMINISTRATOR,
        TIME
    }

    enum Act {
        SIGN_IN(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// The first half of it.
        TYPE_PASSWORD(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// The second.
        SHOW_FACTOR(Actor.OWNER, Actor.THIEF, Actor.READER),
        SIGN_IN_BY_PASSKEY(Actor.OWNER, Actor.THIEF, Actor.READER),
        STEAL_SESSION(Actor.THIEF),
        /// In a recovery of theirs, which is begun where none is under way.
        PROVE(Actor.OWNER, Actor.THIEF, Actor.READER),
        RESET(Actor.OWNER, Actor.THIEF, Actor.READER),
        UNLOCK(Actor.OWNER, Actor.THIEF, Actor.READER),
        ASK_TO_WAIT(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// "This wasn't me", by a link that was mailed to them.
        PRESS(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// The button in a session while somebody waits.
        OBJECT(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// Of what their reset set aside.
        KEEP(Actor.OWNER, Actor.THIEF, Actor.READER),
        DROP(Actor.OWNER, Actor.THIEF, Actor.READER),
        ADD_APP(Actor.OWNER, Actor.THIEF, Actor.READER),
        ADD_PASSKEY(Actor.OWNER, Actor.THIEF, Actor.READER),
        ADD_ADDRESS(Actor.OWNER, Actor.THIEF, Actor.READER),
        RENEW_CODES(Actor.OWNER, Actor.THIEF, Actor.READER),
        REMOVE(Actor.OWNER, Actor.THIEF, Actor.READER),
        CHANGE_PASSWORD(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// By wrong passwords, of which the owner is told.
        LOCK(Actor.READER, Actor.THIEF),
        /// By a link that was mailed to the mailbox of the beginning, or was left lying about.
        OPEN_CLAIM(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// Types the code that was mailed there, or guesses at it.
        CONFIRM(Actor.OWNER, Actor.THIEF, Actor.READER),
        /// Chooses the first password.
        CLAIM(Actor.OWNER, Actor.THIEF, Actor.READER),
        INVITE_AGAIN(Actor.ADMINISTRATOR),
        /// Invites somebody else under the same name.
        INVITE_NAMESAKE(Actor.ADMINISTRATOR),
        DELETE(Actor.ADMINISTRATOR),
        RESTORE(Actor.ADMINISTRATOR),
        SUSPEND(Actor.ADMINISTRATOR),
        LIFT(Actor.ADMINISTRATOR),
        END_SESSIONS(Actor.ADMINISTRATOR),
        REQUIRE_PASSWORD(Actor.ADMINISTRATOR),
        GIVE_ROLE(Actor.ADMINISTRATOR),
        TAKE_ROLES(Actor.ADMINISTRATOR),
        ASK_TWO_OF_ALL(Actor.ADMINISTRATOR),
        QUARANTINE_LONGER(Actor.ADMINISTRATOR),
        /// Proposes what is weaker and approves it alone.
        LOOSEN(Actor.ADMINISTRATOR),
        TEN_MINUTES(Actor.TIME),
        FIVE_HOURS(Actor.TIME),
        THREE_DAYS(Actor.TIME),
        THIRTY_DAYS(Actor.TIME),
        TIDY(Actor.TIME),
        /// The mail that an administrator asked for goes out.
        ANNOUNCE(Actor.TIME);

        @SuppressWarnings("ImmutableEnumChecker") // The list is.
        private final List<Actor> by;

        Act(Actor... by) {
            this.by = List.of(by);
        }
    }

    /// What leads somewhere more often than it would by chance.
    private static final List<Act> OFTEN = List.of(
            Act.SIGN_IN,
            Act.PROVE,
            Act.PROVE,
            Act.PROVE,
            Act.RESET,
            Act.STEAL_SESSION,
            Act.REMOVE,
            Act.REMOVE,
            Act.RENEW_CODES,
            Act.THREE_DAYS);

    private static final List<Actor> TURNS = List.of(
            Actor.OWNER,
            Actor.OWNER,
            Actor.OWNER,
            Actor.THIEF,
            Actor.THIEF,
            Actor.THIEF,
            Actor.READER,
            Actor.READER,
            Actor.ADMINISTRATOR,
            Actor.TIME);

    static Step of(Actor actor, Act act, int... pick) {
        return new Step(actor, act, pick.length == 0 ? 0 : pick[0]);
    }

    /// Mostly the same one goes on, or nobody would get far.
    static Step any(Random random, Actor before) {
        var actor = random.nextInt(10) < 5 && before != Actor.TIME ? before : TURNS.get(random.nextInt(TURNS.size()));
        var acts = Stream.concat(Arrays.stream(Act.values()), OFTEN.stream())
                .filter(it -> it.by.contains(actor))
                .toList();
        return new Step(actor, acts.get(random.nextInt(acts.size())), random.nextInt(10));
    }

    @Override
    public String toString() {
        var words = act.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        return actor.name().toLowerCase(Locale.ROOT) + ": " + words + (pick == 0 ? "" : " " + pick);
    }
}
