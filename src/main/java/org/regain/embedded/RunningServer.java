package org.regain.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.regain.StartRefused;

/// The PostgreSQL that another Regain on the same folder has running. A command such as `invite` works beside it: it logs
/// in as that Regain does, and neither starts, stops nor changes the server.
final class RunningServer {

    /// Line 4 of `postmaster.pid`. Source: PostgreSQL, `src/include/utils/pidfile.h`, LOCK_FILE_LINE_PORT.
    private static final int PORT_LINE = 3;

    private RunningServer() {}

    /// @throws StartRefused when no server runs there, or its logins cannot be read
    static Database join(Path dataDir) {
        try {
            List<String> pid = Files.readAllLines(dataDir.resolve("postgres").resolve("postmaster.pid"));
            int port = Integer.parseInt(pid.get(PORT_LINE).strip());
            DatabasePasswords passwords = DatabasePasswords.read(dataDir.resolve("postgres.passwords"));
            return new Database(
                    "jdbc:postgresql://127.0.0.1:" + port + "/regain",
                    new Login(Login.APP, passwords.app()),
                    new Login(Login.MAILER, passwords.mailer()),
                    new Login(Login.ADMIN, passwords.admin()),
                    null,
                    null);
        } catch (IOException | RuntimeException e) {
            throw new StartRefused(
                    "The Regain that runs on the folder " + dataDir.toAbsolutePath()
                            + " could not be joined: run the command as the same user, once it has started.",
                    e);
        }
    }
}
