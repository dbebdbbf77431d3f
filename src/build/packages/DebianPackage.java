import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;

/// The tree with a systemd unit, a file of settings and the scripts that Debian runs.
final class DebianPackage {

    private DebianPackage() {}

    static Path make(Path tree, String version, Instant built) throws IOException, InterruptedException {
        String architecture = Tools.said("dpkg", "--print-architecture");
        Path root = Packages.WORK.resolve("debian");
        // Links to the same files: nothing is written to them.
        Tools.run("cp", "-al", tree.toString(), root.toString());
        put("regain.service", root.resolve("usr/lib/systemd/system/regain.service"), "0644");
        put("application.yaml", root.resolve("etc/regain/application.yaml"), "0640");
        put("regain", root.resolve("usr/sbin/regain"), "0755");
        for (String script : new String[] {"postinst", "prerm", "postrm"}) {
            put(script, root.resolve("DEBIAN").resolve(script), "0755");
        }
        install(Path.of("LICENSE"), root.resolve("usr/share/doc/regain/copyright"), "0644");
        for (String page : new String[] {"operations.md", "configuration.md"}) {
            install(
                    Path.of("docs").resolve(page),
                    root.resolve("usr/share/doc/regain").resolve(page),
                    "0644");
        }
        Files.writeString(root.resolve("DEBIAN/conffiles"), "/etc/regain/application.yaml\n");
        String size =
                Tools.said("du", "-sk", "--apparent-size", root.toString()).split("\\s")[0];
        Files.writeString(
                root.resolve("DEBIAN/control"),
                Files.readString(Packages.SOURCES.resolve("control"))
                        .replace("VERSION", debian(version))
                        .replace("ARCHITECTURE", architecture)
                        .replace("SIZE", size));
        Path made = Packages.WORK.resolve("regain_%s_%s.deb".formatted(debian(version), architecture));
        Tools.run(
                "env",
                "SOURCE_DATE_EPOCH=" + built.getEpochSecond(),
                "dpkg-deb",
                "--root-owner-group",
                "-Zgzip",
                "-z5",
                "--build",
                root.toString(),
                made.toString());
        return made;
    }

    /// What is not released yet comes before the release.
    private static String debian(String version) {
        return version.replace("-SNAPSHOT", "~snapshot");
    }

    private static void put(String source, Path target, String mode) throws IOException, InterruptedException {
        install(Packages.SOURCES.resolve(source), target, mode);
    }

    private static void install(Path source, Path target, String mode) throws IOException, InterruptedException {
        Tools.run("install", "-D", "-m", mode, source.toString(), target.toString());
    }
}
