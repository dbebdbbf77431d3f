package org.regain.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import org.regain.embedded.EmbeddedServer;
import org.regain.start.StartRefused;

/// Looks, before anything is made or migrated, whether each login gets into the database, and whether that is one Regain can
/// work with: what would fail later, and with a stack trace, is one sentence here that names the setting.
final class LoginCheck {

    static final int OLDEST = 15;

    /// What the embedded one is. A newer one may write the same objects otherwise, which would look like somebody's change.
    static final int NEWEST = Integer.parseInt(EmbeddedServer.VERSION);

    /// Long enough for a machine far away, short enough for whoever waits at a console.
    private static final String SECONDS = "10";

    private final Database database;
    private final Refusals refusals;

    LoginCheck(Database database) {
        this.database = database;
        this.refusals = new Refusals(database.url());
    }

    /// @throws StartRefused in one sentence, for the first login that does not work
    void require() {
        Map<String, Login> logins = new LinkedHashMap<>();
        logins.put("regain.database.app.password", database.app());
        logins.put("regain.database.mailer.password", database.mailer());
        logins.put("regain.database.admin.password", database.admin());
        logins.forEach((setting, login) -> {
            try (Connection connection = connect(login)) {
                requireFit(connection, login);
            } catch (SQLException e) {
                throw refusals.of(e, setting, login);
            }
        });
        Login migrator = database.migrator();
        if (migrator != null) {
            requireOwner(migrator);
        }
    }

    private Connection connect(Login login) throws SQLException {
        Properties how = new Properties();
        how.setProperty("user", login.user());
        how.setProperty("password", login.password());
        how.setProperty("connectTimeout", SECONDS);
        how.setProperty("socketTimeout", SECONDS);
        return DriverManager.getConnection(database.url(), how);
    }

    private void requireFit(Connection connection, Login login) throws SQLException {
        int version = connection.getMetaData().getDatabaseMajorVersion();
        if (version < OLDEST) {
            throw refusals.because("is PostgreSQL " + version + ": Regain needs " + OLDEST + " or newer.");
        }
        if (version > NEWEST) {
            throw refusals.because("is PostgreSQL " + version + ", and this Regain knows " + OLDEST + " to " + NEWEST
                    + ": use one of those, or a newer Regain.");
        }
        try (Statement sql = connection.createStatement();
                ResultSet row = sql.executeQuery("""
                        select pg_is_in_recovery(), current_setting('default_transaction_read_only')::boolean,
                               to_regnamespace('regain') is not null
                        """)) {
            row.next();
            if (row.getBoolean(1)) {
                throw refusals.because("is a read-only standby: name the primary in regain.database.url.");
            }
            if (row.getBoolean(2)) {
                throw refusals.because(
                        "is read-only for " + login.user() + ": turn default_transaction_read_only off for it.");
            }
            if (!row.getBoolean(3)) {
                throw refusals.because(
                        "is not Regain's, since it has no schema \"regain\": set it up with roles.sql (docs/operations.md),"
                                + " or name the right one in regain.database.url.");
            }
        }
    }

    private void requireOwner(Login migrator) {
        try (Connection connection = connect(migrator)) {
            requireFit(connection, migrator);
            try (Statement sql = connection.createStatement()) {
                sql.execute(Migrations.OWNER);
            } catch (SQLException e) {
                throw refusals.because("does not let " + migrator.user()
                        + " `set role regain_owner`: grant it that role, or set another regain.database.migrate.user.");
            }
        } catch (SQLException e) {
            throw refusals.of(e, "regain.database.migrate.user or regain.database.migrate.password", migrator);
        }
    }
}
