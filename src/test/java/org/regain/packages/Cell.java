package org.regain.packages;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.awaitility.core.ConditionTimeoutException;
import org.regain.support.HttpBrowser;
import org.regain.support.Launch;
import org.regain.support.Ports;

/// A node as a package starts it, with mounts of its own that end with it, in a folder that it takes for the root of all files.
final class Cell implements AutoCloseable {

    private static final String LOOPBACK = "127.0.0.1";

    private final int port = Ports.free();
    private final int watched = Ports.free();
    private final Path log;
    private final Process process;

    /// @param folder      of its own, `$cell` of the preparation
    /// @param preparation commands of a shell that mount what the node is to find, under `$cell/root`
    /// @param user        `user` or `number:number`
    /// @param environment `NAME=value`; beside these the settings that every node has to have
    /// @param command     what the package says is run
    Cell(Path folder, String preparation, String user, List<String> environment, List<String> command)
            throws IOException {
        log = folder.resolve("regain.log");
        var whole = new ArrayList<String>();
        whole.addAll(List.of("unshare", "--mount", "--propagation", "private", "sh", "-euc"));
        whole.add("cell=$1; shift\n" + preparation + "\nexec env -i \"$@\"");
        whole.addAll(List.of("sh", folder.toAbsolutePath().toString()));
        whole.addAll(settings());
        whole.addAll(environment);
        whole.addAll(List.of("/usr/sbin/chroot", "--userspec=" + user, folder.toAbsolutePath() + "/root"));
        whole.addAll(command);
        process = new ProcessBuilder(whole)
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    private List<String> settings() {
        return List.of(
                "REGAIN_BASE_URL=http://" + LOOPBACK + ":" + port,
                "REGAIN_MAIL_FROM=Regain <no-reply@contoso.example>",
                "REGAIN_ORGANISATION_NAME=Contoso Partners",
                "REGAIN_ORGANISATION_ADMIN=marta@contoso.example",
                "SPRING_MAIL_HOST=" + LOOPBACK,
                "SERVER_ADDRESS=" + LOOPBACK,
                "SERVER_PORT=" + port,
                "MANAGEMENT_SERVER_PORT=" + watched);
    }

    /// Waits until whoever watches would send people here.
    void awaitReady() throws IOException {
        try (var client = HttpClient.newHttpClient()) {
            await("a node that is ready")
                    .atMost(Launch.LONGEST_START)
                    .until(() -> !process.isAlive() || isReady(client));
        } catch (ConditionTimeoutException never) {
            throw new AssertionError(said(), never);
        }
        assertThat(process.isAlive()).as(said()).isTrue();
    }

    private boolean isReady(HttpClient client) throws IOException, InterruptedException {
        var ready = HttpRequest.newBuilder(
                        URI.create("http://%s:%d/actuator/health/readiness".formatted(LOOPBACK, watched)))
                .build();
        try {
            return client.send(ready, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (ConnectException notOpenYet) {
            return false;
        }
    }

    HttpBrowser.Page signInPage() {
        return new HttpBrowser(URI.create("http://%s:%d".formatted(LOOPBACK, port))).get("/sign-in");
    }

    String said() throws IOException {
        return Files.readString(log);
    }

    /// What Linux says of the node under `/proc`.
    List<String> known(String file) throws IOException {
        return Files.readAllLines(Path.of("/proc", Long.toString(process.pid()), file));
    }

    /// In order, so that a PostgreSQL of its own ends too.
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 30, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }

    /// The words of a command line without quotes.
    static List<String> words(String line) {
        return List.of(line.split(" ", -1));
    }

    /// What a program of the machine says.
    static String run(String... command) throws IOException, InterruptedException {
        var started = new ProcessBuilder(command).redirectErrorStream(true).start();
        var said = new String(started.getInputStream().readAllBytes(), java.nio.charset.StandardCharsets.UTF_8);
        assertThat(started.waitFor())
                .as(String.join(" ", command) + "\n" + said)
                .isZero();
        return said;
    }

    /// What `mvn -Ppackages package` has made.
    static Path made(String ending) throws IOException {
        try (Stream<Path> files = Files.list(Path.of("target/packages"))) {
            return files.filter(file -> file.toString().endsWith(ending))
                    .findAny()
                    .orElseThrow();
        }
    }
}
