import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDateTime;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Keeps what a release makes of a database, for `UpgradeTest`: `java src/build/Release.java 0.1.0` writes
/// `src/test/resources/releases/0.1.0.zip`, the same byte by byte wherever it is run.
class Release {

    public static void main(String[] args) throws IOException {
        if (args.length != 1 || !args[0].matches("\\d+\\.\\d+\\.\\d+")) {
            throw new IllegalArgumentException("Which release? Such as 0.1.0.");
        }
        var target = Path.of("src/test/resources/releases", args[0] + ".zip");
        Files.createDirectories(target.getParent());
        try (var files = Files.list(Path.of("src/main/resources/db/migration"));
                var zip = new ZipOutputStream(Files.newOutputStream(target))) {
            zip.setLevel(9);
            for (var file : files.sorted().toList()) {
                var entry = new ZipEntry(file.getFileName().toString());
                // The earliest that this format can say.
                entry.setTimeLocal(LocalDateTime.of(1980, 1, 1, 0, 0));
                zip.putNextEntry(entry);
                Files.copy(file, zip);
                zip.closeEntry();
            }
        }
        System.out.println(target + ": " + Files.size(target) + " bytes");
    }
}
