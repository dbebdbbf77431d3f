import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/// The parts of the building JDK that Regain uses, as `jlink` puts them together.
final class JavaRuntime {

    /// What the classes of the jars name, by `jdeps --print-module-deps`.
    private static final List<String> NAMED = List.of(
            "java.compiler",
            "java.desktop",
            "java.instrument",
            "java.net.http",
            "java.prefs",
            "java.scripting",
            "java.security.jgss",
            "java.security.sasl",
            "java.sql.rowset",
            "jdk.httpserver",
            "jdk.jfr",
            "jdk.management",
            "jdk.unsupported");

    /// What is found only when it is asked for.
    private static final List<String> ASKED_FOR = List.of(
            // Lists to invite come in the character sets of spreadsheets.
            "jdk.charsets",
            // Dates as the three languages write them.
            "jdk.localedata",
            "jdk.naming.dns",
            "jdk.net",
            "jdk.zipfs");

    private JavaRuntime() {}

    static void make(Path folder) throws IOException, InterruptedException {
        Path jdk = Path.of(System.getProperty("java.home"));
        Tools.run(
                jdk.resolve("bin/jlink").toString(),
                "--add-modules",
                String.join(",", NAMED) + "," + String.join(",", ASKED_FOR),
                "--include-locales=en,es,zh",
                "--strip-debug",
                "--no-man-pages",
                "--no-header-files",
                "--output",
                folder.toString());
    }
}
