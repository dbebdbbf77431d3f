package org.regain.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// What a database defines and grants: tables, columns, constraints, triggers, functions and roles, with whoever may use them.
///
/// The rules that hold against insiders are in these objects, so Regain does not start on others than this release made.
///
/// @param lines one an object: `kind name: what about it`
record Catalog(SortedSet<String> lines) {

    private static final String EXPECTED = "/db/expected-catalog.txt";
    /// How names, lengths of time and texts are written is each login's to choose otherwise.
    private static final String ONE_WAY_OF_WRITING =
            "set local search_path = pg_catalog; set local intervalstyle = postgres; set local quote_all_identifiers = off";

    Catalog {
        lines = Collections.unmodifiableSortedSet(new TreeSet<>(lines));
    }

    /// What the migrations of this release make.
    static Catalog expected() throws IOException {
        return new Catalog(new TreeSet<>(text(EXPECTED).lines().toList()));
    }

    /// What is really there.
    ///
    /// @param database with a transaction begun, whose settings this changes; any login will do
    static Catalog of(Connection database) throws IOException, SQLException {
        SortedSet<String> lines = new TreeSet<>();
        try (Statement sql = database.createStatement()) {
            sql.execute(ONE_WAY_OF_WRITING);
            try (ResultSet rows = sql.executeQuery(text("/db/catalog.sql"))) {
                while (rows.next()) {
                    lines.add(rows.getString(1).replaceAll("\\s+", " "));
                }
            }
        }
        return new Catalog(lines);
    }

    /// How `found` differs from this: each object by its kind and name, and whether it is missing, added or changed.
    List<String> differences(Catalog found) {
        SortedMap<String, String> differences = new TreeMap<>();
        for (String line : without(lines, found.lines)) {
            differences.put(object(line), "missing");
        }
        for (String line : without(found.lines, lines)) {
            differences.merge(object(line), "added", (_, _) -> "changed");
        }
        List<String> sentences = new ArrayList<>();
        differences.forEach((object, what) -> sentences.add(object + " (" + what + ")"));
        return sentences;
    }

    /// What stands here and not there: for the log.
    SortedSet<String> linesNotIn(Catalog other) {
        return without(lines, other.lines);
    }

    private static SortedSet<String> without(SortedSet<String> lines, Collection<String> others) {
        SortedSet<String> left = new TreeSet<>(lines);
        left.removeAll(others);
        return left;
    }

    private static String object(String line) {
        return line.substring(0, line.indexOf(": "));
    }

    private static String text(String resource) throws IOException {
        try (InputStream in = Catalog.class.getResourceAsStream(resource)) {
            if (in == null) {
                throw new IOException(resource + " is not in the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
