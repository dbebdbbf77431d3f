package org.regain.web;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.regain.support.Ports;
import org.springframework.util.FileSystemUtils;

/// A proxy as Debian has it, set up as `docs/operations.md` says, to the letter but for names, ports and where its files lie.
final class ProxyInFront implements AutoCloseable {

    private static final Path SAID = Path.of("docs/operations.md");

    /// What is run, and the language that its lines are marked with.
    enum Kind {
        NGINX("/usr/sbin/nginx", "nginx-light", "nginx", """
            daemon off;
            user root;
            pid FOLDER/pid;
            error_log FOLDER/error.log;
            events {}
            http {
                access_log off;
                client_body_temp_path FOLDER/body;
                proxy_temp_path FOLDER/proxy;
                fastcgi_temp_path FOLDER/fastcgi;
                uwsgi_temp_path FOLDER/uwsgi;
                scgi_temp_path FOLDER/scgi;
                SETTINGS
            }
            """),
        APACHE("/usr/sbin/apache2", "apache2 (or libapache2-mod-auth-openidc)", "apache", """
            ServerName localhost
            Listen PORT
            PidFile FOLDER/pid
            DefaultRuntimeDir FOLDER
            ErrorLog FOLDER/error.log
            User www-data
            Group www-data
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule socache_shmcb_module /usr/lib/apache2/modules/mod_socache_shmcb.so
            LoadModule ssl_module /usr/lib/apache2/modules/mod_ssl.so
            LoadModule headers_module /usr/lib/apache2/modules/mod_headers.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
            StartServers 1
            SETTINGS
            """),
        CADDY("/usr/bin/caddy", "caddy", "caddy", """
            {
                admin off
                auto_https disable_redirects
                skip_install_trust
            }
            SETTINGS
            """),
        HAPROXY("/usr/sbin/haproxy", "haproxy", "haproxy", "SETTINGS");

        private final String program;
        private final String debian;
        private final String fence;
        private final String around;

        Kind(String program, String debian, String fence, String around) {
            this.program = program;
            this.debian = debian;
            this.fence = fence;
            this.around = around;
        }

        private List<String> command(Path settings) {
            var file = settings.toString();
            return switch (this) {
                case NGINX -> List.of(program, "-c", file);
                case APACHE -> List.of(program, "-D", "FOREGROUND", "-f", file);
                case CADDY -> List.of(program, "run", "--adapter", "caddyfile", "--config", file);
                case HAPROXY -> List.of(program, "-db", "-f", file);
            };
        }

        /// With `CI=true` a program that is missing fails, because `.ci/run` installs it.
        void require() {
            var there = Files.exists(Path.of(program));
            if (!there && "true".equals(System.getenv("CI"))) {
                throw new IllegalStateException("There is no " + program + " (Debian: " + debian + "), and CI=true.");
            }
            assumeTrue(there, "There is no " + program + " (Debian: " + debian + ")");
        }
    }

    private final Path folder;
    private final Process process;

    /// @param port   on which it takes TLS
    /// @param behind where Regain listens
    ProxyInFront(Kind kind, int port, int behind, KeyStore keys) throws IOException, GeneralSecurityException {
        folder = Files.createTempDirectory(
                "proxy-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var certificate = pem("CERTIFICATE", keys.getCertificate("site").getEncoded());
        var key =
                pem("PRIVATE KEY", keys.getKey("site", "changeit".toCharArray()).getEncoded());
        Files.writeString(folder.resolve("id.example.org.crt"), certificate);
        Files.writeString(folder.resolve("id.example.org.key"), key);
        Files.writeString(folder.resolve("id.example.org.pem"), certificate + key);
        var written = kind.around
                .replace("SETTINGS", said(kind.fence))
                .replace("FOLDER", folder.toString())
                .replace("PORT", Integer.toString(port))
                .replace("/etc/ssl/", folder + "/")
                .replace("127.0.0.1:8080", "127.0.0.1:" + behind)
                .replaceAll("(listen |bind :|\\*:)443", "$1" + port);
        // Caddy has its certificate from somebody who knows the name.
        written = kind == Kind.CADDY
                ? written.replace(
                        "id.example.org {",
                        "https://localhost:%d {\ntls %s/id.example.org.crt %s/id.example.org.key"
                                .formatted(port, folder, folder))
                : written.replaceAll("id\\.example\\.org(?!\\.(crt|key|pem))", "localhost");
        var settings = Files.writeString(folder.resolve("settings"), written);
        var start = new ProcessBuilder(kind.command(settings)).redirectErrorStream(true);
        start.environment().put("HOME", folder.toString());
        process = start.redirectOutput(folder.resolve("said.log").toFile()).start();
        await(kind.program).until(() -> answers(port));
    }

    private static String said(String fence) throws IOException {
        var found = Pattern.compile("(?s)```" + fence + "\n(.*?)```").matcher(Files.readString(SAID));
        if (!found.find()) {
            throw new AssertionError(SAID + " says nothing of " + fence);
        }
        return found.group(1);
    }

    private static String pem(String what, byte[] bytes) {
        return "-----BEGIN %s-----\n%s\n-----END %s-----\n"
                .formatted(
                        what, Base64.getMimeEncoder(64, "\n".getBytes(US_ASCII)).encodeToString(bytes), what);
    }

    private boolean answers(int port) throws IOException {
        if (!process.isAlive()) {
            throw new AssertionError(complaints());
        }
        return Ports.isListenedOn(port);
    }

    String complaints() throws IOException {
        var log = folder.resolve("error.log");
        return Files.readString(folder.resolve("said.log")) + (Files.exists(log) ? Files.readString(log) : "");
    }

    @Override
    public void close() throws IOException {
        process.destroy();
        process.onExit().completeOnTimeout(process, 20, TimeUnit.SECONDS).join();
        process.destroyForcibly();
        FileSystemUtils.deleteRecursively(folder);
    }
}
