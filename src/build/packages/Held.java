import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;

/// What a Regain holds at one time, and what it has done by then.
///
/// @param at       since the first visit
/// @param live     on the heap after a collection of all of it, in KiB
/// @param java     resident, in KiB
/// @param postgres of all its processes, what they share counted once, in KiB
record Held(Duration at, long served, long recovered, long live, long java, long postgres, long threads, long files) {

    static final String TITLES = "seconds\tvisits\trecoveries\tlive KiB\tJava KiB\tPostgreSQL KiB\tthreads\tfiles";

    /// @param pid        of Java
    /// @param postmaster the file in which its PostgreSQL says which process it is
    static Held by(long pid, Path postmaster, Duration at, long served, long recovered) throws IOException {
        long java = status(pid, "VmRSS");
        long server = Long.parseLong(Files.readAllLines(postmaster).getFirst());
        long postgres = Stream.concat(
                        Stream.of(server),
                        ProcessHandle.of(server).stream()
                                .flatMap(ProcessHandle::descendants)
                                .map(ProcessHandle::pid))
                .mapToLong(Held::proportional)
                .sum();
        try (Stream<Path> files = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            return new Held(at, served, recovered, live(pid), java, postgres, status(pid, "Threads"), files.count());
        }
    }

    /// The last line of the table of classes, for which Java collects all that nobody has any more.
    private static long live(long pid) throws IOException {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin/jcmd").toString(),
                        Long.toString(pid),
                        "GC.class_histogram")
                .redirectErrorStream(true)
                .start();
        try (BufferedReader lines = process.inputReader()) {
            String last = lines.lines().reduce("", (_, line) -> line);
            return Long.parseLong(last.strip().split("\\s+")[2]) / 1_024;
        }
    }

    private static long status(long pid, String field) throws IOException {
        return number(Path.of("/proc", Long.toString(pid), "status"), field);
    }

    /// 0 for a process that has ended meanwhile.
    private static long proportional(long pid) {
        try {
            return number(Path.of("/proc", Long.toString(pid), "smaps_rollup"), "Pss");
        } catch (IOException ended) {
            return 0;
        }
    }

    private static long number(Path file, String field) throws IOException {
        return Files.readAllLines(file).stream()
                .filter(line -> line.startsWith(field + ":"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElseThrow();
    }

    @Override
    public String toString() {
        return "%d\t%d\t%d\t%d\t%d\t%d\t%d\t%d"
                .formatted(at.toSeconds(), served, recovered, live, java, postgres, threads, files);
    }
}
