package org.regain.database;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.regex.Pattern;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyIn;

/// Runs what `pg_dump` writes as plain text, which is meant for `psql`, over JDBC: statements, and the rows between `COPY … FROM stdin` and
/// `\.`. Of psql's own commands there are only those that change nothing here: they are passed over, and so is the making of the
/// database, since this one is another.
///
/// Source: PostgreSQL, `pg_backup_archiver.c`; a statement ends where a line ends in a semicolon outside quotation marks.
final class DumpScript {

    private static final String END = "-- PostgreSQL database dump complete";
    private static final Pattern COPY = Pattern.compile("COPY .* FROM stdin;");
    private static final Pattern OF_THE_DATABASE = Pattern.compile("(?s)(CREATE|ALTER|DROP|COMMENT ON) DATABASE .*");
    /// A body that is SQL itself has semicolons of its own.
    private static final Pattern BODY = Pattern.compile("(?s)CREATE (FUNCTION|PROCEDURE) .*\n *BEGIN ATOMIC\n.*");

    /// What is open at the end of a line: nothing, `'`, `"`, or the whole of a `$tag$`.
    private static final Pattern MARK = Pattern.compile("'|\"|--|\\$(?:[A-Za-z_][A-Za-z_0-9]*)?\\$");

    private final Connection connection;
    private final StringBuilder statement = new StringBuilder();
    private String open = "";

    DumpScript(Connection connection) {
        this.connection = connection;
    }

    /// Runs it, and says whether it came to its end, which `pg_dump` marks.
    boolean run(BufferedReader script) throws IOException, SQLException {
        var whole = false;
        try (var sql = connection.createStatement()) {
            for (var line = script.readLine(); line != null; line = script.readLine()) {
                whole = whole || line.equals(END);
                if (statement.isEmpty() && (line.isBlank() || line.startsWith("--") || line.startsWith("\\"))) {
                    continue;
                }
                if (statement.isEmpty() && COPY.matcher(line).matches()) {
                    copy(line, script);
                    continue;
                }
                statement.append(line).append('\n');
                look(line);
                if (open.isEmpty() && line.endsWith(";") && !goesOn(line)) {
                    execute(sql);
                }
            }
        }
        return whole;
    }

    private void execute(Statement sql) throws SQLException {
        var whole = statement.toString();
        statement.setLength(0);
        if (!OF_THE_DATABASE.matcher(whole).matches()) {
            sql.execute(whole);
        }
    }

    private boolean goesOn(String line) {
        return !line.equals("END;") && BODY.matcher(statement).matches();
    }

    /// Which quotation is open behind this line.
    private void look(String line) {
        var mark = MARK.matcher(line);
        for (var at = 0; mark.find(at); at = mark.end()) {
            if (open.isEmpty() && mark.group().equals("--")) {
                return;
            }
            if (open.isEmpty()) {
                open = mark.group();
            } else if (open.equals(mark.group())) {
                // Two in a row are one within; they close and open again.
                open = "";
            }
        }
    }

    private void copy(String into, BufferedReader script) throws IOException, SQLException {
        CopyIn rows = connection.unwrap(PGConnection.class).getCopyAPI().copyIn(into);
        try {
            for (var line = script.readLine(); line != null && !line.equals("\\."); line = script.readLine()) {
                var bytes = (line + "\n").getBytes(UTF_8);
                rows.writeToCopy(bytes, 0, bytes.length);
            }
            rows.endCopy();
        } finally {
            if (rows.isActive()) {
                rows.cancelCopy();
            }
        }
    }
}
