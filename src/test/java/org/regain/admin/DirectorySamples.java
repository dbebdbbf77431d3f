package org.regain.admin;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.regain.account.Language;
import org.regain.admin.DirectoryRefusals.Found;
import org.regain.admin.DirectoryRefusals.Line;
import org.regain.admin.Obstacle.Kind;
import org.regain.directory.DirectoryView.Demand;
import org.regain.directory.DirectoryView.Lock;
import org.regain.directory.DirectoryView.Sight;

/// Who is in a directory and not here, with a name of every width; and how somebody stands there.
final class DirectorySamples {

    private static final Instant READ = Instant.parse("2026-11-22T12:00:00Z");

    private DirectorySamples() {}

    /// Where people of a directory are listed, and how many move.
    static ConsoleSamples.Sample people(Map<String, Object> model) {
        var moves = new MoveCounts.Counted(120, 1234, 3, 0);
        return ConsoleSamples.page("people", "directory", model, "directory", some(), "moves", moves);
    }

    static Found some() {
        var lines = Stream.of(
                        "NO_MAIL",
                        "TWO_MAILS",
                        "UNUSABLE_MAIL",
                        "UNUSABLE_NAME",
                        "NAME_TAKEN",
                        "LOOKS_ALIKE",
                        "RENAMED_TAKEN",
                        "RENAMED_ALIKE",
                        "RENAMED_UNUSABLE",
                        "MAIL_TAKEN",
                        "MAIL_UNUSABLE")
                .map(reason -> new Line("w".repeat(reason.length() * 5), reason))
                .toList();
        return new Found(READ, 1234, lines);
    }

    /// The pages of people who stand there in every way.
    static List<ConsoleSamples.Sample> persons() {
        return standings().entrySet().stream()
                .map(it -> ConsoleSamples.page("person", it.getKey(), person(it.getValue())))
                .toList();
    }

    private static Map<String, Object> person(There there) {
        var model = ConsoleSamples.person(Kind.NOTHING);
        model.put("there", there);
        var obstacles = there.obstacles((Situation) requireNonNull(model.get("situation")));
        model.put(
                "letters",
                obstacles.stream()
                        .map(it -> new Letters.Letter(it, Language.CHINESE, "您可以自行重新进入。"))
                        .toList());
        return model;
    }

    /// By a name that is fit for a file.
    private static Map<String, There> standings() {
        var since = READ.minusSeconds(754);
        var standings = new LinkedHashMap<String, There>();
        standings.put("kept-here", new There.Here());
        standings.put("there", in(false, Demand.NONE, false, List.of(), List.of()));
        standings.put(
                "there-locked",
                in(
                        false,
                        Demand.EXPIRED,
                        false,
                        List.of(
                                new Lock("ldap1.directory.contoso.example:6360", since, READ.plusSeconds(900)),
                                new Lock("ldap3.directory.contoso.example", since, null)),
                        List.of("ldap2.directory.contoso.example")));
        standings.put(
                "there-locked-once",
                in(false, Demand.NONE, false, List.of(new Lock(null, since, READ.plusSeconds(900))), List.of()));
        standings.put("there-spared", in(false, Demand.MUST_CHANGE, true, List.of(), List.of()));
        standings.put("there-disabled", in(true, Demand.NONE, false, List.of(), List.of()));
        standings.put("there-nobody", new There.Elsewhere(false, new Sight.Nobody()));
        standings.put("there-away", new There.Elsewhere(false, new Sight.Away()));
        return standings;
    }

    private static There in(boolean disabled, Demand demand, boolean spared, List<Lock> locks, List<String> silent) {
        return new There.Elsewhere(
                false, new Sight.Found(disabled, false, demand, spared, READ.minusSeconds(8_000_000), locks, silent));
    }

    static Found none() {
        return new Found(READ, 0, List.of());
    }
}
