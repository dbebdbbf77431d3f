package org.regain.support;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/// How the classes under test are run in a process of their own.
///
/// A third of a start is loading classes. So the first of these processes that is not killed keeps them in an archive (JEP 350), which takes
/// them from jars alone: what was compiled is put into one.
public final class Launch {

    public static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /// The option with which a process makes the archive when there is none. One that ends early would keep few classes.
    public static final String KEEPS = "-XX:+AutoCreateSharedArchive";

    private static final Path FOLDER = Path.of("target/launched").toAbsolutePath();
    private static final Path ARCHIVE = FOLDER.resolve("regain.jsa");

    private Launch() {}

    /// Up to the class that is run.
    ///
    /// @param options of Java
    public static List<String> of(String... options) {
        return of(
                Packed.CLASS_PATH,
                Stream.concat(
                        Stream.of(KEEPS, "-XX:SharedArchiveFile=" + ARCHIVE, "-Xlog:cds*=error"), Stream.of(options)));
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

    /// Made anew by each run of the tests, by the first who needs it.
    private static final class Packed {

        static final List<String> CLASS_PATH;

        static {
            try {
                Files.createDirectories(FOLDER);
                Files.deleteIfExists(ARCHIVE);
                CLASS_PATH = classPath().stream()
                        .map(entry -> Files.isDirectory(Path.of(entry)) ? pack(Path.of(entry)) : entry)
                        .toList();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        private static String pack(Path classes) {
            Path jar = FOLDER.resolve(classes.getFileName() + ".jar");
            try (var out = new JarOutputStream(Files.newOutputStream(jar));
                    Stream<Path> found = Files.walk(classes)) {
                for (Path path :
                        found.filter(it -> !it.equals(classes)).sorted().toList()) {
                    String name = classes.relativize(path).toString().replace(File.separatorChar, '/');
                    out.putNextEntry(new JarEntry(Files.isDirectory(path) ? name + "/" : name));
                    if (Files.isRegularFile(path)) {
                        Files.copy(path, out);
                    }
                    out.closeEntry();
                }
                return jar.toString();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
