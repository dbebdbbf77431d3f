package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.regain.embedded.EmbeddedServer;

/// The database's functions stand once each, in the room where a reader looks for them, and hold together.
class FunctionsTest {

    private static final Path ROOMS = Path.of("src/main/resources/db/migration");
    private static final Pattern MADE =
            Pattern.compile("^create (or replace )?function (?:regain\\.)?(\\w+)", Pattern.MULTILINE);

    private static final Pattern NAMED = Pattern.compile("references (\\w+)");
    private static final Pattern FROM = Pattern.compile("from (\\w+)");

    /// What tables are checked by has to be there before them, and stays as it is for as long as they do.
    private static final Map<String, List<String>> WITH_THE_TABLES = Map.of(
            "V1__tables.sql", List.of("now", "cost_of", "is_plain", "is_portal_address", "are_portal_addresses"),
            "V5__hash_cost.sql", List.of("equal_costs", "is_strong"),
            "V6__directory.sql", List.of("is_stand_in"));

    private static final String EARLIER = "R__84_earlier_calls.sql";

    /// A function that is nothing but a call of its namesake.
    private static final Pattern OTHER_WAY = Pattern.compile(
            "create or replace function (\\w+)\\([^$]*\\$\\$\\s*select (?:[\\w*, ]+ from )?\\1\\([^;$]*\\$\\$");

    @Test
    void eachIsMadeOnce() throws IOException {
        var places = new TreeMap<String, List<String>>();
        for (var room : rooms()) {
            if (room.endsWith(EARLIER)) {
                continue;
            }
            made(room)
                    .forEach(name -> places.computeIfAbsent(name, _ -> new ArrayList<>())
                            .add(room.getFileName().toString()));
        }
        assertThat(places).hasSizeGreaterThan(150);
        assertThat(places.entrySet().stream()
                        .filter(it -> it.getValue().size() > 1)
                        .map(Map.Entry::toString))
                .isEmpty();
    }

    @Test
    void whatEarlierNodesCallDoesNothingOfItsOwn() throws IOException {
        var earlier = ROOMS.resolve(EARLIER);
        assertThat(Files.readString(earlier)).doesNotContain("definer");
        assertThat(OTHER_WAY.matcher(Files.readString(earlier)).results().map((MatchResult it) -> it.group(1)))
                .containsExactlyElementsOf(made(earlier));
    }

    @Test
    void besideTheTablesStandsOnlyWhatTheyAreCheckedBy() throws IOException {
        for (var room : rooms()) {
            var name = room.getFileName().toString();
            if (name.startsWith("V")) {
                assertThat(made(room))
                        .as(name)
                        .containsExactlyElementsOf(WITH_THE_TABLES.getOrDefault(name, List.of()));
            }
        }
    }

    /// They are made without a look at their bodies, since they name each other across rooms.
    @Test
    void eachBodyNamesWhatThereIs() throws SQLException {
        var server = TestServer.start();
        try (var connection = DriverManager.getConnection(
                        server.url("regain"), EmbeddedServer.SUPERUSER, server.superuserPassword());
                var sql = connection.createStatement()) {
            connection.setAutoCommit(false);
            sql.execute("set local role regain_owner; set local check_function_bodies to on");
            var bodies = new ArrayList<String>();
            try (var found = sql.executeQuery("""
                    select pg_get_functiondef(p.oid) from pg_proc p join pg_language l on l.oid = p.prolang
                    where p.pronamespace = 'regain'::regnamespace and l.lanname in ('sql', 'plpgsql')
                    """)) {
                while (found.next()) {
                    bodies.add(found.getString(1));
                }
            }
            assertThat(bodies).hasSizeGreaterThan(150);
            for (var body : bodies) {
                sql.execute(body);
            }
            connection.rollback();
        }
    }

    /// "For update" also keeps others from naming the row: a second update of an account in one transaction names its organisation
    /// again, which then waited for whoever changed a rule, who waited for it. Only what is about to be deleted is held like that.
    @Test
    void whatOthersNameIsHeldForNoKeyUpdate() throws IOException {
        var tables = Files.readString(ROOMS.resolve("V1__tables.sql"));
        var named =
                NAMED.matcher(tables).results().map(it -> it.group(1)).collect(Collectors.toCollection(TreeSet::new));
        assertThat(named).contains("account", "flow", "organisation", "portal_access");
        var held = new ArrayList<String>();
        for (var room : rooms()) {
            for (var statement : Files.readString(room).split(";", -1)) {
                var table = FROM.matcher(statement);
                if (statement.matches("(?s).*for update(?!( of \\w+)? skip).*")
                        && table.find()
                        && named.contains(table.group(1))) {
                    held.add(room.getFileName() + ": " + table.group(1));
                }
            }
        }
        assertThat(held).allMatch(it -> it.endsWith(": portal_access") || it.endsWith(": spring_session"));
    }

    private static List<Path> rooms() throws IOException {
        try (var files = Files.list(ROOMS)) {
            return files.sorted().toList();
        }
    }

    private static List<String> made(Path room) throws IOException {
        return MADE.matcher(Files.readString(room))
                .results()
                .map((MatchResult it) -> it.group(2))
                .toList();
    }
}
