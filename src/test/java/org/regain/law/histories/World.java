package org.regain.law.histories;

import static org.regain.law.histories.Rows.NEVER;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Line;
import org.regain.law.histories.Rows.Link;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Proof;
import org.regain.law.histories.Rows.Waiting;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// Who has what, which proofs, links and waitings are out; and what that amounts to.
final class World {

    static final long MINUTE = 60;
    static final long HOUR = 60 * MINUTE;
    static final long DAY = 24 * HOUR;
    static final long LONG_AGO = -100 * DAY;
    /// Nothing was added in this sign-in.
    static final String NOBODYS = "nobody's";

    long now;
    String state = "ACTIVE";
    boolean console;
    boolean twoOfAll;
    int quarantineHours = 72;
    boolean frozen;
    boolean compromised;
    boolean twoSince;
    int epoch;
    /// Its version; 0 where there was none yet.
    int password = 1;

    long claimedAt = LONG_AGO;
    Way readerReads = Way.EMAIL;

    @Nullable
    Waiting waiting;

    final Map<Actor, Integer> knows = new EnumMap<>(Map.of(Actor.OWNER, 1));
    final Map<String, Method> methods = new LinkedHashMap<>();
    final Map<String, Flow> flows = new LinkedHashMap<>();
    final Map<Actor, String> recovery = new EnumMap<>(Actor.class);
    final Map<Actor, String> half = new EnumMap<>(Actor.class);
    final Map<Actor, String> session = new EnumMap<>(Actor.class);
    final List<Link> links = new ArrayList<>();
    final List<Line> audit = new ArrayList<>();
    final Coming coming = new Coming();

    World copy() {
        var copy = new World();
        copy.now = now;
        copy.state = state;
        copy.console = console;
        copy.twoOfAll = twoOfAll;
        copy.quarantineHours = quarantineHours;
        copy.frozen = frozen;
        copy.compromised = compromised;
        copy.twoSince = twoSince;
        copy.epoch = epoch;
        copy.password = password;
        copy.claimedAt = claimedAt;
        copy.readerReads = readerReads;
        copy.waiting = waiting;
        copy.knows.putAll(knows);
        methods.forEach((id, method) -> copy.methods.put(id, method.copy()));
        flows.forEach((id, flow) -> copy.flows.put(id, flow.copy()));
        copy.recovery.putAll(recovery);
        copy.half.putAll(half);
        copy.session.putAll(session);
        copy.links.addAll(links);
        copy.audit.addAll(audit);
        copy.coming.become(coming);
        return copy;
    }

    void add(Method method) {
        methods.put(method.id, method);
        twoSince |= method.way.factor();
    }

    Method method(String id) {
        return Objects.requireNonNull(methods.get(id));
    }

    Stream<Method> live() {
        return methods.values().stream().filter(Method::live);
    }

    Stream<Method> live(Way way) {
        return live().filter(it -> it.way == way);
    }

    /// Codes that are sent there, or that it shows, they can type.
    boolean holds(Actor actor, Method method) {
        return method.whose == actor
                || (actor == Actor.READER && method.addedIn.isEmpty() && method.way == readerReads);
    }

    @Nullable
    Flow recoveryOf(Actor actor) {
        return flow(recovery.get(actor));
    }

    /// Theirs, if it goes on; where the name was nobody's when it was begun and is somebody's again, they begin another.
    @Nullable
    Flow underWay(Actor actor) {
        var flow = recoveryOf(actor);
        return flow != null && flow.open(now) && flow.decoy == state.equals("DELETED") ? flow : null;
    }

    @Nullable
    Flow sessionOf(Actor actor) {
        return flow(session.get(actor));
    }

    @Nullable
    Flow flow(@Nullable String id) {
        return id == null ? null : flows.get(id);
    }

    boolean hasFactor() {
        return live().anyMatch(it -> it.way.factor());
    }

    boolean twoAnyway() {
        return twoOfAll
                || console
                || twoSince
                || methods.values().stream()
                        .anyMatch(it -> it.way.factor() && it.removedAt != NEVER && it.removedAt > now - 72 * HOUR);
    }

    /// How much is asked of a recovery. What there is to show is not looked at.
    int required() {
        return twoAnyway() || hasFactor() ? 2 : 1;
    }

    int available() {
        return live()
                .filter(it -> it.confirmed)
                .collect(Collectors.toMap(it -> it.way.kind, it -> it.way.weight, (one, _) -> one))
                .values()
                .stream()
                .mapToInt(it -> it)
                .sum();
    }

    /// What was added in this sign-in aside.
    boolean asksFactor(String but) {
        var factors =
                live().filter(it -> it.way.factor() && !it.addedIn.equals(but)).toList();
        var codes = live(Way.SAVED_CODE).anyMatch(it -> !it.setAside);
        return !factors.isEmpty() && (codes || factors.stream().anyMatch(it -> !it.setAside));
    }

    /// A proof counts while that by which it was given counts.
    boolean stands(Proof proof) {
        var method = method(proof.method());
        return method.removedAt == NEVER && method.version == proof.version();
    }

    Stream<Proof> valid(Flow flow) {
        return flow.outcome.isEmpty()
                ? flow.proofs.stream().filter(it -> stands(it) && it.at() > now - 10 * MINUTE)
                : Stream.of();
    }

    /// One for each kind, two for a passkey; nothing without one that is out of quarantine and no text.
    int proven(Flow flow) {
        var anchored = valid(flow).anyMatch(it -> it.way() != Way.SMS && it.servesFrom() <= now);
        return anchored ? weight(valid(flow)) : 0;
    }

    static int weight(Stream<Proof> proofs) {
        return proofs
                .collect(Collectors.toMap(it -> it.way().kind, it -> it.way().weight, (one, _) -> one))
                .values()
                .stream()
                .mapToInt(it -> it)
                .sum();
    }

    boolean stillStands(Waiting it) {
        var method = method(it.method());
        return switch (it.way()) {
            case EMAIL, SMS -> method.removedAt == NEVER && method.version == it.version();
            case TOTP, PASSKEY -> method.removedAt == NEVER;
            case SAVED_CODE -> live(Way.SAVED_CODE).anyMatch(code -> code.servesFrom <= it.askedAt());
        };
    }

    @Nullable
    Waiting openWaiting() {
        return waiting != null && waiting.lapsesAt() > now && stillStands(waiting) ? waiting : null;
    }

    boolean hasWaited(Flow flow) {
        var it = openWaiting();
        return it != null
                && it.until() <= now
                && valid(flow)
                        .anyMatch(proof -> proof.at() >= it.until()
                                && proof.way().kind.equals(it.way().kind)
                                && proof.way() != Way.SMS
                                && proof.servesFrom() <= it.askedAt());
    }

    int needed(Flow flow) {
        if (flow.decoy) {
            return 1;
        }
        return hasWaited(flow) ? 1 : required();
    }

    /// The last sign-in that could have been disputed for as long as a link lives, and was not.
    long undisputedUntil() {
        return audit.stream()
                .filter(it -> it.kind().equals("SIGNED_IN") && it.at() <= now - Link.LIFE)
                .mapToLong(Line::at)
                .max()
                .orElse(-NEVER);
    }
}
