package org.regain.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A copy of every row of the schema `regain`, to which the schema can be put back in some milliseconds.
public final class KeptRows implements AutoCloseable {

    private static final String TABLES = """
        select table_name,
               string_agg(quote_ident(column_name), ', ' order by ordinal_position)
                   filter (where is_generated = 'NEVER')
        from information_schema.columns join information_schema.tables using (table_schema, table_name)
        where table_schema = 'regain' and table_type = 'BASE TABLE' and table_name <> 'flyway_schema_history'
        group by table_name
        """;

    private static final String DEADLOCK = "40P01";
    private static final int MOST_TRIES = 5;

    private final TestPostgres database;
    private final String copies;

    /// Of its own, so that what it says again and again is planned once.
    private @Nullable Connection connection;

    KeptRows(TestPostgres database) {
        this(database, "kept");
    }

    private KeptRows(TestPostgres database, String copies) {
        this.database = database;
        this.copies = copies;
    }

    /// The rows as they are in the middle of a test.
    public static KeptRows asTheyAre(TestPostgres database) {
        var rows = new KeptRows(database, "kept_meanwhile");
        rows.keep();
        return rows;
    }

    /// Copies the rows as they are now.
    void keep() {
        Map<String, String> columns = new LinkedHashMap<>();
        try (Statement sql = connected().createStatement();
                ResultSet tables = sql.executeQuery(TABLES)) {
            while (tables.next()) {
                columns.put("\"" + tables.getString(1) + "\"", tables.getString(2));
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be listed.", e);
        }
        var keeping = new StringBuilder("drop schema if exists %1$s cascade; create schema %1$s;".formatted(copies));
        columns.keySet()
                .forEach(table ->
                        keeping.append("create table %1$s.%2$s as table regain.%2$s;".formatted(copies, table)));
        keeping.append("create function %s.put_back() returns void language plpgsql as $$ begin ".formatted(copies));
        columns.keySet().forEach(table -> keeping.append("delete from regain.%s;".formatted(table)));
        columns.forEach((table, its) -> keeping.append("""
                insert into regain.%2$s (%3$s) overriding system value select %3$s from %1$s.%2$s;
                """.formatted(copies, table, its)));
        run(keeping.append("end $$").toString());
    }

    /// Makes the rows what they were.
    public void putBack() {
        run("select " + copies + ".put_back()");
    }

    /// Drops the copy.
    @Override
    public void close() throws SQLException {
        run("drop schema " + copies + " cascade");
        connected().close();
    }

    private Connection connected() throws SQLException {
        var open = connection;
        if (open == null) {
            open = database.asSuperuser();
            connection = open;
            try (Statement sql = open.createStatement()) {
                // Triggers and foreign keys guard Regain's rows against Regain, not against their test.
                sql.execute("set session_replication_role = replica");
            }
        }
        return open;
    }

    /// Once more where what the application does by itself was in the way.
    private void run(String statements) {
        for (var tries = 1; ; tries++) {
            try (Statement sql = connected().createStatement()) {
                sql.execute(statements);
                return;
            } catch (SQLException e) {
                if (!DEADLOCK.equals(e.getSQLState()) || tries == MOST_TRIES) {
                    throw new IllegalStateException("The rows could not be kept or put back.", e);
                }
            }
        }
    }
}
