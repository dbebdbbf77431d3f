import com.palantir.javaformat.java.Formatter;
import com.palantir.javaformat.java.FormatterException;
import com.palantir.javaformat.java.JavaFormatterOptions;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Runs palantir-java-format over all sources: `--check` names those that differ and fails, `--write` changes them.
///
/// Launched as a source file by Maven with a JDK 25, since the formatter reads the language of the JDK that it runs on, and
/// Maven itself may run on an older one. Two things of the language it cannot read are hidden from it and put back.
class Format {

    private static final List<String> ROOTS = List.of("src/main/java", "src/test/java", "src/build");
    // It would fold the lines of a comment anew, and tables and pictures with them.
    private static final Pattern COMMENT = Pattern.compile("(?m)(?<=^ {0,80})//.*$");
    private static final Pattern HIDDEN = Pattern.compile("// \u00a7(\\d+)$", Pattern.MULTILINE);

    // It knows no `_`: a variable of a name that nobody uses stands in for it, with a type inside a record pattern.
    private static final Pattern RECORD_PATTERN = Pattern.compile("(?<=\\w)\\([^()]*\\)");
    private static final String COMPONENT = "(?<=[(,]\\s{0,80})_(?=\\s*[,)])";
    private static final String UNNAMED = "(?<![\\w$])_(?![\\w$])";
    private static final String STAND_IN = "\u01c3";
    private static final String TYPED_STAND_IN = "\u01c2 \u01c2";

    private static final Formatter FORMATTER = Formatter.createFormatter(JavaFormatterOptions.builder()
            .style(JavaFormatterOptions.Style.PALANTIR)
            .build());

    static void main(String[] how) throws IOException {
        boolean write = List.of(how).contains("--write");
        List<String> complaints = sources().parallelStream()
                .flatMap(file -> complaint(file, write).map(what -> file + ": " + what).stream())
                .toList();
        complaints.forEach(System.err::println);
        System.exit(complaints.isEmpty() ? 0 : 1);
    }

    private static Optional<String> complaint(Path file, boolean write) {
        try {
            String text = Files.readString(file);
            String formatted = format(text);
            if (formatted.equals(text)) {
                return Optional.empty();
            }
            if (write) {
                Files.writeString(file, formatted);
                return Optional.empty();
            }
            return Optional.of("not formatted; to format all: mvn -Pformat initialize");
        } catch (FormatterException e) {
            return Optional.of("the formatter cannot read it (it knows no variable called `sealed`, nor `_` in a record"
                    + " pattern within another): " + e.getMessage());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String format(String text) throws FormatterException {
        List<String> comments = new ArrayList<>();
        String shown = COMMENT.matcher(withStandIns(FORMATTER.fixImports(text))).replaceAll(comment -> {
            comments.add(comment.group());
            return "// \u00a7" + (comments.size() - 1);
        });
        String formatted = HIDDEN.matcher(FORMATTER.formatSource(shown))
                .replaceAll(hidden -> Matcher.quoteReplacement(comments.get(Integer.parseInt(hidden.group(1)))));
        return formatted.replace(TYPED_STAND_IN, "_").replace(STAND_IN, "_");
    }

    private static String withStandIns(String text) {
        return RECORD_PATTERN
                .matcher(text)
                .replaceAll(found -> Matcher.quoteReplacement(found.group().replaceAll(COMPONENT, TYPED_STAND_IN)))
                .replaceAll(UNNAMED, STAND_IN);
    }

    private static List<Path> sources() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String root : ROOTS) {
            try (Stream<Path> files = Files.walk(Path.of(root))) {
                files.filter(file -> file.toString().endsWith(".java")).forEach(sources::add);
            }
        }
        return sources;
    }
}
