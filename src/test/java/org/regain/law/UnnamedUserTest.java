package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.support.Launch;
import org.regain.support.Needs;
import org.regain.support.Thorough;
import org.springframework.util.FileSystemUtils;

/// Regain and its own PostgreSQL, started by root as a user whom the machine has no name for, as a container that runs under a number
/// (OpenShift, `docker run --user`).
@Thorough
@Needs(
        value = {"/usr/bin/setpriv", "/usr/bin/unshare"},
        by = "apt-get install util-linux")
class UnnamedUserTest {

    private static final int NUMBER = 123_456;

    private static final List<String> AS_NUMBER =
            List.of("setpriv", "--reuid=" + NUMBER, "--regid=" + NUMBER, "--clear-groups");

    @TempDir
    Path folder;

    @Test
    void c07_aUserWithoutANameGetsAsFarAsTheFirstPage() throws Exception {
        assumeTrue("root".equals(System.getProperty("user.name")), "Only root becomes somebody else");
        Files.setAttribute(folder, "unix:uid", NUMBER);
        try (var regain = OwnProcess.as(AS_NUMBER, readableClassPath(), folder)) {
            regain.start();
            assertThat(regain.browser().get("/sign-in").heading()).isEqualTo("Sign in");
            assertThat(postgres()).contains("Name:\tpostgres", "Uid:" + ("\t" + NUMBER).repeat(4));
            assertThat(regain.said()).as("it is seen to run").doesNotContain("has died");
        }
    }

    private List<String> postgres() throws IOException {
        var pid = Files.readAllLines(folder.resolve("data/postgres/postmaster.pid"))
                .getFirst();
        return Files.readAllLines(Path.of("/proc", pid, "status"));
    }

    /// What is tested may lie where only root gets to.
    private List<String> readableClassPath() throws IOException {
        var readable = new ArrayList<String>();
        var library = Files.createDirectory(folder.resolve("library"));
        for (var entry : Launch.classPath()) {
            var copy = library.resolve(readable.size() + "-" + Path.of(entry).getFileName());
            if (Files.isDirectory(Path.of(entry))) {
                FileSystemUtils.copyRecursively(Path.of(entry), copy);
            } else {
                Files.copy(Path.of(entry), copy);
            }
            readable.add(copy.toString());
        }
        return readable;
    }
}
