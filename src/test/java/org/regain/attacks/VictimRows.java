package org.regain.attacks;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.regain.account.AccountId;
import org.regain.support.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every row of every table that is about one person, however it names them, so that what an attack changes shows, column by
/// column.
record VictimRows(Map<String, Map<String, JsonNode>> tables) {

    private static final JsonMapper JSON = new JsonMapper();

    /// Rows that name the account, or a flow, a session, an address or an authenticator of its; but not `readiness`, which is
    /// worked out by itself and in its own time.
    static VictimRows of(AccountId victim, TestPostgres database) {
        try (var connection = database.asSuperuser()) {
            var marks = marks(victim, connection);
            var tables = new LinkedHashMap<String, Map<String, JsonNode>>();
            for (var table : column(connection, """
                    select tablename from pg_tables
                    where schemaname = 'regain' and tablename not in ('flyway_schema_history', 'readiness') order by 1
                    """)) {
                tables.put(table, rows(table, marks, connection));
            }
            return new VictimRows(tables);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /// Such as `account.state`, `+flow` (a new row) and `-spring_session` (one that is gone).
    Set<String> changesTo(VictimRows later) {
        var changes = new TreeSet<String>();
        tables.forEach((table, before) -> {
            var after = later.tables.getOrDefault(table, Map.of());
            var keys = new HashSet<>(before.keySet());
            keys.addAll(after.keySet());
            for (var key : keys) {
                var one = before.get(key);
                var other = after.get(key);
                if (one == null) {
                    changes.add("+" + table);
                } else if (other == null) {
                    changes.add("-" + table);
                } else {
                    one.propertyNames().stream()
                            .filter(name -> !one.get(name).equals(other.get(name)))
                            .forEach(name -> changes.add(table + "." + name));
                }
            }
        });
        return changes;
    }

    private static List<String> marks(AccountId victim, Connection connection) throws SQLException {
        var id = victim.toString();
        return column(connection, """
            select '%1$s' union all select replace('%1$s', '-', '')
            union all select id::text from regain.flow where account_id = '%1$s'
            union all select id::text from regain.contact where account_id = '%1$s'
            union all select id::text from regain.authenticator where account_id = '%1$s'
            union all select primary_id from regain.spring_session where principal_name = '%1$s'
            """.formatted(id));
    }

    private static Map<String, JsonNode> rows(String table, List<String> marks, Connection connection)
            throws SQLException {
        var key = primaryKey(table, connection);
        var rows = new LinkedHashMap<String, JsonNode>();
        for (var text : column(connection, "select to_json(t)::text from regain.\"" + table + "\" t order by 1")) {
            if (marks.stream().anyMatch(text::contains)) {
                var row = JSON.readTree(text);
                var name = new StringBuilder();
                key.forEach(column -> name.append(row.get(column)).append('|'));
                rows.put(name.toString(), row);
            }
        }
        return rows;
    }

    private static List<String> primaryKey(String table, Connection connection) throws SQLException {
        return column(connection, """
            select a.attname from pg_index i join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where i.indrelid = 'regain."%s"'::regclass and i.indisprimary order by 1
            """.formatted(table));
    }

    private static List<String> column(Connection connection, String query) throws SQLException {
        var values = new java.util.ArrayList<String>();
        try (Statement sql = connection.createStatement();
                ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }
}
