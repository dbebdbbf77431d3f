package org.regain.law.histories;

import static org.regain.law.histories.World.DAY;
import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.regain.law.histories.Rows.Link;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// What is promised, whatever the rules are. Said of what has happened, in order, and not of what the model knows: a rule that is
/// wrong in the model and in the law alike is found here.
final class Promises {

    /// @param answer what the law said
    record Told(World before, World after, Step step, String answer) {}

    /// Somebody has shown this in a recovery.
    private record Shown(Actor by, Way way, long root, long at) {}

    private static final Set<Act> OF_A_SESSION = EnumSet.of(
            Act.ADD_APP,
            Act.ADD_PASSKEY,
            Act.ADD_ADDRESS,
            Act.RENEW_CODES,
            Act.REMOVE,
            Act.CHANGE_PASSWORD,
            Act.OBJECT);
    private static final Set<Act> SIGNS_IN =
            EnumSet.of(Act.SIGN_IN, Act.SIGN_IN_BY_PASSKEY, Act.SHOW_FACTOR, Act.TYPE_PASSWORD, Act.CLAIM);
    private static final Set<Act> ENDS = EnumSet.of(
            Act.RESET,
            Act.CHANGE_PASSWORD,
            Act.PRESS,
            Act.SUSPEND,
            Act.END_SESSIONS,
            Act.REQUIRE_PASSWORD,
            Act.TAKE_ROLES,
            Act.DELETE);
    /// After it nobody is let in by what they waited for before: its owner has said no, or was kept from saying so.
    private static final Set<Act> OBJECTS = EnumSet.of(Act.PRESS, Act.OBJECT, Act.RESET, Act.SUSPEND, Act.DELETE);
    private static final Set<String> SUCCESS = Set.of("DONE", "CONFIRMED", "MORE", "ASKED", "WAITS");

    private final ComingPromises coming = new ComingPromises();
    private final LinkPromises links = new LinkPromises();
    private final List<Shown> shown = new ArrayList<>();
    /// When each actor's newest session began, or was stolen from whoever had it.
    private final Map<Actor, Long> signedIn = new EnumMap<>(Actor.class);
    private final Set<Actor> everIn = EnumSet.noneOf(Actor.class);
    private long everythingEnded = Long.MIN_VALUE;
    private long asked = Long.MAX_VALUE;
    private long ownersReset = Long.MAX_VALUE;
    private boolean mistaken;
    private boolean byTwo;
    private long removed;

    void keep(Told it) {
        nobodyButAProofOfTheirsResets(it);
        aReaderAloneGetsNoFurther(it);
        aThiefIsOut(it);
        noOldSessionChangesAnything(it);
        nothingButTheOwnerLowers(it);
        coming.keep(it);
        links.keep(it);
        whatWasReportedIsGone(it);
        remember(it);
    }

    static void promise(boolean kept, String broken, Told it) {
        if (!kept) {
            throw new Disagreement("%s: %s, and %s".formatted(it.step(), it.answer(), broken));
        }
    }

    static boolean did(Told it, Act act) {
        return it.step().act() == act && SUCCESS.contains(it.answer());
    }

    /// As many kinds of proof as were asked for, each of the last ten minutes and of their own; one of them older than any quarantine
    /// and no text. Or one kind, three days after somebody asked to wait and nobody objected.
    private void nobodyButAProofOfTheirsResets(Told it) {
        if (!did(it, Act.RESET)) {
            return;
        }
        var now = it.before().now;
        var proofs = shown.stream()
                .filter(proof -> proof.by() == it.step().actor() && proof.at() > now - 10 * MINUTE)
                .toList();
        var kinds = World.weight(proofs.stream().map(proof -> new Rows.Proof("", proof.way(), proof.at(), 0, 0)));
        var waited = asked <= now - 72 * HOUR;
        promise(kinds >= (waited ? 1 : it.before().required()), "too little was shown", it);
        promise(
                proofs.stream()
                        .anyMatch(proof -> proof.way() != Way.SMS
                                && (proof.root() <= now - 72 * HOUR || proof.root() < it.before().claimedAt + HOUR)),
                "nothing that was shown is older than three days, or of the hour of the claim",
                it);
    }

    /// Where two are asked for, the mailbox is one, however long they go on; until somebody else let them in.
    private void aReaderAloneGetsNoFurther(Told it) {
        if (it.step().actor() != Actor.READER || everIn.contains(Actor.READER)) {
            return;
        }
        var waited = asked <= it.before().now - 72 * HOUR;
        promise(
                !did(it, Act.RESET)
                        || (it.before().readerReads == Way.EMAIL
                                && (waited || it.before().required() < 2)),
                "a reader alone is in",
                it);
        for (var act : EnumSet.of(Act.SIGN_IN, Act.SIGN_IN_BY_PASSKEY, Act.UNLOCK, Act.SHOW_FACTOR)) {
            promise(!did(it, act), "a reader knows no password", it);
        }
    }

    /// After the owner's reset whatever a thief brought in within the time in which it could be disputed opens nothing, until
    /// they steal something new; unless the owner took it for their own.
    private void aThiefIsOut(Told it) {
        var thief = it.step().actor() == Actor.THIEF && it.step().act() != Act.STEAL_SESSION;
        if (!thief || ownersReset >= it.before().now || mistaken) {
            return;
        }
        var old = it.before().methods.values().stream()
                .anyMatch(method -> method.whose == Actor.THIEF && method.root < ownersReset - 21 * DAY);
        var lowering =
                EnumSet.of(Act.PRESS, Act.LOCK, Act.PROVE).contains(it.step().act());
        promise(old || lowering || !SUCCESS.contains(it.answer()), "the owner has reset the password since", it);
    }

    private void noOldSessionChangesAnything(Told it) {
        if (OF_A_SESSION.contains(it.step().act()) && SUCCESS.contains(it.answer())) {
            promise(
                    signedIn.getOrDefault(it.step().actor(), Long.MIN_VALUE) > everythingEnded,
                    "that session is older than what ended all sessions",
                    it);
        }
    }

    /// What is asked for falls only when a session of two proofs has taken the last second factor away, and then in three days; and
    /// not where somebody says that it was not them.
    private void nothingButTheOwnerLowers(Told it) {
        if (did(it, Act.REMOVE) && it.before().hasFactor() && !it.after().hasFactor()) {
            var session = Objects.requireNonNull(it.before().sessionOf(it.step().actor()));
            byTwo |= (session.typed > 0 && !session.proofs.isEmpty())
                    || session.proofs.stream().anyMatch(proof -> proof.way() == Way.PASSKEY);
            removed = it.before().now;
        }
        var fell = it.after().required() < it.before().required();
        if (did(it, Act.PRESS)) {
            var link = Objects.requireNonNull(Choices.link(it.before(), it.step()));
            promise(
                    !link.kind().equals("METHOD_REMOVED")
                            || !byTwo
                            || removed < link.made()
                            || it.after().required() == 2,
                    "a session that was not the owner's has lowered what is asked for",
                    it);
            byTwo &= removed < link.made();
        }
        promise(!fell || (byTwo && it.step().actor() == Actor.TIME), "less is asked for", it);
        byTwo &= it.after().required() == 2;
    }

    /// Whatever a notice told of as added, when its link is used; but for the last address.
    private static void whatWasReportedIsGone(Told it) {
        if (!did(it, Act.PRESS)) {
            return;
        }
        var link = Objects.requireNonNull(Choices.link(it.before(), it.step()));
        if (Set.of("METHOD_ADDED", "SAVED_CODES_RENEWED").contains(link.kind())) {
            promise(
                    it.after().live().noneMatch(method -> reported(method, link) && !last(it.after(), method)),
                    "what the notice told of is still there",
                    it);
        }
    }

    private static boolean reported(Method method, Link link) {
        return method.root == link.made();
    }

    private static boolean last(World world, Method method) {
        return method.way == Way.EMAIL && world.live(Way.EMAIL).count() == 1;
    }

    private void remember(Told it) {
        var actor = it.step().actor();
        var now = it.before().now;
        if (it.step().act() == Act.PROVE && it.answer().equals("PROVEN")) {
            var method = Objects.requireNonNull(Choices.proving(it.before(), it.step()));
            shown.add(new Shown(actor, method.way, method.root, now));
        }
        if (it.answer().equals("DONE") && SIGNS_IN.contains(it.step().act())) {
            signedIn.put(actor, now);
        }
        if (did(it, Act.STEAL_SESSION)) {
            signedIn.put(actor, signedIn.getOrDefault(Actor.OWNER, Long.MIN_VALUE));
            ownersReset = Long.MAX_VALUE;
            mistaken = false;
        }
        if (did(it, Act.CLAIM)) {
            everIn.add(actor);
        }
        if (did(it, Act.RESET)) {
            everIn.add(actor);
            ownersReset = actor == Actor.OWNER ? now : actor == Actor.THIEF ? Long.MAX_VALUE : ownersReset;
        }
        mistaken |= did(it, Act.KEEP)
                && actor != Actor.THIEF
                && Objects.requireNonNull(Choices.judged(it.before(), it.step())).whose == Actor.THIEF;
        if (it.answer().equals("DONE") && ENDS.contains(it.step().act())) {
            everythingEnded = now;
            shown.clear();
        }
        if (it.answer().equals("ASKED")) {
            asked = now;
        } else if (it.answer().equals("DONE") && OBJECTS.contains(it.step().act())) {
            asked = Long.MAX_VALUE;
        }
    }

    Promises copy() {
        var copy = new Promises();
        copy.coming.become(coming);
        copy.links.become(links);
        copy.shown.addAll(shown);
        copy.signedIn.putAll(signedIn);
        copy.everIn.addAll(everIn);
        copy.everythingEnded = everythingEnded;
        copy.asked = asked;
        copy.ownersReset = ownersReset;
        copy.mistaken = mistaken;
        copy.byTwo = byTwo;
        copy.removed = removed;
        return copy;
    }
}
