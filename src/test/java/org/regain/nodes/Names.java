package org.regain.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;

/// What one process knows by name, in a file in place of the machine's own ways to find out.
final class Names {

    static final String MAIL = "mail.contoso.test";
    static final String DATABASE = "database.contoso.test";

    private final Path file;
    private final Path nothingKept;

    Names(Path folder) throws IOException {
        file = folder.resolve("hosts");
        nothingKept = Files.writeString(folder.resolve("java.security"), """
                networkaddress.cache.ttl=0
                networkaddress.cache.negative.ttl=0
                """);
        known(MAIL, DATABASE);
    }

    /// Of Java, which remembers otherwise what it was told for half a minute, and that it was told nothing for ten seconds.
    String[] options() {
        return new String[] {"-Djdk.net.hosts.file=" + file, "-Djava.security.properties=" + nothingKept};
    }

    /// No others resolve from now on.
    void known(String... names) throws IOException {
        Files.writeString(
                file,
                Arrays.stream(names).map(name -> "127.0.0.1 " + name + "\n").collect(Collectors.joining()));
    }
}
