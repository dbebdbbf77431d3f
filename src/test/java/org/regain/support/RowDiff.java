package org.regain.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// What changed in the database between two moments: every row of every table of the schema `regain`, or of those
/// named.
///
/// ```java
/// RowDiff before = RowDiff.of(database);
/// ...
/// assertThat(before.since(database)).isEmpty();
/// ```
///
/// A row is written as JSON with its columns in their order. A changed row shows as one removed and one added.
///
/// @param tables the rows of each table, sorted
public record RowDiff(Map<String, List<String>> tables) {

    /// Every table of the schema but Flyway's own and what is worked out again from the others at any moment.
    public static RowDiff of(TestPostgres database) {
        try (Connection connection = database.lent()) {
            return of(connection, column(connection, """
                select tablename from pg_tables
                where schemaname = 'regain'
                  and tablename not in ('flyway_schema_history', 'readiness', 'readiness_day', 'delivery_day')
                """));
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Only the tables named.
    public static RowDiff of(TestPostgres database, Collection<String> tables) {
        try (Connection connection = database.lent()) {
            return of(connection, tables);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    private static RowDiff of(Connection connection, Collection<String> names) throws SQLException {
        Map<String, List<String>> tables = new TreeMap<>();
        for (String name : names) {
            tables.put(name, column(connection, "select to_json(t)::text from regain.\"" + name + "\" t order by 1"));
        }
        return new RowDiff(tables);
    }

    /// What the same tables hold now and did not then (`+ table {…}`), and the other way round (`- table {…}`).
    /// Empty: nothing changed.
    public List<String> since(TestPostgres database) {
        return changesTo(of(database, tables.keySet()));
    }

    private List<String> changesTo(RowDiff later) {
        List<String> changes = new ArrayList<>();
        tables.forEach((table, rows) -> {
            List<String> now = later.tables.getOrDefault(table, List.of());
            without(rows, now).forEach(row -> changes.add("- " + table + " " + row));
            without(now, rows).forEach(row -> changes.add("+ " + table + " " + row));
        });
        return changes;
    }

    // Two equal rows are two: a table without a key may hold them.
    private static List<String> without(List<String> rows, List<String> others) {
        List<String> left = new ArrayList<>(rows);
        others.forEach(left::remove);
        return left;
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
