package org.regain.backup;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;
import org.regain.start.StartRefused;

/// What `pg_dump` wrote, whichever of its formats it is, read as its plain text. Plain text, also when packed by gzip, takes no other
/// program; the other formats are unpacked by `pg_restore`, which whoever made them has.
///
/// @param bytes what the database it makes takes on a disk at most, roughly
record DumpFile(Path path, Kind kind, long bytes) {

    enum Kind {
        PLAIN(3),
        GZIP(25),
        /// `--format=custom`, `tar` or `directory`.
        ARCHIVE(25);

        private final int grows;

        Kind(int grows) {
            this.grows = grows;
        }
    }

    private static final String HEAD = "-- PostgreSQL database dump";
    private static final String OF_ALL_DATABASES = "-- PostgreSQL database cluster dump";
    private static final int LINES_BEFORE_IT = 5;

    /// @throws StartRefused in one sentence, for what is no whole dump of one database
    static DumpFile of(Path path) {
        try {
            var kind = kind(path);
            if (kind != Kind.ARCHIVE) {
                requireHead(path, kind);
            }
            return new DumpFile(path, kind, size(path) * kind.grows);
        } catch (IOException e) {
            throw new StartRefused(path + " cannot be read: " + reason(e) + ".", e);
        }
    }

    /// Its text.
    ///
    /// @param restore    the program that unpacks what is no plain text
    /// @param started    gets the program that unpacks it, where there is one
    /// @param complaints where that says what it cannot do
    BufferedReader open(String restore, List<Process> started, Path complaints) throws IOException {
        if (kind != Kind.ARCHIVE) {
            return reader(path, kind);
        }
        try {
            var unpacks = new ProcessBuilder(
                            restore, "--file=-", path.toAbsolutePath().toString())
                    .redirectError(complaints.toFile());
            unpacks.environment().put("LC_ALL", "C");
            var process = unpacks.start();
            process.getOutputStream().close();
            started.add(process);
            return new BufferedReader(new InputStreamReader(process.getInputStream(), UTF_8));
        } catch (IOException e) {
            throw new StartRefused(
                    path
                            + " is in a format that only PostgreSQL's own pg_restore reads, and there is none here: install"
                            + " PostgreSQL's client programs (Debian: postgresql-client), or dump with --format=plain.",
                    e);
        }
    }

    private static Kind kind(Path path) throws IOException {
        if (Files.isDirectory(path)) {
            if (!Files.exists(path.resolve("toc.dat"))) {
                throw notADump(path);
            }
            return Kind.ARCHIVE;
        }
        byte[] first;
        try (var in = Files.newInputStream(path)) {
            first = in.readNBytes(8);
        }
        var text = new String(first, ISO_8859_1);
        return text.startsWith("PGDMP") || text.startsWith("toc.dat")
                ? Kind.ARCHIVE
                : text.startsWith("\u001f\u008b") ? Kind.GZIP : Kind.PLAIN;
    }

    private static void requireHead(Path path, Kind kind) throws IOException {
        try (var lines = reader(path, kind)) {
            for (var i = 0; i < LINES_BEFORE_IT; i++) {
                var line = lines.readLine();
                if (OF_ALL_DATABASES.equals(line)) {
                    throw new StartRefused(
                            path + " is a dump of all databases of a server: dump Regain's alone, by pg_dump.");
                } else if (HEAD.equals(line)) {
                    return;
                }
            }
        }
        throw notADump(path);
    }

    private static StartRefused notADump(Path path) {
        return new StartRefused(path + " is no dump: it was not made by PostgreSQL's pg_dump.");
    }

    private static BufferedReader reader(Path path, Kind kind) throws IOException {
        InputStream in = new BufferedInputStream(Files.newInputStream(path));
        return new BufferedReader(new InputStreamReader(kind == Kind.GZIP ? new GZIPInputStream(in) : in, UTF_8));
    }

    private static long size(Path path) throws IOException {
        if (!Files.isDirectory(path)) {
            return Files.size(path);
        }
        try (var files = Files.list(path)) {
            return files.mapToLong(it -> it.toFile().length()).sum();
        }
    }

    private static String reason(IOException e) {
        return e instanceof NoSuchFileException
                ? "there is no such file"
                : e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
    }
}
