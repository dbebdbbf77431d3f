package org.regain.database;

import java.io.IOException;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.embedded.DataFolder;
import org.regain.embedded.DatabasePasswords;
import org.regain.embedded.EmbeddedServer;
import org.regain.embedded.RunningServer;
import org.regain.settings.RegainSettings;
import org.regain.start.StartRefused;

/// Where the database is and who may log in to it.
///
/// @param url      without a user or a password
/// @param migrator a login that may `set role regain_owner`; null: the schema is only looked at
/// @param server   the PostgreSQL that ends with this; null: somebody else runs it
record Database(
        String url,
        Login app,
        Login mailer,
        Login admin,
        @Nullable Login migrator,
        @Nullable EmbeddedServer server) implements AutoCloseable {

    /// Reaches the configured PostgreSQL, or starts Regain's own.
    ///
    /// @param command this is a command: where Regain itself is running on the folder, its PostgreSQL is joined
    static Database open(RegainSettings settings, SecureRandom random, boolean command) {
        RegainSettings.Database own = settings.database();
        if (own.url() == null && command && DataFolder.isHeld(settings.dataDir())) {
            RunningServer joined = RunningServer.join(settings.dataDir());
            return of(joined.url("regain"), joined.passwords(), null, null);
        }
        return own.url() == null
                ? embedded(EmbeddedServer.start(settings.dataDir(), Map.of(), random))
                : new Database(
                        own.url(),
                        new Login(Login.APP, Objects.requireNonNull(own.app().password())),
                        new Login(
                                Login.MAILER,
                                Objects.requireNonNull(own.mailer().password())),
                        new Login(
                                Login.ADMIN, Objects.requireNonNull(own.admin().password())),
                        migrator(own.migrate()),
                        null);
    }

    static Database embedded(EmbeddedServer server) {
        DatabasePasswords passwords = server.passwords();
        Login superuser = new Login(EmbeddedServer.SUPERUSER, passwords.superuser());
        return of(server.url("regain"), passwords, superuser, server);
    }

    private static Database of(
            String url, DatabasePasswords passwords, @Nullable Login migrator, @Nullable EmbeddedServer server) {
        return new Database(
                url,
                new Login(Login.APP, passwords.app()),
                new Login(Login.MAILER, passwords.mailer()),
                new Login(Login.ADMIN, passwords.admin()),
                migrator,
                server);
    }

    /// Brings the database up to date, and looks whether it is as expected.
    ///
    /// @throws StartRefused in one sentence, when either fails
    void makeReady(Catalog expected) {
        if (server == null) {
            new LoginCheck(this).require();
        }
        bringUpToDate();
        new CatalogCheck(expected).require(this);
    }

    /// Sets up the roles of Regain's own PostgreSQL and brings the schema up to date.
    ///
    /// @throws StartRefused in one sentence, when either fails
    void bringUpToDate() {
        try {
            if (server != null) {
                new RoleScript(server).run();
            }
        } catch (IOException | SQLException e) {
            throw new StartRefused("The roles of Regain's own PostgreSQL could not be set up: " + e.getMessage(), e);
        }
        new Migrations(this).bringUpToDate();
    }

    private static @Nullable Login migrator(RegainSettings.Migrator migrator) {
        return migrator.user() == null || migrator.password() == null
                ? null
                : new Login(migrator.user(), migrator.password());
    }

    @Override
    public void close() throws IOException {
        if (server != null) {
            server.close();
        }
    }
}
