import java.io.IOException;
import java.io.Reader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;

/// Regain as the packages start it, but as the demo: on a PostgreSQL of its own, with people who sign in and recover.
final class Demo implements AutoCloseable {

    static final int PEOPLE = 12;

    private static final String STARTED = "between starts.";
    private static final int TICKS_A_SECOND = 100;

    private final Path log;
    private final Process process;
    private final URI base;
    private final URI watched;
    private final MailSink mails;

    private Demo(Path log, Process process, int port, int watchedPort, MailSink mails) {
        this.log = log;
        this.process = process;
        this.base = URI.create("http://localhost:" + port);
        this.watched = URI.create("http://127.0.0.1:" + watchedPort);
        this.mails = mails;
    }

    /// @param home    of Regain
    /// @param work    a folder for its data and its log
    /// @param archive what Java is told about the archive of classes
    static Demo start(Path home, Path work, String... archive) throws IOException {
        return among(PEOPLE, home, work, archive);
    }

    /// As `start` does, among so many people.
    static Demo among(int people, Path home, Path work, String... archive) throws IOException {
        return start(
                home,
                work.resolve("regain.log"),
                MailSink.open(),
                people,
                List.of(archive),
                List.of("--regain.data-dir=" + work.resolve("data")));
    }

    /// A second node, on the PostgreSQL of the first and to the same mail server.
    Demo beside(Path home, Path work, String... archive) throws IOException {
        Path data = work.resolve("data");
        Properties passwords = new Properties();
        try (Reader file = Files.newBufferedReader(data.resolve("postgres.passwords"))) {
            passwords.load(file);
        }
        String postgres =
                Files.readAllLines(data.resolve("postgres/postmaster.pid")).get(3);
        List<String> settings = new ArrayList<>(List.of(
                "--regain.database.url=jdbc:postgresql://127.0.0.1:" + postgres + "/regain",
                "--regain.data-dir=" + work.resolve("beside"),
                "--regain.keys.file=" + data.resolve("keys.json")));
        for (String login : List.of("app", "mailer", "admin")) {
            settings.add("--regain.database." + login + ".password=" + passwords.getProperty(login));
        }
        return start(home, work.resolve("beside.log"), mails, PEOPLE, List.of(archive), settings);
    }

    private static Demo start(
            Path home, Path log, MailSink mails, int people, List<String> archive, List<String> settings)
            throws IOException {
        Files.createDirectories(log.getParent());
        int port = freePort();
        int watched = freePort();
        List<String> command = new ArrayList<>();
        command.add(home.resolve("java/bin/java").toString());
        boolean collected = archive.stream().anyMatch(option -> option.endsWith("GC"));
        Files.readAllLines(home.resolve("java.options")).stream()
                .filter(option -> option.startsWith("-X") && !option.startsWith("-XX:AOTCache="))
                // Two collectors are an error.
                .filter(option -> !(collected && option.endsWith("GC")))
                .forEach(command::add);
        command.addAll(archive);
        command.addAll(List.of(
                "-jar",
                home.resolve("regain.jar").toString(),
                "--spring.profiles.active=demo",
                "--server.port=" + port,
                "--management.server.port=" + watched,
                "--regain.demo.extra-people=" + people,
                "--spring.mail.host=127.0.0.1",
                "--spring.mail.port=" + mails.port()));
        command.addAll(settings);
        Process process = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
        return new Demo(log, process, port, watched, mails);
    }

    /// Until the sign-in page answers.
    void awaitPage() throws IOException, InterruptedException {
        while (!new Visitor(base).answers("/sign-in")) {
            alive();
            Thread.sleep(10);
        }
    }

    /// Until its people are there.
    void awaitPeople() throws IOException, InterruptedException {
        while (!said().contains(STARTED)) {
            alive();
            Thread.sleep(50);
        }
        new Visitor(watched).get("/actuator/health/readiness").wants(200);
    }

    /// With the password that this person came with.
    void signIn(int person) {
        signIn(person, 0);
    }

    /// @param recoveries how many there were of this person
    void signIn(int person, int recoveries) {
        Visitor visitor = new Visitor(base);
        visitor.get("/sign-in").wants(200);
        visitor.submit("/sign-in", "name", address(person), "password", password(person, recoveries))
                .wants(200);
        visitor.get("/").wants(200);
        if (visitor.path().equals("/sign-in")) {
            throw new IllegalStateException("A sign-in ended where it began");
        }
    }

    void recover(int person) throws InterruptedException {
        recover(person, 1);
    }

    /// @param recoveries how many there are of this person with this one
    void recover(int person, int recoveries) throws InterruptedException {
        Visitor visitor = new Visitor(base);
        visitor.get("/recover").wants(200);
        visitor.submit("/recover", "name", address(person)).wants(200);
        visitor.submit("/recover/reason", "reason", "FORGOTTEN").wants(200);
        visitor.submit("/recover/verify/method", "method", "EMAIL").wants(200);
        visitor.submit("/recover/verify/code", "code", mails.codeTo(address(person)))
                .wants(200);
        String password = password(person, recoveries);
        visitor.submit("/recover/new-password", "newPassword", password, "confirmation", password)
                .wants(200);
        if (!visitor.path().equals("/recover/done")) {
            throw new IllegalStateException("A recovery ended on " + visitor.path());
        }
    }

    /// Somebody who does not remember: one wrong password, and then nothing more.
    void mistake(int person) {
        Visitor visitor = new Visitor(base);
        visitor.get("/sign-in").wants(200);
        visitor.submit("/sign-in", "name", address(person), "password", "not the pass phrase of anybody")
                .wants(422);
    }

    /// Somebody who only looks.
    void look() {
        new Visitor(base).get("/sign-in").wants(200);
    }

    long pid() {
        return process.pid();
    }

    /// What Java has used so far; its PostgreSQL not counted.
    Duration cpu() throws IOException {
        String stat = Files.readString(Path.of("/proc", Long.toString(process.pid()), "stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return Duration.ofMillis((Long.parseLong(fields[11]) + Long.parseLong(fields[12])) * 1_000 / TICKS_A_SECOND);
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    private void alive() throws IOException {
        if (!process.isAlive()) {
            throw new IOException("It did not start:\n" + said());
        }
    }

    private static String password(int person, int recoveries) {
        return recoveries == 0
                ? "initial pass phrase " + person
                : "another pass phrase %d of %d".formatted(recoveries, person);
    }

    private static String address(int person) {
        return "user" + person + "@bench.example";
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
            return socket.getLocalPort();
        }
    }

    /// In order: what was learnt is written at the end, by a second Java.
    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().completeOnTimeout(process, 5, TimeUnit.MINUTES).join();
        process.destroyForcibly();
        mails.close();
    }
}
