package org.regain.backup;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Objects;
import java.util.function.ToLongFunction;
import org.regain.database.ThrowawayDatabase;
import org.regain.secret.FittingFile;
import org.regain.start.StartRefused;

/// Restores a dump where it harms nobody, brings it to this release, and says what it found. What runs is not touched, and nothing is sent:
/// there is nothing here that could send.
class VerifyBackup {

    private static final long PROGRAMS = 400L << 20;
    private static final Duration A_MOMENT = Duration.ofSeconds(1);
    private static final long MEGABYTE = 1L << 20;

    private static final String ORGANISATION =
            "select coalesce(string_agg(name, ', '), 'No organisation') from regain.organisation";
    private static final String PEOPLE = """
            select coalesce(string_agg(many || ' ' || lower(state), ', ' order by state), 'nobody') from (
            select state, count(*) as many from regain.account group by state) s
            """;
    private static final String GLOBAL_ADMINISTRATORS = """
            select count(*) from regain.account a join regain.account_role r on r.account_id = a.id
            where r.role = 'GLOBAL_ADMIN' and a.state = 'ACTIVE'
            """;
    private static final String LAST_EVENT = """
            select case when max(at) is null then 'Nothing has ever happened in it.'
                else 'The last thing that happened in it was at ' || to_char(max(at) at time zone 'UTC', 'YYYY-MM-DD HH24:MI')
                     || ' UTC, ' || case when now() - max(at) < interval '2 hours' then floor(extract(epoch from now() - max(at)) / 60) || ' minutes'
                                         when now() - max(at) < interval '3 days' then floor(extract(epoch from now() - max(at)) / 3600) || ' hours'
                                         else floor(extract(epoch from now() - max(at)) / 86400) || ' days' end || ' ago.' end
            from (select max(at) as at from regain.audit_event union all select max(opened_at) from regain.flow) e
            """;
    private static final String WAITING =
            "select count(*) from regain.outbox where state = 'QUEUED' and expires_at > now()";

    private final Path keysFile;
    private final SecureRandom random;
    private final PrintStream console;
    private final Start start;
    private final ToLongFunction<Path> free;
    private final String restore;

    interface Start {
        ThrowawayDatabase in(Path folder) throws IOException;
    }

    /// @param start   how the database comes to be in a folder
    /// @param free    how many bytes there is room for beside a folder
    /// @param restore PostgreSQL's `pg_restore`
    VerifyBackup(
            Path keysFile,
            SecureRandom random,
            PrintStream console,
            Start start,
            ToLongFunction<Path> free,
            String restore) {
        this.keysFile = keysFile;
        this.random = random;
        this.console = console;
        this.start = start;
        this.free = free;
        this.restore = restore;
    }

    /// @throws StartRefused in one sentence, for a backup by which nobody could go on
    void verify(Path file) {
        var dump = DumpFile.of(file);
        try (var scratch = new Scratch()) {
            requireRoom(dump, scratch.folder());
            var database = scratch.start(start);
            restore(dump, database, scratch.folder());
            tell(dump, database);
        } catch (IOException e) {
            throw new StartRefused(file + " could not be restored: " + e.getMessage(), e);
        }
    }

    private void requireRoom(DumpFile dump, Path folder) {
        var needed = PROGRAMS + dump.bytes();
        var there = free.applyAsLong(folder);
        if (there < needed) {
            throw new StartRefused(
                    "There is no room to restore %s: it may take %d MB, and in %s there are %d. Name a folder with more: java -Djava.io.tmpdir=…"
                            .formatted(dump.path(), needed / MEGABYTE, folder.getParent(), there / MEGABYTE));
        }
    }

    private void restore(DumpFile dump, ThrowawayDatabase database, Path folder) throws IOException {
        var started = new ArrayList<Process>();
        var complaints = folder.resolve("pg_restore.log");
        try (var text = dump.open(restore, started, complaints)) {
            try {
                database.restore(text);
            } catch (StartRefused refused) {
                // Asked before its text is closed, which it would complain about.
                for (var program : started) {
                    requireNoComplaint(dump, program, complaints);
                }
                throw new StartRefused(dump.path() + " cannot be restored. " + refused.getMessage(), refused);
            }
        } finally {
            started.forEach(Process::destroyForcibly);
        }
    }

    private static void requireNoComplaint(DumpFile dump, Process program, Path complaints) throws IOException {
        try {
            if (program.waitFor(A_MOMENT) && program.exitValue() != 0) {
                throw new StartRefused("pg_restore cannot read %s: %s"
                        .formatted(
                                dump.path(),
                                Files.readAllLines(complaints).stream()
                                        .findFirst()
                                        .orElse("it ended with " + program.exitValue())));
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void tell(DumpFile dump, ThrowawayDatabase database) {
        var version = database.version();
        if (version == null) {
            throw new StartRefused(dump.path() + " is a dump of another database: there is no Regain in it.");
        }
        database.makeReady();
        console.println(
                dump.path() + " was restored into a PostgreSQL of its own, which is gone again. Nothing that runs was"
                        + " touched, and nothing was sent.");
        var now = Objects.requireNonNull(database.version());
        console.println(
                version.equals(now)
                        ? "Its tables are those of this release (version " + now + ")."
                        : "Its tables were of version " + version + "; this release brought them to version " + now
                                + ".");
        console.println("Everything in it is defined and granted as this release makes it.");
        FittingFile.require(keysFile, random, database.app());
        console.println("The keys in " + keysFile + " fit it.");
        console.println(database.answer(ORGANISATION) + ": " + database.answer(PEOPLE)
                + "; global administrators who can sign in: " + database.answer(GLOBAL_ADMINISTRATORS) + ".");
        console.println(database.answer(LAST_EVENT));
        console.println("Messages that were waiting in it, and that a node started on it would send: "
                + database.answer(WAITING) + ".");
    }
}
