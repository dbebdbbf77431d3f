package org.regain.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import javax.sql.DataSource;
import org.regain.start.StartRefused;

/// Whether a keys file belongs to a database that was restored. Neither learns anything by the look.
public final class FittingFile {

    private FittingFile() {}

    /// Looks whether the file has every key that the database was used with.
    ///
    /// @throws StartRefused in one sentence, when the file is missing, damaged, or lacks a key that the database was used with
    public static void require(Path path, SecureRandom random, DataSource app) {
        var file = new KeysFile(path, random);
        file.requireNone(KnownKeys.in(app).missing(file.openExisting().fingerprints()));
    }
}
