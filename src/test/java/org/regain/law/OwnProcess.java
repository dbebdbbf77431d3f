package org.regain.law;

import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.regain.embedded.SharedPrograms;
import org.regain.support.HttpBrowser;
import org.regain.support.Launch;
import org.regain.support.Ports;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;

/// The demo in a process of its own, on a folder of its own, with the PostgreSQL that it starts by itself: from the classes
/// under test, or as it was packaged.
public final class OwnProcess implements AutoCloseable {

    private static final Pattern CODE = Pattern.compile("\\b(\\d{4})[ \\u00a0](\\d{4})\\b");

    private final Path folder;
    private final List<String> launch;
    private final List<String> settings;
    private final boolean fromNothing;
    private final int port = Ports.free();
    private @Nullable Process process;

    /// @param settings beside those that every such process has, such as `--spring.mail.host=…`
    public OwnProcess(Path folder, int people, String... settings) {
        this(
                folder,
                Launch.of(),
                Stream.concat(Stream.of(among(people)), Stream.of(settings)).toList(),
                false);
    }

    /// @param fromNothing it unpacks its PostgreSQL by itself
    private OwnProcess(Path folder, List<String> launch, List<String> settings, boolean fromNothing) {
        this.folder = folder;
        this.launch = new ArrayList<>(launch);
        this.settings = settings;
        this.fromNothing = fromNothing;
    }

    /// @param options of Java
    static OwnProcess packaged(Path jar, Path folder, String... options) {
        return new OwnProcess(
                folder,
                Stream.of(Stream.of(Launch.JAVA), Stream.of(options), Stream.of("-jar", jar.toString()))
                        .flatMap(it -> it)
                        .toList(),
                List.of(),
                true);
    }

    /// By a program that runs another as somebody else, who can read these classes.
    static OwnProcess as(List<String> whom, List<String> classPath, Path folder) {
        return new OwnProcess(
                folder,
                Stream.concat(whom.stream(), Launch.by(classPath).stream()).toList(),
                List.of(among(0)),
                true);
    }

    private static String among(int people) {
        return "--regain.demo.extra-people=" + people;
    }

    public void start() throws IOException, InterruptedException {
        begin();
        awaitStart();
    }

    /// Returns long before the port opens.
    void begin() throws IOException {
        if (!fromNothing) {
            SharedPrograms.link(folder.resolve("data"));
        }
        var command = new ArrayList<>(launch);
        command.addAll(List.of(
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--regain.data-dir=" + folder.resolve("data")));
        command.addAll(settings);
        process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()))
                .start();
    }

    /// Runs a command on the same folder while this runs, as an operator does; what it says, and its exit code at the end.
    public String command(String... words) throws IOException, InterruptedException {
        return beginCommand(Map.of(), words).waitFor() + " " + Files.readString(folder.resolve("command.log"));
    }

    /// Returns while it runs.
    ///
    /// @param environment beside that of this process
    public Process beginCommand(Map<String, String> environment, String... words) throws IOException {
        var command = new ArrayList<>(launch);
        command.addAll(List.of(words));
        command.addAll(List.of(
                "--regain.data-dir=" + folder.resolve("data"),
                "--regain.base-url=http://localhost:" + port,
                "--regain.mail.from=regain@contoso.example",
                "--regain.organisation.name=Contoso Partners",
                "--regain.organisation.admin=marta@contoso.example",
                "--spring.mail.host=127.0.0.1"));
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.to(folder.resolve("command.log").toFile()));
        builder.environment().putAll(environment);
        return builder.start();
    }

    void awaitStart() throws IOException, InterruptedException {
        var started = Objects.requireNonNull(process);
        var end = System.nanoTime() + Launch.LONGEST_START.toNanos();
        while (!said().contains(Launch.STARTED)) {
            if (!started.isAlive() || System.nanoTime() > end) {
                throw new AssertionError(said());
            }
            Thread.sleep(50);
        }
    }

    /// All that it has said.
    public String said() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("regain.log");
    }

    public int port() {
        return port;
    }

    /// As `kill -9` does it; its PostgreSQL lives on.
    public void kill() throws InterruptedException {
        Objects.requireNonNull(process).destroyForcibly().waitFor();
    }

    /// As a supervisor asks it to; whether it has ended within so long.
    boolean endsWithin(Duration most) throws InterruptedException {
        var ending = Objects.requireNonNull(process);
        ending.destroy();
        return ending.waitFor(most);
    }

    public HttpBrowser browser() {
        return new HttpBrowser(URI.create("http://localhost:" + port));
    }

    /// A browser in which somebody has asked for a code to recover by, which has come.
    HttpBrowser asked(String email) throws InterruptedException {
        var browser = browser();
        browser.get("/recover");
        browser.submit("/recover", "name", email);
        browser.submit("/recover/reason", "reason", "FORGOTTEN");
        var seen = codesTo(email).size();
        browser.submit("/recover/verify/method", "method", "EMAIL");
        await("a code").until(() -> codesTo(email).size() > seen);
        return browser;
    }

    /// The codes in the demo's inbox for this address, newest first.
    public List<String> codesTo(String email) {
        return mailsTo(email).stream()
                .map(CODE::matcher)
                .filter(java.util.regex.Matcher::find)
                .map(found -> found.group(1) + found.group(2))
                .toList();
    }

    /// What the mails in the demo's inbox for this address say, newest first.
    public List<String> mailsTo(String email) {
        var inbox = browser();
        return inbox.get("/demo/inbox").html().select("li:has(bdi)").stream()
                .filter(row -> row.expectFirst("bdi").text().equals(email))
                .map(row -> row.expectFirst("a").attr("href"))
                .map(link -> inbox.get(link).html().text())
                .toList();
    }

    /// Asks the database that it started, as its superuser, and has it do what is asked.
    public List<String> ask(String question) throws IOException, SQLException {
        var data = folder.resolve("data");
        var passwords = new Properties();
        try (var reader = Files.newBufferedReader(data.resolve("postgres.passwords"))) {
            passwords.load(reader);
        }
        var port = Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        var url = "jdbc:postgresql://127.0.0.1:" + port + "/regain?currentSchema=regain";
        try (Connection connection = DriverManager.getConnection(url, "postgres", passwords.getProperty("superuser"))) {
            return JdbcClient.create(new SingleConnectionDataSource(connection, true))
                    .sql(question)
                    .query(String.class)
                    .list();
        }
    }

    /// At once, whatever it still waits for; its PostgreSQL in order.
    @Override
    public void close() throws IOException {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
        var pid = folder.resolve("data/postgres/postmaster.pid");
        if (Files.exists(pid)) {
            ProcessHandle.of(Long.parseLong(Files.readAllLines(pid).getFirst())).ifPresent(OwnProcess::end);
        }
    }

    private static void end(ProcessHandle postgres) {
        postgres.destroy();
        postgres.onExit()
                .completeOnTimeout(postgres, 20, TimeUnit.SECONDS)
                .thenAccept(ProcessHandle::destroyForcibly)
                .join();
    }
}
