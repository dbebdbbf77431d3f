package org.regain.law;

import java.sql.SQLException;
import org.junit.jupiter.api.AutoClose;

/// A [Court], and the console's role in it.
abstract class AdminScene {

    final Court court;

    @AutoClose
    final Console console;

    AdminScene() throws SQLException {
        court = Court.inSession();
        console = new Console(court);
    }
}
