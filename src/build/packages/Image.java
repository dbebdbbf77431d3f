import static java.util.stream.Collectors.joining;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// An image as the Open Container Initiative describes it, in one tar: `podman load` and `docker load` read it, the latter by the
/// `manifest.json` beside the index. No engine is asked. Nothing in it is a shell, and it runs as any user.
///
/// Source: OCI Image Format Specification 1.1.
final class Image {

    /// What Java needs of Debian: its C library, and `C.UTF-8` of the locales.
    private static final List<String> DEBIAN = List.of("base-files", "libc6", "libgcc-s1");

    private static final String LAYER = "application/vnd.oci.image.layer.v1.tar+gzip";
    private static final String MANIFEST = "application/vnd.oci.image.manifest.v1+json";
    private static final String CONFIG = "application/vnd.oci.image.config.v1+json";

    private final Path layout;
    private final Instant built;
    private final List<Blob> layers = new ArrayList<>();
    private final List<String> unpacked = new ArrayList<>();

    private Image(Path layout, Instant built) {
        this.layout = layout;
        this.built = built;
    }

    /// A file of the layout, named by its digest.
    private record Blob(String digest, long size) {

        String described(String type) {
            return "{\"mediaType\":\"%s\",\"digest\":\"sha256:%s\",\"size\":%d}".formatted(type, digest, size);
        }

        String path() {
            return "blobs/sha256/" + digest;
        }
    }

    static Path make(Path tree, String version, Instant built) throws IOException, InterruptedException {
        Path layout = Packages.WORK.resolve("image");
        Files.createDirectories(layout.resolve("blobs/sha256"));
        Image image = new Image(layout, built);
        // What changes seldom first: an update then carries the last one or two.
        image.layer("debian", debian(), ".");
        image.layer("java", tree, Packages.HOME + "/java");
        image.layer("regain", tree, "--exclude=" + Packages.HOME + "/java", Packages.HOME);
        return image.pack(version);
    }

    private static Path debian() throws IOException, InterruptedException {
        Path work = Files.createDirectories(Packages.WORK.resolve("base"));
        Path root = Files.createDirectories(work.resolve("root"));
        Path known = Files.createDirectories(root.resolve("var/lib/dpkg/status.d"));
        Path rest = Files.createDirectories(work.resolve("rest"));
        Tools.shell(work, "apt-get download -q " + String.join(" ", DEBIAN) + " libc-bin");
        for (String name : DEBIAN) {
            // The second file is what scanners look for.
            Tools.shell(
                    work,
                    "dpkg-deb -x %s_*.deb root && dpkg-deb -f %s_*.deb > %s/%s"
                            .formatted(name, name, work.relativize(known), name));
        }
        Tools.shell(
                work,
                "dpkg-deb -x libc-bin_*.deb rest && mkdir -p root/usr/lib/locale"
                        + " && cp -a rest/usr/lib/locale/C.utf8 root/usr/lib/locale/");
        Tools.shell(
                root,
                "rm -rf usr/share/doc usr/share/man usr/share/lintian && mkdir -p etc/regain var/lib/regain"
                        + " && chmod 1777 tmp && chmod 0777 var/lib/regain");
        Files.writeString(
                root.resolve("etc/passwd"),
                "root:x:0:0:root:/root:/usr/sbin/nologin\n"
                        + "regain:x:10001:10001:Regain:/var/lib/regain:/usr/sbin/nologin\n");
        Files.writeString(root.resolve("etc/group"), "root:x:0:\nregain:x:10001:\n");
        Files.writeString(root.resolve("etc/nsswitch.conf"), "passwd: files\ngroup: files\nhosts: files dns\n");
        return root;
    }

    private void layer(String name, Path root, String... what) throws IOException, InterruptedException {
        Path tar = Packages.WORK.toAbsolutePath().resolve(name + ".tar");
        Tools.shell(
                root,
                "tar --sort=name --owner=0 --group=0 --numeric-owner --format=posix"
                        + " --pax-option=exthdr.name=%d/PaxHeaders/%f,delete=atime,delete=ctime -cf " + tar + " "
                        + String.join(" ", what));
        unpacked.add(Tools.sha256(tar));
        Tools.run("gzip", "-n", "-5", tar.toString());
        layers.add(blob(tar.resolveSibling(name + ".tar.gz")));
    }

    private Path pack(String version) throws IOException, InterruptedException {
        Blob config = blob(config(version));
        Blob manifest = blob("""
                {"schemaVersion":2,"mediaType":"%s","config":%s,"layers":[%s]}""".formatted(
                        MANIFEST,
                        config.described(CONFIG),
                        layers.stream().map(layer -> layer.described(LAYER)).collect(joining(","))));
        Files.writeString(layout.resolve("oci-layout"), "{\"imageLayoutVersion\":\"1.0.0\"}");
        Files.writeString(layout.resolve("index.json"), """
                {"schemaVersion":2,"mediaType":"application/vnd.oci.image.index.v1+json","manifests":[%s]}""".formatted(manifest.described(MANIFEST)
                .replaceFirst(
                        "}$",
                        ",\"annotations\":{\"org.opencontainers.image.ref.name\":\"%s\",\"io.containerd.image.name\":\"localhost/regain:%s\"}}"
                                .formatted(version, version))));
        Files.writeString(layout.resolve("manifest.json"), """
                [{"Config":"%s","RepoTags":["regain:%s"],"Layers":[%s]}]""".formatted(
                        config.path(),
                        version,
                        layers.stream().map(layer -> "\"" + layer.path() + "\"").collect(joining(","))));
        Path made = Packages.WORK.resolve("regain-" + version + "-oci.tar");
        Tools.shell(
                layout,
                "tar --sort=name --owner=0 --group=0 --numeric-owner -cf ../%s *".formatted(made.getFileName()));
        return made;
    }

    private String config(String version) throws IOException, InterruptedException {
        return """
                {"created":"%s","architecture":"%s","os":"linux",
                "config":{"User":"10001:10001","WorkingDir":"/var/lib/regain",
                "Env":["PATH=/usr/lib/regain/java/bin","LC_ALL=C.UTF-8","REGAIN_DATA_DIR=/var/lib/regain"],
                "Entrypoint":["/usr/lib/regain/java/bin/java","@/usr/lib/regain/java.options","-jar","/usr/lib/regain/regain.jar"],
                "ExposedPorts":{"8080/tcp":{}},"Volumes":{"/var/lib/regain":{}},
                "Labels":{"org.opencontainers.image.title":"Regain","org.opencontainers.image.version":"%s","org.opencontainers.image.licenses":"Apache-2.0"}},
                "rootfs":{"type":"layers","diff_ids":[%s]},
                "history":[{"created_by":"Debian"},{"created_by":"Java"},{"created_by":"Regain"}]}""".formatted(
                built,
                Tools.said("dpkg", "--print-architecture"),
                version,
                unpacked.stream().map(digest -> "\"sha256:" + digest + "\"").collect(joining(",")));
    }

    private Blob blob(String content) throws IOException {
        return blob(Files.writeString(Packages.WORK.resolve("blob"), content));
    }

    private Blob blob(Path file) throws IOException {
        Blob blob = new Blob(Tools.sha256(file), Files.size(file));
        Files.move(file, layout.resolve(blob.path()));
        return blob;
    }
}
