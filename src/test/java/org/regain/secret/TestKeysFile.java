package org.regain.secret;

import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Collectors;

/// The door through which other tests make a keys file, and know what a database knows of it.
public final class TestKeysFile {

    private TestKeysFile() {}

    /// What a command does with the file in this place, which is made first where there is none.
    public static KeysInFile in(Path path) {
        var file = new KeysFile(path, new SecureRandom());
        file.open();
        return new KeysInFile(file);
    }

    /// Makes keys and keeps them in this file.
    ///
    /// @return a line for each key: its keyset, a tab, and its fingerprint as PostgreSQL copies it
    public static List<String> make(Path path) {
        return new KeysFile(path, new SecureRandom())
                .open().fingerprints().stream()
                        .map(print ->
                                print.keyset() + "\t\\\\x" + HexFormat.of().formatHex(print.bytes()))
                        .collect(Collectors.toList());
    }
}
