package org.regain.law;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;

/// Tries statements as one role, every kind on every table, column and function that the catalogue names, and undoes each.
///
/// Nothing is read from the catalogue about rights: what is permitted is what PostgreSQL lets through.
final class Attempts {

    private static final String REFUSED = "42501";

    private final Connection role;

    Attempts(Connection role) throws SQLException {
        this.role = role;
        role.setAutoCommit(false);
    }

    /// The columns of every table, from the catalogue.
    static Map<String, List<String>> tables(JdbcClient superuser) {
        var tables = new LinkedHashMap<String, List<String>>();
        superuser
                .sql("""
                        select c.relname, a.attname from pg_class c join pg_attribute a on a.attrelid = c.oid
                        where c.relnamespace = 'regain'::regnamespace and c.relkind in ('r', 'p', 'v', 'm', 'f')
                          and a.attnum > 0 and not a.attisdropped order by c.relname, a.attnum
                        """)
                .query((row, _) -> tables.computeIfAbsent(row.getString(1), _ -> new ArrayList<>())
                        .add(row.getString(2)))
                .list();
        return tables;
    }

    /// Every function with its argument types, from the catalogue.
    static List<String> functions(JdbcClient superuser) {
        return superuser.sql("""
                        select proname || '(' || array_to_string(array(select format_type(t, null)
                               from unnest(proargtypes) with ordinality x(t, n) order by n), ', ') || ')'
                        from pg_proc where pronamespace = 'regain'::regnamespace order by 1
                        """).query(String.class).list();
    }

    /// What this role can do with a table, one line a kind, such as `update language`; an empty list: nothing.
    List<String> on(String table, List<String> columns) throws SQLException {
        var can = new ArrayList<String>();
        add(can, "select", columns, column -> "select %s from regain.%s where false".formatted(column, table));
        add(
                can,
                "insert",
                columns,
                column -> "insert into regain.%s (%s) select null where false".formatted(table, column));
        add(can, "update", columns, column -> "update regain.%s set %s = null where false".formatted(table, column));
        add(can, "delete", List.of(""), _ -> "delete from regain.%s where false".formatted(table));
        add(can, "truncate", List.of(""), _ -> "truncate regain.%s cascade".formatted(table));
        add(can, "ddl", List.of("alter"), _ -> "alter table regain.%s add column mine integer".formatted(table));
        add(can, "ddl", List.of("drop"), _ -> "drop table regain.%s cascade".formatted(table));
        add(can, "ddl", List.of("index"), _ -> "create index on regain.%s (%s)".formatted(table, columns.getFirst()));
        add(
                can,
                "ddl",
                List.of("rule"),
                _ -> "create rule mine as on insert to regain.%s do instead nothing".formatted(table));
        add(
                can,
                "ddl",
                List.of("trigger"),
                _ ->
                        "create trigger mine before insert on regain.%s for each row execute function suppress_redundant_updates_trigger()"
                                .formatted(table));
        add(can, "ddl", List.of("disable"), _ -> "alter table regain.%s disable trigger all".formatted(table));
        add(can, "ddl", List.of("owner"), _ -> "alter table regain.%s owner to current_user".formatted(table));
        return can;
    }

    /// Whether this role can run a function, given nothing but nulls.
    boolean runs(String signature) throws SQLException {
        var name = signature.substring(0, signature.indexOf('('));
        var types = signature.substring(name.length() + 1, signature.length() - 1);
        var nulls = types.isEmpty()
                ? ""
                : "null::"
                        + types.replace(", ", ", null::")
                                .replaceAll(
                                        "\\b(flow|challenge|authenticator|account|waiting|portal|portal_access|portal_change)\\b",
                                        "regain.$1");
        return isLetThrough("select regain." + name + "(" + nulls + ")");
    }

    /// Whether it is anything but a want of rights that stops the statement, if something does.
    boolean isLetThrough(String statement) throws SQLException {
        return !REFUSED.equals(fails(statement));
    }

    /// The SQLSTATE; null when it goes through. Undone either way.
    @Nullable
    String fails(String statement) throws SQLException {
        try (Statement sql = role.createStatement()) {
            sql.execute(statement);
            return null;
        } catch (SQLException e) {
            return e.getSQLState();
        } finally {
            role.rollback();
        }
    }

    private void add(
            List<String> can, String kind, List<String> columns, java.util.function.UnaryOperator<String> statement)
            throws SQLException {
        var reached = new ArrayList<String>();
        for (var column : columns) {
            if (isLetThrough(statement.apply(column))) {
                reached.add(column);
            }
        }
        if (!reached.isEmpty()) {
            can.add((kind + " " + String.join(" ", reached)).strip());
        }
    }
}
