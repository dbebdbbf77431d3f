package org.regain.database;

import java.io.IOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import org.regain.start.StartRefused;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Refuses the start on a database in which somebody widened a right, changed a function, disabled a trigger, dropped a rule or
/// raised a role since the migrations: Regain would run, and no longer keep what it promises.
///
/// It looks with the web's login, so that it needs no other. Who may do everything in the database can undo it while Regain runs,
/// and bend what PostgreSQL itself says: this is for the change that stays.
final class CatalogCheck {

    private static final Logger LOG = LoggerFactory.getLogger(CatalogCheck.class);
    private static final int NAMED = 5;

    private final Catalog expected;

    CatalogCheck(Catalog expected) {
        this.expected = expected;
    }

    /// @throws StartRefused with the first differences by name; the log has them all, as they should be and as they are
    void require(Database database) {
        Login app = database.app();
        try (Connection connection = DriverManager.getConnection(database.url(), app.user(), app.password())) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            require(database.url(), Catalog.of(connection));
        } catch (IOException | SQLException e) {
            throw new StartRefused(
                    "Could not read what the database at " + database.url() + " defines and grants: "
                            + Refusals.firstLine(e),
                    e);
        }
    }

    private void require(String url, Catalog found) {
        List<String> differences = expected.differences(found);
        if (differences.isEmpty()) {
            return;
        }
        expected.linesNotIn(found).forEach(line -> LOG.error("Expected, not found: {}", line));
        found.linesNotIn(expected).forEach(line -> LOG.error("Found, not expected: {}", line));
        int more = differences.size() - NAMED;
        throw new StartRefused("The database at " + url + " is not as this Regain made it: "
                + String.join("; ", differences.subList(0, Math.min(NAMED, differences.size())))
                + (more > 0 ? "; and " + more + " more" : "")
                + ": find out who changed it, and put it back (docs/operations.md).");
    }
}
