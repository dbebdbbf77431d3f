package org.regain.database;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.regain.embedded.EmbeddedServer;

/// Runs `db/roles.sql`, which is written for `psql`, over JDBC: the same statements set up one's own PostgreSQL and the
/// one that Regain starts. Of psql's commands it knows the three that the file uses: `:'name'`, `\gexec`, `\connect`.
final class RoleScript {

    private static final String GEXEC = "\\gexec";
    private static final String CONNECT = "\\connect ";
    private static final Pattern VARIABLE = Pattern.compile(":'(\\w+)'");

    private final EmbeddedServer server;

    RoleScript(EmbeddedServer server) {
        this.server = server;
    }

    /// Safe to run at each start: it creates what is missing and sets the passwords that the file of passwords names.
    void run() throws IOException, SQLException {
        Connection connection = connect("postgres");
        try {
            for (String statement : statements(text())) {
                if (statement.startsWith(CONNECT)) {
                    connection.close();
                    connection = connect(statement.substring(CONNECT.length()));
                } else {
                    execute(connection, statement);
                }
            }
        } finally {
            connection.close();
        }
    }

    private Connection connect(String database) throws SQLException {
        return DriverManager.getConnection(
                server.url(database),
                EmbeddedServer.SUPERUSER,
                server.passwords().superuser());
    }

    private void execute(Connection connection, String statement) throws SQLException {
        try (Statement sql = connection.createStatement()) {
            if (!statement.endsWith(GEXEC)) {
                sql.execute(withPasswords(statement));
                return;
            }
            for (String made : column(sql, statement.substring(0, statement.length() - GEXEC.length()))) {
                sql.execute(made);
            }
        }
    }

    private static List<String> column(Statement sql, String query) throws SQLException {
        List<String> values = new ArrayList<>();
        try (ResultSet rows = sql.executeQuery(query)) {
            while (rows.next()) {
                values.add(rows.getString(1));
            }
        }
        return values;
    }

    private String withPasswords(String statement) {
        return VARIABLE.matcher(statement)
                .replaceAll(variable -> Matcher.quoteReplacement("'" + password(variable.group(1)) + "'"));
    }

    // The passwords are hexadecimal digits, so there is nothing in them to escape.
    private String password(String variable) {
        return switch (variable) {
            case "app_password" -> server.passwords().app();
            case "mailer_password" -> server.passwords().mailer();
            case "admin_password" -> server.passwords().admin();
            default -> throw new IllegalArgumentException("roles.sql has an unknown variable: " + variable);
        };
    }

    static List<String> statements(String script) {
        List<String> statements = new ArrayList<>();
        StringBuilder statement = new StringBuilder();
        for (String line : script.lines().toList()) {
            if (line.isBlank() || line.startsWith("--")) {
                continue;
            }
            statement.append(line).append('\n');
            if (line.endsWith(";") || line.endsWith(GEXEC) || line.startsWith(CONNECT)) {
                statements.add(statement.toString().strip());
                statement.setLength(0);
            }
        }
        return statements;
    }

    private static String text() throws IOException {
        try (InputStream in = RoleScript.class.getResourceAsStream("/db/roles.sql")) {
            if (in == null) {
                throw new IOException("db/roles.sql is not in the jar.");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
