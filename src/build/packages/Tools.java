import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// Programs of the machine.
final class Tools {

    private Tools() {}

    static void run(String... command) throws IOException, InterruptedException {
        end(new ProcessBuilder(command).inheritIO().start(), command);
    }

    static void runIn(Path folder, List<String> command) throws IOException, InterruptedException {
        end(new ProcessBuilder(command).directory(folder.toFile()).inheritIO().start(), command.toArray(String[]::new));
    }

    /// Runs commands of a shell that fails with the first of them that does.
    static void shell(Path folder, String commands) throws IOException, InterruptedException {
        runIn(folder, List.of("bash", "-euo", "pipefail", "-c", commands));
    }

    /// What a program says.
    static String said(String... command) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .redirectInput(new File("/dev/null"))
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        end(process, command);
        return said.strip();
    }

    static String sha256(Path file) throws IOException {
        try (DigestInputStream bytes =
                new DigestInputStream(Files.newInputStream(file), MessageDigest.getInstance("SHA-256"))) {
            bytes.transferTo(OutputStream.nullOutputStream());
            return HexFormat.of().formatHex(bytes.getMessageDigest().digest());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }

    private static void end(Process process, String... command) throws IOException, InterruptedException {
        int status = process.waitFor();
        if (status != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + status);
        }
    }
}
