import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Has people sign in and recover at a Regain that writes down which classes that took and what its compilers saw (JEP 483, 514,
/// 515): `regain.aot`, with which the packages start.
///
/// That Regain is a second node beside a first, which has the PostgreSQL. One that starts its own takes classes out of a sealed jar
/// (`xz`), and Java does not start at all with an archive that has such classes.
final class Training {

    /// After fewer the compilers have not seen enough. Each recovers once, since nobody is sent mail after mail.
    private static final int PEOPLE = 120;

    private Training() {}

    /// @param home of Regain, where the archive is put
    /// @param work a folder for what it leaves
    static void of(Path home, Path work) throws IOException, InterruptedException {
        Path archive = home.resolve("regain.aot");
        Demo first = Demo.among(PEOPLE, home, work, "-XX:AOTMode=off");
        try (first) {
            first.awaitPeople();
            // That collector also on a small machine, which would choose another: objects that it archives fit every one.
            train(first.beside(home, work, "-XX:AOTCacheOutput=" + archive, "-XX:+UseG1GC"));
        }
        if (!Files.exists(archive)) {
            throw new IOException("No archive was written to " + archive);
        }
    }

    private static void train(Demo demo) throws IOException, InterruptedException {
        try (demo) {
            demo.awaitPeople();
            for (int person = 0; person < PEOPLE; person++) {
                demo.signIn(person);
                demo.recover(person);
            }
        }
    }
}
