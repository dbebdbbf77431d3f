import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/// What a start costs with the archive of classes and without, in turn: `java src/build/packages/StartCost.java [rounds]`, after
/// `mvn -Ppackages package`. A first start, which makes the people, does not count.
class StartCost {

    private static final Path HOME = Packages.WORK.resolve("tree").resolve(Packages.HOME);
    private static final Path FOLDER = Packages.WORK.resolve("start-cost");
    private static final int SIGN_INS = 200;

    static void main(String[] arguments) throws Exception {
        int rounds = arguments.length == 0 ? 3 : Integer.parseInt(arguments[0]);
        Map<String, String> kinds = new TreeMap<>(
                Map.of("with", "-XX:AOTCache=" + HOME.resolve("regain.aot"), "without", "-XX:AOTMode=off"));
        try (Demo first = Demo.start(HOME, FOLDER, kinds.get("without"))) {
            first.awaitPeople();
        }
        System.out.println("archive   first page   CPU until then   CPU of " + SIGN_INS + " sign-ins");
        for (int round = 0; round < rounds; round++) {
            for (Map.Entry<String, String> kind : kinds.entrySet()) {
                measure(kind.getKey(), kind.getValue());
            }
        }
    }

    private static void measure(String name, String archive) throws IOException, InterruptedException {
        long begin = System.nanoTime();
        try (Demo demo = Demo.start(HOME, FOLDER, archive)) {
            demo.awaitPage();
            Duration page = Duration.ofNanos(System.nanoTime() - begin);
            Duration start = demo.cpu();
            demo.awaitPeople();
            Duration before = demo.cpu();
            for (int i = 0; i < SIGN_INS; i++) {
                demo.signIn(i % Demo.PEOPLE);
            }
            System.out.printf(
                    "%-9s %7d ms   %11d ms   %7d ms%n",
                    name,
                    page.toMillis(),
                    start.toMillis(),
                    demo.cpu().minus(before).toMillis());
        }
    }
}
