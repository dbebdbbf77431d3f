package org.regain.embedded;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.regain.start.StartRefused;

/// The PostgreSQL that another Regain on the same folder has running. A command such as `invite` works beside it: it logs
/// in as that Regain does, and neither starts, stops nor changes the server.
///
/// @param port      on loopback
/// @param passwords of those who log in
public record RunningServer(int port, DatabasePasswords passwords) {

    /// Line 4 of `postmaster.pid`. Source: PostgreSQL, `src/include/utils/pidfile.h`, LOCK_FILE_LINE_PORT.
    private static final int PORT_LINE = 3;

    /// What somebody needs who joins it.
    ///
    /// @throws StartRefused when no server runs there, or its logins cannot be read
    public static RunningServer join(Path dataDir) {
        try {
            List<String> pid = Files.readAllLines(dataDir.resolve("postgres").resolve("postmaster.pid"));
            int port = Integer.parseInt(pid.get(PORT_LINE).strip());
            return new RunningServer(port, DatabasePasswords.read(dataDir.resolve("postgres.passwords")));
        } catch (IOException | RuntimeException e) {
            throw new StartRefused(
                    "The Regain that runs on the folder " + dataDir.toAbsolutePath()
                            + " could not be joined: run the command as the same user, once it has started.",
                    e);
        }
    }

    /// As [EmbeddedServer#url(String)].
    public String url(String database) {
        return EmbeddedServer.url(port, database);
    }
}
