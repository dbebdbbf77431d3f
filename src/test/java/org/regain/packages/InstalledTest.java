package org.regain.packages;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.database.TestServer;
import org.regain.support.Needs;

/// What `mvn -Ppackages package` made, installed and started as an engine and Debian do it, by root on Linux: `mvn -Ppackages verify`.
@Tag("packages")
@Needs(
        value = {"/usr/bin/unshare", "/usr/bin/dpkg", "/usr/sbin/adduser", "/usr/bin/systemd-analyze"},
        by = "apt-get install util-linux dpkg adduser systemd")
class InstalledTest {

    /// A user whom nobody has heard of, in root's group: so OpenShift starts an image.
    private static final String ANYBODY = "54321:0";

    /// A start fails whose archive of classes does not fit.
    private static final String ARCHIVE_MUST_FIT = "JDK_JAVA_OPTIONS=-XX:AOTMode=on";

    private static final String READ_ONLY_ROOT = """
            mkdir -p "$cell/state" && chown 54321 "$cell/state"
            mount --bind "$cell/root" "$cell/root"
            mount --bind "$cell/state" "$cell/root/var/lib/regain"
            mount -t tmpfs -o mode=1777,noexec tmpfs "$cell/root/tmp"
            mount --rbind /proc "$cell/root/proc"
            mount --rbind /dev "$cell/root/dev"
            mount -o remount,bind,ro "$cell/root"
            """;

    /// This machine with the package installed, and all that it changes gone afterwards.
    private static final String INSTALLED = """
            mkdir -p "$cell/root" "$cell/layer"
            mount -t tmpfs tmpfs "$cell/layer"
            mkdir "$cell/layer/upper" "$cell/layer/work"
            mount -t overlay -o "lowerdir=/,upperdir=$cell/layer/upper,workdir=$cell/layer/work" overlay "$cell/root"
            mount --rbind /proc "$cell/root/proc"
            mount --rbind /dev "$cell/root/dev"
            mount -t tmpfs -o mode=1777 tmpfs "$cell/root/tmp"
            cp "$cell/regain.deb" "$cell/root/tmp/"
            chroot "$cell/root" dpkg -i /tmp/regain.deb
            chroot "$cell/root" stat -c '%n %U:%G %a' /etc/regain/application.yaml /var/lib/regain
            """;

    @TempDir
    Path folder;

    @Test
    void theImageServesAsAnyUserOnARootThatNobodyCanWrite() throws Exception {
        var image = unpackedImage();
        var environment = environment(image);
        environment.add(ARCHIVE_MUST_FIT);
        try (var node = new Cell(folder, READ_ONLY_ROOT, ANYBODY, environment, image.entrypoint())) {
            node.awaitReady();
            assertThat(node.signInPage().heading()).isEqualTo("Sign in");
            assertThat(node.said()).doesNotContain("hashed in Java", "restricted method");
            assertThat(node.known("maps")).anyMatch(part -> part.endsWith("/usr/lib/regain/libsodium.so"));
            assertThat(node.known("status")).contains("Uid:\t54321\t54321\t54321\t54321");
            assertThat(node.known("mountinfo")).anyMatch(mount -> mount.matches("\\S+ \\S+ \\S+ \\S+ / ro[, ].*"));
            assertThat(folder.resolve("state/keys.json")).exists();
        }
    }

    @Test
    void theImageIsNobodysByItselfAndHasNoShell() throws Exception {
        var image = unpackedImage();
        assertThat(image.config().get("config").get("User").asString()).isEqualTo("10001:10001");
        assertThat(folder.resolve("root/bin/sh")).doesNotExist();
        assertThat(folder.resolve("root/usr/bin/sh")).doesNotExist();
        assertThat(folder.resolve("root/var/lib/dpkg/status.d/libc6")).content().contains("Package: libc6");
    }

    /// As after an update of Java: the archive is of another. It starts without, and says so.
    @Test
    void anArchiveThatDoesNotFitIsLeftAside() throws Exception {
        var image = unpackedImage();
        var command = new ArrayList<>(image.entrypoint());
        command.add(2, "-XX:-UseCompactObjectHeaders");
        try (var node = new Cell(folder, READ_ONLY_ROOT, ANYBODY, environment(image), command)) {
            node.awaitReady();
            assertThat(node.signInPage().heading()).isEqualTo("Sign in");
            assertThat(node.said()).contains("[warning][aot");
        }
    }

    @Test
    void theDebianPackageServesByItsUnitsCommand() throws Exception {
        Files.copy(Cell.made(".deb"), folder.resolve("regain.deb"));
        Cell.run(
                "dpkg-deb",
                "-x",
                folder.resolve("regain.deb").toString(),
                folder.resolve("files").toString());
        var unit = Files.readAllLines(folder.resolve("files/usr/lib/systemd/system/regain.service"));
        var environment = new ArrayList<>(values(unit, "Environment"));
        environment.add(ARCHIVE_MUST_FIT);
        var command = Cell.words(values(unit, "ExecStart").getFirst());
        try (var node = new Cell(folder, INSTALLED, values(unit, "User").getFirst(), environment, command)) {
            node.awaitReady();
            assertThat(node.signInPage().heading()).isEqualTo("Sign in");
            assertThat(node.known("maps")).anyMatch(part -> part.endsWith("/usr/lib/regain/libsodium.so"));
            assertThat(node.said())
                    .contains("/etc/regain/application.yaml root:regain 640", "/var/lib/regain regain:regain 700")
                    .contains("systemctl enable --now regain");
        }
    }

    /// From 0 to 10, times ten: what systemd says somebody gains who gets into it.
    @Test
    void theUnitLeavesLittleOpen() throws Exception {
        Cell.run(
                "systemd-analyze",
                "security",
                "--offline=true",
                "--no-pager",
                "--threshold=15",
                Path.of("src/packages/regain.service").toString());
    }

    private ImageFile unpackedImage() throws Exception {
        var image = ImageFile.open(Cell.made("-oci.tar"), folder.resolve("layout"));
        image.unpack(folder.resolve("root"));
        return image;
    }

    /// As its own says, and a PostgreSQL of one's own, which is empty but for the schema.
    private static List<String> environment(ImageFile image) {
        var server = TestServer.start();
        var environment = new ArrayList<>(image.environment());
        environment.addAll(List.of(
                "REGAIN_DATABASE_URL=" + server.url("regain"),
                "REGAIN_DATABASE_APP_PASSWORD=" + server.appPassword(),
                "REGAIN_DATABASE_MAILER_PASSWORD=" + server.mailerPassword(),
                "REGAIN_DATABASE_ADMIN_PASSWORD=" + server.adminPassword()));
        return environment;
    }

    private static List<String> values(List<String> unit, String name) {
        return unit.stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1))
                .toList();
    }
}
