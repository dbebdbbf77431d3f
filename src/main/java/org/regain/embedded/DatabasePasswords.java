package org.regain.embedded;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Properties;
import org.regain.start.StartRefused;

/// The passwords of the database roles of Regain's own PostgreSQL: 256 random bits each, made at the first start and
/// kept in one file with mode 0600. Nobody has to know them.
public record DatabasePasswords(String superuser, String app, String mailer, String admin) {

    /// @throws StartRefused when there are data but the file is gone: then nothing can log in to them
    static DatabasePasswords of(DataFolder folder, SecureRandom random) throws IOException {
        Path file = folder.passwords();
        if (!Files.exists(file)) {
            if (folder.hasData()) {
                throw new StartRefused("The file " + file + " is missing, and nothing can log in to " + folder.data()
                        + " without it: put it back from your backup.");
            }
            write(file, password(random), password(random), password(random), password(random));
        } else if (!lines(file).containsKey("admin")) {
            // Made before the console had a role of its own.
            Properties made = lines(file);
            write(
                    file,
                    line(made, "superuser", file),
                    line(made, "app", file),
                    line(made, "mailer", file),
                    password(random));
        }
        return read(file);
    }

    private static void write(Path file, String superuser, String app, String mailer, String admin) throws IOException {
        Path unfinished = file.resolveSibling(file.getFileName() + ".new");
        Files.deleteIfExists(unfinished);
        OwnerOnly.write(unfinished, """
            superuser=%s
            app=%s
            mailer=%s
            admin=%s
            """.formatted(superuser, app, mailer, admin));
        Files.move(unfinished, file, StandardCopyOption.ATOMIC_MOVE);
    }

    /// Those that are there.
    static DatabasePasswords read(Path file) throws IOException {
        Properties lines = lines(file);
        return new DatabasePasswords(
                line(lines, "superuser", file),
                line(lines, "app", file),
                line(lines, "mailer", file),
                line(lines, "admin", file));
    }

    private static Properties lines(Path file) throws IOException {
        Properties lines = new Properties();
        try (Reader reader = Files.newBufferedReader(file)) {
            lines.load(reader);
        }
        return lines;
    }

    private static String line(Properties lines, String name, Path file) {
        String value = lines.getProperty(name);
        if (value == null || value.isBlank()) {
            throw new StartRefused(
                    "The file " + file + " has no line \"" + name + "=\": put it back from your backup.");
        }
        return value;
    }

    private static String password(SecureRandom random) {
        byte[] bytes = new byte[32];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }

    @Override
    public String toString() {
        return "DatabasePasswords[redacted]";
    }
}
