import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// Makes the packages, on Debian: `target/packages/regain_VERSION_ARCHITECTURE.deb` and `regain-VERSION-oci.tar`, an image. `mvn -Ppackages
/// package` runs it after `target/regain` was made, with the JDK that compiles.
///
/// Both carry one tree, `/usr/lib/regain`: Regain, the parts of Java that it uses, and what that Java has learnt in training.
class Packages {

    static final Path WORK = Path.of("target/packages");
    static final Path SOURCES = Path.of("src/packages");

    /// In the packages.
    static final String HOME = "usr/lib/regain";

    /// @param arguments version and time of the build, as Maven has them
    static void main(String[] arguments) throws Exception {
        String version = arguments[0];
        Instant built = Instant.parse(arguments[1]);
        Tools.run("rm", "-rf", WORK.toString());
        Path tree = tree(built);
        Training.of(tree.resolve(HOME), WORK.resolve("training"));
        System.out.println("Made " + DebianPackage.make(tree, version, built));
        System.out.println("Made " + Image.make(tree, version, built));
    }

    private static Path tree(Instant built) throws IOException, InterruptedException {
        Path tree = WORK.resolve("tree");
        Path home = Files.createDirectories(tree.resolve(HOME));
        Tools.run("cp", "-a", "target/regain/.", home.toString());
        Files.copy(SOURCES.resolve("java.options"), home.resolve("java.options"));
        Files.copy(Path.of("src/main/resources/db/roles.sql"), home.resolve("roles.sql"));
        Jars.unseal(home.resolve("lib"));
        Jars.takeOutLibsodium(home.resolve("lib"), home.resolve("libsodium.so"));
        JavaRuntime.make(home.resolve("java"));
        // The archive of classes is of jars of one time and size, which the packages have to keep.
        Tools.shell(tree, "find . -newermt @%1$d -exec touch -h -d @%1$d {} +".formatted(built.getEpochSecond()));
        return tree;
    }
}
