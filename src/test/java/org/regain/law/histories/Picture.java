package org.regain.law.histories;

import static org.regain.law.histories.Stage.ACCOUNT;
import static org.regain.law.histories.Stage.hex;
import static org.regain.law.histories.Stage.id;
import static org.regain.law.histories.World.NOBODYS;

import java.util.ArrayList;
import java.util.Objects;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.law.histories.Rows.Flow;
import org.regain.law.histories.Rows.Line;
import org.regain.law.histories.Rows.Method;
import org.regain.law.histories.Rows.Way;
import org.regain.law.histories.Step.Actor;

/// How the account stands, in lines that can be compared: as the model says, and as the database does.
final class Picture {

    private static final String SQL = """
            select string_agg(line, e'\\n' order by line collate "C") from (
                select format('account %s epoch %s frozen %s compromised %s two %s required %s available %s factor %s', a.state,
                              a.auth_epoch, a.frozen_at is not null, a.password_compromised_at is not null, a.two_since is not null,
                              required_classes(a.id), available_classes(a.id), asks_second_factor(a.id)) as line
                from account a where a.id = $1
                union all
                select format('password %s written %s', p.version, p.phc)
                from password p where p.account_id = $1 and p.version = (select max(version) from password where account_id = $1)
                union all
                select format('method %s %s added %s serves %s aside %s', coalesce(encode(c.mac, 'hex'), m.id::text), m.way,
                              seconds(m.added_at), seconds(m.serves_from), m.set_aside_at is not null)
                from live_methods($1) m left join saved_code c on c.id = m.id and m.way = 'SAVED_CODE'
                union all
                select format('waiting %s until %s', w.class, seconds(w.until)) from open_waiting($1) w
                union all
                select format('recovery %s proven %s needed %s', f.id, proven_classes(f.id), needed_classes(f.id))
                from flow f where f.id = any ($2)
                union all
                select format('session %s %s two %s console %s', f.id, s.standing, s.two,
                              exists (select from console(f.id, f.key_hash)))
                from flow f cross join lateral session_standing(f.id, f.key_hash) s where f.id = any ($3)
                union all
                select format('link %s takes %s', encode(l.token_hash, 'hex'), seconds(l.takes_from))
                from repudiation_link l where l.account_id = $1 and l.used_at is null and l.expires_at > regain.now()
                union all
                select format('claim link %s of %s', encode(l.token_hash, 'hex'), l.flow_id)
                from claim_link l where l.account_id = $1 and l.expires_at > regain.now()
                union all
                select format('audit %s %s', e.kind, count(*)) from audit_event e
                where e.account_id = $1 and e.kind <> 'COUNTER_CLOSED' group by e.kind) lines
            """.replace("$1", "'" + ACCOUNT + "'").replaceAll("\\$[23]", "?").replaceAll(
            "seconds\\(([a-z_.]+)\\)",
            "extract(epoch from $1 - (regain.now() - make_interval(secs => current_setting('test.ahead')::float8)))::bigint");

    private Picture() {}

    static String real(Stage stage, World world) {
        stage.as("");
        stage.at(world.now);
        return Objects.requireNonNull(stage.ask(
                SQL,
                recoveries(world).map(it -> id(it.id)).toArray(UUID[]::new),
                sessions(world).map(it -> id(it.id)).toArray(UUID[]::new)));
    }

    static String ofModel(World it) {
        var lines = new ArrayList<String>();
        lines.add("account %s epoch %d frozen %s compromised %s two %s required %d available %d factor %s"
                .formatted(
                        it.state,
                        it.epoch,
                        t(it.frozen),
                        t(it.compromised),
                        t(it.twoSince),
                        it.required(),
                        it.available(),
                        t(it.asksFactor(NOBODYS))));
        if (it.password > 0 && !it.coming.erased) {
            lines.add("password %d written %s".formatted(it.password, Stage.hash("password " + it.password)));
        }
        it.live()
                .map(m -> "method %s %s added %d serves %d aside %s"
                        .formatted(name(m), m.way, m.addedAt, m.servesFrom, t(m.setAside)))
                .forEach(lines::add);
        var waiting = it.openWaiting();
        if (waiting != null) {
            lines.add("waiting %s until %d".formatted(waiting.way().kind, waiting.until()));
        }
        recoveries(it)
                .map(f -> "recovery %s proven %d needed %d".formatted(id(f.id), it.proven(f), it.needed(f)))
                .forEach(lines::add);
        var standing = new Sessions(it);
        sessions(it)
                .map(f -> "session %s %s two %s console %s"
                        .formatted(
                                id(f.id),
                                standing.mayDo(f),
                                t(it.state.equals("ACTIVE") && standing.two(f)),
                                t(standing.opensConsole(f))))
                .forEach(lines::add);
        it.links.stream()
                .filter(l -> l.live(it.now))
                .map(l -> "link %s takes %d".formatted(hex(l.id()), l.takesFrom()))
                .forEach(lines::add);
        it.coming.links.stream()
                .filter(l -> l.live(it.now))
                .map(l -> "claim link %s of %s".formatted(hex(l.id()), l.flow().isEmpty() ? "" : id(l.flow())))
                .forEach(lines::add);
        it.audit.stream()
                .collect(Collectors.groupingBy(Line::kind, Collectors.counting()))
                .forEach((kind, many) -> lines.add("audit " + kind + " " + many));
        return lines.stream().sorted().collect(Collectors.joining("\n"));
    }

    private static Stream<Flow> recoveries(World world) {
        return world.recovery.values().stream()
                .map(world.flows::get)
                .filter(Objects::nonNull)
                .filter(it -> it.openedAt > world.now - World.HOUR);
    }

    private static Stream<Flow> sessions(World world) {
        return Stream.of(Actor.OWNER, Actor.THIEF, Actor.READER)
                .map(world::sessionOf)
                .filter(Objects::nonNull)
                .distinct();
    }

    private static String name(Method method) {
        return method.way == Way.SAVED_CODE ? hex(method.id) : id(method.id).toString();
    }

    private static String t(boolean it) {
        return it ? "t" : "f";
    }

    static @Nullable String codeRow(Stage stage, Method code) {
        stage.as("");
        var row = stage.ask("select id from saved_code where mac = ?", Stage.bytes(code.id));
        stage.as("regain_app");
        return row;
    }

    /// Lines that only one of them has, with the names that the model uses.
    static String difference(String model, String real, World world) {
        var one = model.lines().toList();
        var other = real.lines().toList();
        var said = Stream.concat(
                        one.stream().filter(it -> !other.contains(it)).map(it -> "model: " + it),
                        other.stream().filter(it -> !one.contains(it)).map(it -> "law:   " + it))
                .sorted()
                .collect(Collectors.joining("\n"));
        for (var it : world.methods.keySet()) {
            said = said.replace(id(it).toString(), it).replace(hex(it), it);
        }
        for (var it : world.flows.keySet()) {
            said = said.replace(id(it).toString(), it);
        }
        for (var it : world.links) {
            said = said.replace(hex(it.id()), it.id());
        }
        return said;
    }
}
