import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/// What the packages make of the jars of libraries.
final class Jars {

    private Jars() {}

    /// Takes the seal off those that have one: it lets no other jar have classes of the same package, and Java does not start at all with
    /// an archive that has classes out of a sealed jar.
    static void unseal(Path jars) throws IOException {
        for (Path jar : in(jars)) {
            try (FileSystem inside = FileSystems.newFileSystem(jar)) {
                Path file = inside.getPath("META-INF", "MANIFEST.MF");
                Manifest manifest = read(file);
                if (manifest.getMainAttributes().remove(Attributes.Name.SEALED) != null) {
                    try (OutputStream out = Files.newOutputStream(file)) {
                        manifest.write(out);
                    }
                }
            }
        }
    }

    private static Manifest read(Path file) throws IOException {
        if (!Files.exists(file)) {
            return new Manifest();
        }
        try (InputStream in = Files.newInputStream(file)) {
            return new Manifest(in);
        }
    }

    /// The image's `/tmp` is one from which nothing can be executed, so the library has to be a file before.
    static void takeOutLibsodium(Path jars, Path to) throws IOException {
        Path jar = in(jars).stream()
                .filter(it -> it.getFileName().toString().startsWith("lazysodium-java-"))
                .findFirst()
                .orElseThrow();
        String platform = System.getProperty("os.arch").equals("aarch64") ? "arm64" : "linux64";
        try (FileSystem inside = FileSystems.newFileSystem(jar)) {
            Files.copy(inside.getPath(platform, "libsodium.so"), to);
        }
    }

    private static List<Path> in(Path folder) throws IOException {
        try (Stream<Path> all = Files.list(folder)) {
            return all.filter(it -> it.toString().endsWith(".jar")).sorted().toList();
        }
    }
}
