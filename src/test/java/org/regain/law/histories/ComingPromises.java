package org.regain.law.histories;

import static org.regain.law.histories.Promises.did;
import static org.regain.law.histories.Promises.promise;
import static org.regain.law.histories.World.HOUR;
import static org.regain.law.histories.World.MINUTE;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Promises.Told;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Act;
import org.regain.law.histories.Step.Actor;

/// What is promised of claims, of deletion, and of administrators.
final class ComingPromises {

    private static final Set<Actor> PEOPLE = EnumSet.of(Actor.OWNER, Actor.THIEF, Actor.READER);
    /// What anybody can do to an account that is nobody's or gone: it opens nothing, and changes nothing but downwards.
    private static final Set<Act> HARMLESS = EnumSet.of(Act.STEAL_SESSION, Act.PRESS, Act.LOCK);

    /// What ends a claim that is under way.
    private static final Set<Act> ENDS = EnumSet.of(Act.DELETE, Act.SUSPEND, Act.END_SESSIONS);

    /// When each of them last showed in a claim that the mailbox is theirs, and when they opened a link before.
    private final Map<Actor, Long> confirmed = new EnumMap<>(Actor.class);
    private final Map<Actor, Long> opened = new EnumMap<>(Actor.class);
    private boolean claimed;

    /// What the account had when it was deleted; null where it was not, or something has lowered it since.
    @Nullable
    private List<Object> had;

    void keep(Told it) {
        nobodyClaimsButByTheMailbox(it);
        nobodyIsInWhereNobodyIs(it);
        whatIsRestoredIsWhatItWas(it);
        anAdministratorOnlyLowers(it);
        promise(!it.answer().equals("INVITED"), "that name was somebody's", it);
        remember(it);
    }

    /// Once, by a link of the last three days that they opened themselves, and a code that was mailed there since.
    private void nobodyClaimsButByTheMailbox(Told it) {
        if (!did(it, Act.CLAIM)) {
            return;
        }
        var actor = it.step().actor();
        var now = it.before().now;
        promise(!claimed, "it was claimed before", it);
        promise(
                actor == Actor.OWNER || (actor == Actor.READER && it.before().readerReads == Way.EMAIL),
                "the mailbox is not theirs",
                it);
        var link = opened.getOrDefault(actor, Long.MIN_VALUE);
        var code = confirmed.getOrDefault(actor, Long.MIN_VALUE);
        promise(link > now - HOUR && code > now - 10 * MINUTE && code > link, "the mailbox was not shown", it);
    }

    /// Before an account is claimed, and while it is deleted, nobody gets in or brings in anything.
    private static void nobodyIsInWhereNobodyIs(Told it) {
        var nobodys = it.before().state.equals("DELETED") || it.before().claimedAt == Rows.NEVER;
        var claiming = EnumSet.of(Act.OPEN_CLAIM, Act.CONFIRM, Act.CLAIM)
                .contains(it.step().act());
        if (nobodys
                && PEOPLE.contains(it.step().actor())
                && !HARMLESS.contains(it.step().act())) {
            promise(
                    !AllHistories.CHANGES.contains(it.answer())
                            || (claiming && !it.before().state.equals("DELETED")),
                    "the account is nobody's",
                    it);
        }
    }

    /// With its password, its methods and its freeze, suspended if it was; and with nobody in it.
    private void whatIsRestoredIsWhatItWas(Told it) {
        if (!did(it, Act.RESTORE)) {
            return;
        }
        promise(had == null || had.equals(all(it.after())), "it is not what it was", it);
        var sessions = new Sessions(it.after());
        promise(
                PEOPLE.stream()
                        .map(sessions::standingOf)
                        .allMatch(standing -> Set.of("OVER", "HELD").contains(standing)),
                "somebody is in already",
                it);
    }

    private static void anAdministratorOnlyLowers(Told it) {
        if (it.step().actor() == Actor.ADMINISTRATOR) {
            promise(has(it.before()).equals(has(it.after())), "it is not theirs to change", it);
        }
    }

    private static List<Object> all(World world) {
        return Stream.concat(
                        has(world).stream(),
                        Stream.of(world.state, world.console, world.twoSince, world.compromised, world.available()))
                .toList();
    }

    private static List<Object> has(World world) {
        return Stream.concat(
                        Stream.<Object>of(world.password, world.frozen),
                        world.live().<Object>map(method -> List.of(method.id, method.servesFrom, method.setAside)))
                .toList();
    }

    private void remember(Told it) {
        var actor = it.step().actor();
        var now = it.before().now;
        claimed |= did(it, Act.CLAIM);
        if (did(it, Act.OPEN_CLAIM)) {
            opened.put(actor, now);
        }
        if (it.step().act() == Act.CONFIRM && it.answer().equals("PROVEN")) {
            confirmed.put(actor, now);
        }
        if (ENDS.contains(it.step().act()) && it.answer().equals("DONE")) {
            confirmed.clear();
        }
        if (did(it, Act.DELETE)) {
            had = all(it.before());
        } else if (it.step().act() == Act.PRESS || it.step().act() == Act.TIDY) {
            had = null;
        }
    }

    void become(ComingPromises other) {
        confirmed.putAll(other.confirmed);
        opened.putAll(other.opened);
        claimed = other.claimed;
        had = other.had;
    }
}
