package org.regain.nodes;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// Processes that stand still, as on a machine that sleeps, until this is closed: their connections stay, and nobody answers on them.
final class Stopped implements AutoCloseable {

    private final List<Long> processes;

    private Stopped(List<Long> processes) throws IOException {
        this.processes = processes;
        signal("STOP", processes);
    }

    static Stopped processes(List<ProcessHandle> processes) throws IOException {
        return new Stopped(processes.stream().map(ProcessHandle::pid).toList());
    }

    static Stopped nodes(NodeProcess... nodes) throws IOException {
        return new Stopped(List.of(nodes).stream().map(NodeProcess::pid).toList());
    }

    private static void signal(String name, List<Long> processes) throws IOException {
        var command = new ArrayList<>(List.of("kill", "-" + name));
        processes.forEach(process -> command.add(Long.toString(process)));
        // One of several may have ended by itself before.
        new ProcessBuilder(command).inheritIO().start().onExit().join();
    }

    @Override
    public void close() throws IOException {
        wake();
    }

    /// Those that the first has made come before it, since it would look for them.
    void wake() throws IOException {
        var others = new ArrayList<>(processes);
        Collections.reverse(others);
        signal("CONT", others);
    }
}
