import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.ToLongFunction;
import java.util.stream.Stream;

/// An hour of people at the packaged Regain, and what it holds meanwhile: `java src/build/packages/Soak.java [minutes] [a second]`, after
/// `mvn -Ppackages package`. Each second so many come. Ends with 1 when something grew, or when somebody was not served.
///
/// `target/packages/soak.svg` is the chart of it, `soak.tsv` its numbers.
class Soak {

    private static final Path HOME = Packages.WORK.resolve("tree").resolve(Packages.HOME);
    private static final Path FOLDER = Packages.WORK.resolve("soak");
    private static final int PEOPLE = 1_500;

    /// What somebody comes for, time after time: to recover, to sign in, with a mistaken password, to look at a page. Between two recoveries there
    /// are three visits of everybody, so that at five visits a second nobody is sent more than Regain sends within a quarter of an hour.
    private static final String VISITS = "RSMSRSLRSM";

    /// What is flat may be so much higher at the end than in the second quarter.
    private static final double FLAT = 1.1;

    private final Demo demo;
    private final Queue<Integer> idle = new ConcurrentLinkedQueue<>();
    private final int[] visits = new int[PEOPLE];
    private final int[] recoveries = new int[PEOPLE];
    private final AtomicLong served = new AtomicLong();
    private final AtomicLong recovered = new AtomicLong();
    private final Queue<String> faults = new ConcurrentLinkedQueue<>();

    private Soak(Demo demo) {
        this.demo = demo;
        for (int person = 0; person < PEOPLE; person++) {
            idle.add(person);
        }
    }

    static void main(String[] arguments) throws Exception {
        int minutes = arguments.length > 0 ? Integer.parseInt(arguments[0]) : 60;
        double aSecond = arguments.length > 1 ? Double.parseDouble(arguments[1]) : 4;
        String archive = "-XX:AOTCache=" + HOME.resolve("regain.aot");
        boolean fine;
        try (Demo demo = Demo.among(PEOPLE, HOME, FOLDER, archive)) {
            demo.awaitPeople();
            fine = new Soak(demo).of(minutes, aSecond);
        }
        System.exit(fine ? 0 : 1);
    }

    private boolean of(int minutes, double aSecond) throws IOException, InterruptedException {
        List<Held> held = new ArrayList<>();
        Duration each = Duration.ofMinutes(minutes).dividedBy(60);
        ScheduledExecutorService arrivals = Executors.newSingleThreadScheduledExecutor();
        var visits = Executors.newVirtualThreadPerTaskExecutor();
        arrivals.scheduleAtFixedRate(
                () -> visits.submit(this::visit), 0, Math.round(1e6 / aSecond), TimeUnit.MICROSECONDS);
        System.out.println(Held.TITLES);
        // A look takes its time, too.
        long begin = System.nanoTime();
        for (int look = 0; look < 60; look++) {
            Thread.sleep(each);
            Held now = Held.by(
                    demo.pid(),
                    FOLDER.resolve("data/postgres/postmaster.pid"),
                    Duration.ofNanos(System.nanoTime() - begin),
                    served.get(),
                    recovered.get());
            held.add(now);
            System.out.println(now);
        }
        arrivals.shutdownNow();
        visits.shutdown();
        visits.awaitTermination(2, TimeUnit.MINUTES);
        Files.write(
                Packages.WORK.resolve("soak.tsv"),
                Stream.concat(Stream.of(Held.TITLES), held.stream().map(Held::toString))
                        .toList());
        Files.writeString(Packages.WORK.resolve("soak.svg"), SoakChart.of(held));
        faults.stream().distinct().limit(5).forEach(System.err::println);
        boolean flat = flat("what lives on the heap", held, Held::live)
                & flat("resident, Java", held, Held::java)
                & flat("resident, PostgreSQL", held, Held::postgres)
                & flat("threads", held, Held::threads)
                & flat("open files", held, Held::files);
        System.out.printf("%d visits, %d recoveries, %d not served%n", served.get(), recovered.get(), faults.size());
        return flat && faults.isEmpty();
    }

    private void visit() {
        Integer person = idle.poll();
        if (person == null) {
            faults.add("Everybody was busy");
            return;
        }
        try {
            switch (VISITS.charAt((person + visits[person]++) % VISITS.length())) {
                case 'R' -> {
                    demo.recover(person, recoveries[person] + 1);
                    recoveries[person]++;
                    recovered.incrementAndGet();
                }
                case 'S' -> demo.signIn(person, recoveries[person]);
                case 'M' -> demo.mistake(person);
                default -> demo.look();
            }
            served.incrementAndGet();
        } catch (RuntimeException | InterruptedException fault) {
            faults.add(fault.toString());
        }
        idle.add(person);
    }

    /// Compares the median of the last quarter with that of the second one.
    private static boolean flat(String what, List<Held> held, ToLongFunction<Held> number) {
        int quarter = held.size() / 4;
        long before = median(held.subList(quarter, 2 * quarter), number);
        long after = median(held.subList(3 * quarter, held.size()), number);
        boolean flat = after <= before * FLAT;
        System.out.printf("%s: %d, then %d%s%n", what, before, after, flat ? "" : ", which GREW");
        return flat;
    }

    private static long median(List<Held> held, ToLongFunction<Held> number) {
        return held.stream()
                .mapToLong(number)
                .sorted()
                .skip(held.size() / 2)
                .findFirst()
                .orElseThrow();
    }
}
