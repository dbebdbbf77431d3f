package org.regain.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.verification.Method;

/// "Adding a recovery method" in `CONTRIBUTING.md` is followed here for a throw-away one, `TOKEN`, which shows codes as an app does:
/// once to see that the compiler asks for what the recipe says, once to see that this is enough. What the database needs is followed
/// in `MethodLawTest`.
class MethodRecipeTest {

    private static final Path MAIN = Path.of("src/main/java/org/regain");
    private static final Path ENUM = MAIN.resolve("verification/Method.java");
    private static final Pattern LINK = Pattern.compile("]\\((src/main/[^)]+)\\)");
    /// What belongs to apps alone, by its name, and the demo's people.
    private static final Pattern OF_APPS =
            Pattern.compile("(Add|Begin|Confirm|Awaited)?Totp.*|App.*|.*app.*|.*totp.*|Demo.*");

    @TempDir
    private Path folder;

    @Test
    void theCompilerAsksForEveryPlaceThatTheRecipeNames() throws IOException {
        var errors = compile(List.of());
        assertThat(errors).allMatch(it -> it.getCode().startsWith("compiler.err.not.exhaustive"));
        var asked = errors.stream().map(MethodRecipeTest::name).collect(Collectors.toSet());
        assertThat(asked).isEqualTo(recipe("The compiler"));
    }

    @Test
    void thatIsAllThatTheCodeNeeds() throws IOException {
        assertThat(compile(recipe("The compiler"))).isEmpty();
    }

    /// A list of methods that nobody has to complete would be overlooked.
    @Test
    void nothingElseKnowsTheMethods() throws IOException {
        var found = new TreeSet<String>();
        for (var file : files(Path.of("src/main"), ".java", ".sql", ".html", ".js")) {
            var own = OF_APPS.matcher(file.getFileName().toString()).matches();
            if (!own && !file.toString().contains("V1__") && names(file)) {
                found.add(file.getFileName().toString());
            }
        }
        assertThat(found).isSubsetOf(links(section()));
    }

    @Test
    void everyMethodHasTheTextsThatTheRecipeNames() throws IOException {
        var families = Pattern.compile("`([a-z.-]+)\\.…(\\.[a-z]+)?`").matcher(section());
        var named = new TreeSet<String>();
        families.results().forEach(it -> named.add(it.group(1) + ".*" + (it.group(2) == null ? "" : it.group(2))));
        var texts = texts();
        assertThat(named).containsExactlyElementsOf(families(texts, "TOTP"));
        for (var method : Method.values()) {
            assertThat(named).as(method.name()).containsAll(families(texts, method.name()));
        }
    }

    private static Set<String> families(Set<String> texts, String method) {
        return texts.stream()
                .filter(it -> Arrays.asList(it.split("\\.", -1)).contains(method))
                .filter(it -> !it.startsWith("contact.") && !it.startsWith("inbox.") && !it.startsWith("channel."))
                .map(it -> it.replace("." + method, ".*"))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static Set<String> texts() throws IOException {
        var all = new TreeSet<String>();
        for (var file : files(Path.of("src/main/resources"), ".properties")) {
            var properties = new Properties();
            try (var in = Files.newBufferedReader(file)) {
                properties.load(in);
            }
            all.addAll(properties.stringPropertyNames());
        }
        return all;
    }

    /// Compiles what knows methods, with one more of them.
    ///
    /// @param completed the files in which it does whatever an app does
    private List<Diagnostic<? extends JavaFileObject>> compile(Collection<String> completed) throws IOException {
        var sources = new ArrayList<Path>();
        for (var file : files(MAIN, ".java")) {
            var text = Files.readString(file);
            if (file.equals(ENUM)) {
                text = text.replace("    TOTP(", "    TOKEN(ProofClass.TOTP, About.Kind.TOTP),\n    TOTP(");
            } else if (completed.contains(file.getFileName().toString())) {
                text = text.replaceAll("case (.*\\b)?TOTP\\b", "case $1TOTP, TOKEN");
            }
            if (text.contains("TOTP")) {
                var copy = folder.resolve(MAIN.relativize(file).toString().replace('/', '-'));
                var named = Files.createDirectories(copy).resolve(file.getFileName());
                sources.add(Files.writeString(named, text));
            }
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        var found = new DiagnosticCollector<JavaFileObject>();
        try (var manager = compiler.getStandardFileManager(found, null, null)) {
            var options = List.of(
                    "--should-stop=ifError=FLOW",
                    "-proc:none",
                    "-d",
                    folder.toString(),
                    "-cp",
                    System.getProperty("java.class.path"));
            compiler.getTask(null, manager, found, options, null, manager.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        return found.getDiagnostics().stream()
                .filter(it -> it.getKind() == Diagnostic.Kind.ERROR)
                .toList();
    }

    private static String name(Diagnostic<? extends JavaFileObject> error) {
        return Path.of(error.getSource().toUri()).getFileName().toString();
    }

    private static boolean names(Path file) throws IOException {
        return Pattern.compile("(?m)^(?!\\s*(///|--|\\*)).*\\bTOTP\\b")
                .matcher(Files.readString(file))
                .find();
    }

    /// The files that a point of the recipe links.
    private static Set<String> recipe(String point) throws IOException {
        return links(section()
                .lines()
                .dropWhile(it -> !it.contains(point))
                .reduce("", (a, b) -> a + "\n" + b)
                .replaceFirst("(?s)(?<=.)\n\\d\\. .*", ""));
    }

    private static Set<String> links(String text) {
        return LINK.matcher(text)
                .results()
                .map(it -> Path.of(it.group(1)).getFileName().toString())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String section() throws IOException {
        return Files.readString(Path.of("CONTRIBUTING.md"))
                .replaceFirst("(?s).*## Adding a recovery method", "")
                .replaceFirst("(?s)\n## .*", "");
    }

    private static List<Path> files(Path root, String... endings) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(it -> Stream.of(endings).anyMatch(it.toString()::endsWith))
                    .toList();
        }
    }
}
