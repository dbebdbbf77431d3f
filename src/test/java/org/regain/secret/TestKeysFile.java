package org.regain.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The door through which other tests make a keys file, and know what a database knows of it.
public final class TestKeysFile {

    private TestKeysFile() {}

    /// Makes keys and keeps them in this file.
    ///
    /// @return a line for each key: its keyset, a tab, and its fingerprint as PostgreSQL copies it
    public static List<String> make(Path path) {
        return new KeysFile(path, new SecureRandom())
                .open().fingerprints().entrySet().stream()
                        .flatMap(set -> set.getValue().stream()
                                .map(print -> set.getKey() + "\t\\\\x"
                                        + HexFormat.of().formatHex(print)))
                        .collect(Collectors.toList());
    }
}
