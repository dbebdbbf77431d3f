package org.regain.nodes;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.regain.support.Deadline;
import org.regain.support.Launch;
import org.regain.support.Ports;

/// One node: Regain as whoever runs it starts it, with a folder of its own.
final class NodeProcess implements AutoCloseable {

    private final Path folder;
    private final int port = Ports.free();
    private final List<String> command;
    private final Map<String, String> environment = new HashMap<>();

    private @Nullable Process process;

    /// @param launch how Regain is run, up to its settings
    /// @param settings beside its port and its folder
    NodeProcess(Path folder, List<String> launch, List<String> settings) {
        this.folder = folder;
        command = new ArrayList<>(launch);
        command.addAll(List.of("--server.address=127.0.0.1", "--server.port=" + port, "--regain.data-dir=" + folder));
        command.addAll(settings);
    }

    int port() {
        return port;
    }

    long pid() {
        return begun().pid();
    }

    /// The keys file, which each node has a copy of.
    Path keys() {
        return folder.resolve("keys.json");
    }

    /// With one more setting, which holds where it was set before.
    NodeProcess with(String setting) {
        command.removeIf(it -> it.startsWith(setting.substring(0, setting.indexOf('=') + 1)));
        command.add(setting);
        return this;
    }

    /// On a machine whose clock is this one.
    NodeProcess under(FalseClock clock) {
        environment.putAll(clock.environment());
        return this;
    }

    /// Returns long before the port opens.
    NodeProcess begin() throws IOException {
        var builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.to(log().toFile()));
        builder.environment().putAll(environment);
        process = builder.start();
        return this;
    }

    /// The port opens last.
    void awaitPort() {
        Deadline.await("a node").atMost(Launch.LONGEST_START).until(() -> {
            if (!begun().isAlive()) {
                throw new AssertionError(said());
            }
            return Ports.isListenedOn(port);
        });
    }

    /// What a start says that is refused, once it has ended, and its exit code.
    String refusal() throws IOException, InterruptedException {
        return begun().waitFor() + " " + said();
    }

    private Process begun() {
        return Objects.requireNonNull(process);
    }

    String said() throws IOException {
        return Files.readString(log());
    }

    private Path log() {
        return folder.resolve("node.log");
    }

    /// As `kill -9` does it.
    void kill() throws InterruptedException {
        begun().destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly().onExit().join();
        }
    }
}
