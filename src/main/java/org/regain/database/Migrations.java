package org.regain.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.FlywayException;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationInfoService;
import org.flywaydb.core.api.MigrationState;
import org.flywaydb.core.api.output.ValidateResult;
import org.jspecify.annotations.Nullable;
import org.regain.start.StartRefused;

/// Brings the schema `regain` up to date where a migrating login is known, and otherwise refuses the start unless it
/// is.
///
/// Everything is made by `regain_owner`, so that neither role Regain runs as owns anything.
final class Migrations {

    static final String OWNER = "set role regain_owner";

    private final Database database;

    Migrations(Database database) {
        this.database = database;
    }

    /// @throws StartRefused when the database cannot be reached, a migration fails, or the schema is not the expected
    /// one
    void bringUpToDate() {
        try {
            if (database.migrator() == null) {
                check(flyway(database.app(), null));
            } else {
                migrate(database.migrator());
            }
        } catch (FlywayException | SQLException e) {
            throw new StartRefused(
                    "The database at " + database.url() + " could not be made ready: " + Refusals.firstLine(e), e);
        }
    }

    private void migrate(Login migrator) throws SQLException {
        Flyway flyway = flyway(migrator, OWNER);
        refuseNewer(flyway);
        flyway.migrate();
        try (Connection connection = DriverManager.getConnection(database.url(), migrator.user(), migrator.password());
                Statement sql = connection.createStatement()) {
            sql.execute(OWNER);
            // So that a start without the migrating login can tell which version it met.
            sql.execute("grant select on regain.flyway_schema_history to " + Login.APP);
        }
    }

    private void check(Flyway flyway) {
        refuseNewer(flyway);
        ValidateResult result = flyway.validateWithResult();
        if (!result.validationSuccessful) {
            String found = version(flyway.info().current());
            String needed = newest(flyway);
            throw new StartRefused("The schema at " + database.url() + " is at version " + found
                    + ", and this Regain needs "
                    + (needed.equals(found) ? "other functions in it" : needed)
                    + ": set regain.database.migrate.user and regain.database.migrate.password, and Regain brings it"
                    + " up to date at the start.");
        }
    }

    /// Flyway itself lets what it does not know pass.
    private void refuseNewer(Flyway flyway) {
        MigrationInfoService info = flyway.info();
        for (MigrationInfo applied : info.applied()) {
            if (applied.getState() == MigrationState.FUTURE_SUCCESS
                    || applied.getState() == MigrationState.FUTURE_FAILED) {
                throw new StartRefused("The schema at " + database.url() + " is at version " + version(info.current())
                        + ", which a newer Regain made: start that one, or restore an earlier backup of the database.");
            }
        }
    }

    /// Of the tables; functions have none.
    private static String newest(Flyway flyway) {
        return Stream.of(flyway.info().all())
                .filter(it -> it.getVersion() != null)
                .reduce((_, later) -> later)
                .map(Migrations::version)
                .orElse("none");
    }

    private static String version(@Nullable MigrationInfo migration) {
        return migration == null || migration.getVersion() == null
                ? "none"
                : migration.getVersion().getVersion();
    }

    private Flyway flyway(Login login, @Nullable String initSql) {
        return flyway(login, initSql, "classpath:db/migration");
    }

    /// @param location where the files stand: this release's, or in a test those of an earlier one
    Flyway flyway(Login login, @Nullable String initSql, String location) {
        var configuration = Flyway.configure()
                .dataSource(database.url(), login.user(), login.password())
                .defaultSchema("regain")
                .schemas("regain")
                .createSchemas(false)
                .cleanDisabled(true)
                .locations(location);
        if (initSql != null) {
            // Functions name those of other rooms, which are made later: `FunctionsTest` looks into all of them.
            configuration.initSql(initSql + "; set check_function_bodies to off");
        }
        return configuration.load();
    }
}
