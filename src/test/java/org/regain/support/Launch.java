package org.regain.support;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.regain.embedded.SharedPrograms;
import org.springframework.util.FileSystemUtils;

/// How the classes under test are run in a process of their own.
///
/// Much of a start is loading classes. So in the thorough profile the first who needs such a process has one start and end that keeps them for all
/// (JEP 514), which takes them from jars alone: what was compiled is put into one.
public final class Launch {

    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    private static final Path FOLDER = Path.of("target/launched").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("regain.aot");
    private static final Path MADE_OF = FOLDER.resolve("made-of.txt");
    private static final LocalDateTime ANY_DAY = LocalDateTime.of(2000, 1, 1, 0, 0);

    /// The last thing that a start of the demo says.
    public static final String STARTED = "between starts.";

    public static final Duration LONGEST_START = Duration.ofMinutes(10);

    private static final String QUIET = "-Xlog:aot*=error,cds*=error";

    private Launch() {}

    /// Up to the class that is run.
    ///
    /// @param options of Java
    public static List<String> of(String... options) {
        List<String> classPath = Packed.CLASS_PATH;
        Stream<String> archive = Files.exists(ARCHIVE) ? Stream.of("-XX:AOTCache=" + ARCHIVE, QUIET) : Stream.of();
        return of(classPath, Stream.concat(archive, Stream.of(options)));
    }

    /// As `of`, by other copies of the same classes.
    public static List<String> by(List<String> classPath) {
        return of(classPath, Stream.empty());
    }

    private static List<String> of(List<String> classPath, Stream<String> options) {
        List<String> command = new ArrayList<>(
                List.of(JAVA, "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "--enable-native-access=ALL-UNNAMED"));
        options.forEach(command::add);
        command.addAll(List.of("-cp", String.join(File.pathSeparator, classPath), "org.regain.RegainApplication"));
        return command;
    }

    /// Without the classes of the tests, which would be found as parts of the application.
    public static List<String> classPath() {
        return Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.matches(".*(test-classes|quick/test|restest)/?"))
                .map(entry -> Path.of(entry).toAbsolutePath().toString())
                .toList();
    }

    /// Made by the first who needs it, and anew when the classes are others. Where few processes are started it does not pay; they take one that is
    /// there.
    private static final class Packed {

        static final List<String> CLASS_PATH;

        static {
            try {
                Files.createDirectories(FOLDER);
                CLASS_PATH = classPath().stream()
                        .map(entry -> Files.isDirectory(Path.of(entry)) ? pack(Path.of(entry)) : entry)
                        .toList();
                String made = madeOf();
                if (!Files.exists(MADE_OF) || !Files.readString(MADE_OF).equals(made)) {
                    Files.deleteIfExists(MADE_OF);
                    Files.deleteIfExists(ARCHIVE);
                    if (Thoroughness.asked()) {
                        keep();
                        Files.writeString(MADE_OF, made);
                    }
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        /// What Java compares too before it takes an archive; it would start without, and only more slowly.
        private static String madeOf() throws IOException {
            List<String> all =
                    new ArrayList<>(of(CLASS_PATH, Stream.of(Runtime.version().toString())));
            for (String jar : CLASS_PATH) {
                all.add(Files.getLastModifiedTime(Path.of(jar)).toString());
            }
            return String.join("\n", all);
        }

        /// The demo, since nobody has to set anything for it.
        private static void keep() throws IOException {
            Path data = Files.createTempDirectory("regain-kept-classes-");
            SharedPrograms.link(data);
            List<String> command = of(CLASS_PATH, Stream.of("-XX:AOTCacheOutput=" + ARCHIVE, QUIET));
            command.addAll(List.of(
                    "--spring.profiles.active=demo",
                    "--regain.demo.extra-people=0",
                    "--server.port=" + Ports.free(),
                    "--regain.data-dir=" + data));
            Process demo = new ProcessBuilder(command).redirectErrorStream(true).start();
            CompletableFuture.delayedExecutor(LONGEST_START.toMinutes(), TimeUnit.MINUTES)
                    .execute(demo::destroyForcibly);
            StringBuilder said = new StringBuilder();
            try (BufferedReader lines = demo.inputReader()) {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    said.append(line).append('\n');
                    if (line.contains(STARTED)) {
                        // That of the process itself would close what it says.
                        demo.toHandle().destroy();
                    }
                }
            } finally {
                demo.destroyForcibly();
                FileSystemUtils.deleteRecursively(data);
            }
            if (!Files.exists(ARCHIVE)) {
                throw new AssertionError(said);
            }
        }

        /// A jar of the same classes stays as it is.
        private static String pack(Path classes) {
            Path jar = FOLDER.resolve(classes.getFileName() + ".jar");
            try {
                byte[] packed = packed(classes);
                if (!Files.exists(jar) || !Arrays.equals(Files.readAllBytes(jar), packed)) {
                    Files.write(jar, packed);
                }
                return jar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static byte[] packed(Path classes) throws IOException {
            var bytes = new ByteArrayOutputStream();
            try (var out = new JarOutputStream(bytes);
                    Stream<Path> found = Files.walk(classes)) {
                for (Path path :
                        found.filter(it -> !it.equals(classes)).sorted().toList()) {
                    String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                    var entry = new JarEntry(Files.isDirectory(path) ? name + "/" : name);
                    entry.setTimeLocal(ANY_DAY);
                    out.putNextEntry(entry);
                    if (Files.isRegularFile(path)) {
                        Files.copy(path, out);
                    }
                    out.closeEntry();
                }
            }
            return bytes.toByteArray();
        }
    }
}
