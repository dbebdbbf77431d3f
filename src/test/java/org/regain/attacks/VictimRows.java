package org.regain.attacks;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.StringJoiner;
import java.util.TreeSet;
import org.regain.account.AccountId;
import org.regain.support.TestPostgres;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Every row of every table that is about one person, however it names them, so that what an attack changes shows, column by
/// column.
///
/// Rows that name the account, or a flow, a session, an address or an authenticator of its; but not `readiness`, which is
/// worked out by itself and in its own time.
record VictimRows(Map<String, Map<String, JsonNode>> tables) {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String KEYS = """
            select t.tablename, a.attname from pg_tables t
            left join pg_index i on i.indrelid = format('regain.%I', t.tablename)::regclass and i.indisprimary
            left join pg_attribute a on a.attrelid = i.indrelid and a.attnum = any (i.indkey)
            where t.schemaname = 'regain' and t.tablename not in ('flyway_schema_history', 'readiness') order by 1, 2
            """;

    @SuppressWarnings("InlineFormatString") // A page of SQL reads better by itself.
    private static final String MARKED = """
            with victim (id) as (values (cast(? as uuid))),
            mark (text) as (
                select id::text from victim union all select replace(id::text, '-', '') from victim
                union all select f.id::text from regain.flow f join victim on f.account_id = victim.id
                union all select c.id::text from regain.contact c join victim on c.account_id = victim.id
                union all select a.id::text from regain.authenticator a join victim on a.account_id = victim.id
                union all select s.primary_id from regain.spring_session s join victim on s.principal_name = victim.id::text)
            select name, line from (%s) every (name, line)
            where exists (select from mark where strpos(line, mark.text) > 0)
            """;

    /// Reads such rows again and again, by one query.
    static final class Reader implements AutoCloseable {

        private final Connection connection;
        private final Map<String, List<String>> keys = new LinkedHashMap<>();
        private final PreparedStatement marked;

        Reader(TestPostgres database) throws SQLException {
            connection = database.asSuperuser();
            try (var sql = connection.createStatement();
                    var rows = sql.executeQuery(KEYS)) {
                while (rows.next()) {
                    var key = keys.computeIfAbsent(rows.getString(1), _ -> new ArrayList<>());
                    if (rows.getString(2) != null) {
                        key.add(rows.getString(2));
                    }
                }
            }
            var tables = new StringJoiner(" union all ");
            keys.keySet()
                    .forEach(it -> tables.add("select '%1$s', to_json(t)::text from regain.\"%1$s\" t".formatted(it)));
            marked = connection.prepareStatement(MARKED.formatted(tables));
        }

        VictimRows of(AccountId victim) throws SQLException {
            var tables = new LinkedHashMap<String, Map<String, JsonNode>>();
            keys.keySet().forEach(table -> tables.put(table, new LinkedHashMap<>()));
            marked.setString(1, victim.toString());
            try (var rows = marked.executeQuery()) {
                while (rows.next()) {
                    var table = rows.getString(1);
                    var row = JSON.readTree(rows.getString(2));
                    var name = new StringJoiner("|");
                    Objects.requireNonNull(keys.get(table))
                            .forEach(column -> name.add(row.get(column).toString()));
                    Objects.requireNonNull(tables.get(table)).put(name.toString(), row);
                }
            }
            return new VictimRows(tables);
        }

        @Override
        public void close() throws SQLException {
            connection.close();
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
}
