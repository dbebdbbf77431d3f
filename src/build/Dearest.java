import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.w3c.dom.Element;
import org.xml.sax.SAXException;

/// Where the time of a run of the tests went: the twenty dearest classes as a table, by the reports that the run has left.
///
/// `java src/build/Dearest.java [folder of reports] [folder of an earlier run's]`. Seconds are those of the test methods and
/// what stands before and after each, added up; what runs side by side counts in full.
class Dearest {

    private static final int ROWS = 20;
    private static final Path USUAL = Path.of("target/surefire-reports");

    public static void main(String[] folders) throws Exception {
        List<Map<String, Double>> runs = new ArrayList<>();
        for (String folder : folders.length == 0 ? new String[] {USUAL.toString()} : folders) {
            runs.add(secondsByClass(Path.of(folder)));
        }
        print("class", runs, ROWS);
        print("package", runs.stream().map(Dearest::byPackage).toList(), Integer.MAX_VALUE);
    }

    private static void print(String what, List<Map<String, Double>> runs, int rows) {
        Map<String, Double> first = runs.get(runs.size() - 1);
        System.out.println("| " + what + " | seconds |" + (runs.size() > 1 ? " earlier |" : ""));
        System.out.println("|---|---|" + (runs.size() > 1 ? "---|" : ""));
        Map<String, Double> all = new LinkedHashMap<>(first);
        runs.get(0).forEach((name, seconds) -> all.putIfAbsent(name, 0.0));
        all.entrySet().stream()
                .sorted(Map.Entry.<String, Double>comparingByValue(Comparator.reverseOrder()))
                .limit(rows)
                .forEach(row -> System.out.println(line(row.getKey(), runs)));
        System.out.println(line("all", runs.stream().map(Dearest::withSum).toList()));
        System.out.println();
    }

    /// The newer run stands first.
    private static String line(String name, List<Map<String, Double>> runs) {
        StringBuilder line = new StringBuilder("| " + name + " |");
        runs.forEach(run -> line.append(String.format(Locale.ROOT, " %.1f |", run.getOrDefault(name, 0.0))));
        return line.toString();
    }

    private static Map<String, Double> withSum(Map<String, Double> run) {
        return Map.of(
                "all", run.values().stream().mapToDouble(Double::doubleValue).sum());
    }

    private static Map<String, Double> byPackage(Map<String, Double> classes) {
        Map<String, Double> packages = new TreeMap<>();
        classes.forEach((name, seconds) -> {
            String[] parts = name.split("\\.");
            packages.merge(parts.length > 1 ? parts[0] : "(root)", seconds, Double::sum);
        });
        return packages;
    }

    private static Map<String, Double> secondsByClass(Path folder)
            throws IOException, ParserConfigurationException, SAXException {
        Map<String, Double> seconds = new TreeMap<>();
        var parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        try (var files = Files.newDirectoryStream(folder, "TEST-*.xml")) {
            for (Path file : files) {
                var cases = parser.parse(file.toFile()).getElementsByTagName("testcase");
                for (int i = 0; i < cases.getLength(); i++) {
                    Element one = (Element) cases.item(i);
                    String name = one.getAttribute("classname").replace("org.regain.", "");
                    seconds.merge(
                            name.replaceAll("\\$.*", ""), Double.parseDouble(one.getAttribute("time")), Double::sum);
                }
            }
        }
        return seconds;
    }
}
