import com.palantir.javaformat.java.Main;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Runs palantir-java-format over all sources: `--check` names those that differ and fails, `--write` changes them.
///
/// Launched as a source file by Maven with a JDK 25, since the formatter reads the language of the JDK that it runs on,
/// and Maven itself may run on an older one. Known limit: it does not read a bare `_` inside a record pattern; write
/// `var _` there.
class Format {

    static void main(String[] how) throws Exception {
        boolean write = List.of(how).contains("--write");
        List<String> arguments = new ArrayList<>(List.of("--palantir", write ? "--replace" : "--dry-run"));
        if (!write) {
            arguments.add("--set-exit-if-changed");
        }
        for (String root : List.of("src/main/java", "src/test/java", "src/build")) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.map(Path::toString).filter(name -> name.endsWith(".java")).forEach(arguments::add);
            }
        }
        int status = new Main(new PrintWriter(System.out, true), new PrintWriter(System.err, true), System.in)
                .format(arguments.toArray(String[]::new));
        if (status != 0 && !write) {
            System.err.println("The files above are not formatted. To format them: mvn -Pformat initialize");
        }
        System.exit(status);
    }
}
