package org.regain.support;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.StringJoiner;

/// A copy of every row of the schema `regain`, to which the schema can be put back in some milliseconds.
public final class KeptRows {

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
    private String puttingBack = "";

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
        // Triggers and foreign keys guard Regain's rows against Regain, not against their test.
        StringJoiner keeping = new StringJoiner(
                ";\n", "drop schema if exists " + copies + " cascade;\ncreate schema " + copies + ";\n", "");
        StringJoiner deleting =
                new StringJoiner(";\n", "begin; set local session_replication_role = replica;\n", ";\n");
        StringJoiner inserting = new StringJoiner(";\n", "", ";\ncommit");
        try (Connection connection = database.lent();
                Statement sql = connection.createStatement();
                ResultSet tables = sql.executeQuery(TABLES)) {
            while (tables.next()) {
                String table = "\"" + tables.getString(1) + "\"";
                String columns = tables.getString(2);
                keeping.add("create table " + copies + "." + table + " as table regain." + table);
                deleting.add("delete from regain." + table);
                inserting.add("insert into regain." + table + " (" + columns + ") overriding system value select "
                        + columns + " from " + copies + "." + table);
            }
        } catch (SQLException e) {
            throw new IllegalStateException("The tables could not be listed.", e);
        }
        run(keeping.toString());
        puttingBack = deleting.toString() + inserting;
    }

    /// Makes the rows what they were.
    public void putBack() {
        run(puttingBack);
    }

    /// Drops the copy.
    public void forget() {
        run("drop schema " + copies + " cascade");
    }

    /// Once more where what the application does by itself was in the way, and in no case leaves the connection in a broken
    /// transaction for who borrows it next.
    private void run(String statements) {
        for (var tries = 1; ; tries++) {
            try (Connection connection = database.lent();
                    Statement sql = connection.createStatement()) {
                try {
                    sql.execute(statements);
                    return;
                } catch (SQLException e) {
                    sql.execute("rollback");
                    if (!DEADLOCK.equals(e.getSQLState()) || tries == MOST_TRIES) {
                        throw e;
                    }
                }
            } catch (SQLException e) {
                throw new IllegalStateException("The rows could not be kept or put back.", e);
            }
        }
    }
}
