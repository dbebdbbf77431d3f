package org.regain.portal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.regain.support.Deadline.await;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.regain.support.Ports;
import org.regain.support.TestPeople;
import org.springframework.web.util.HtmlUtils;

/// The picture of a real portal: Apache with mod_auth_openidc as Debian has them, and behind it a site that goes by the headers which
/// Apache adds. Here the site says which those were.
///
/// Of Regain it knows the address, its own name and its secret.
public final class ApachePortal implements AutoCloseable {

    public static final String PROGRAM = "/usr/sbin/apache2";
    public static final String MODULE = "/usr/lib/apache2/modules/mod_auth_openidc.so";

    /// How somebody gets both.
    public static final String PACKAGE = "Debian's libapache2-mod-auth-openidc";

    private static final String ID = "contoso-intranet";
    private static final String SECRET = "another portal's secret: 100% its own + \u00f1";

    public final URI address;
    private final HttpServer behind;
    private final Process apache;
    private final Path folder;

    public ApachePortal(URI issuer) throws IOException {
        address = URI.create("http://localhost:" + Ports.free());
        behind = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        behind.createContext("/", ApachePortal::say);
        behind.start();
        // Whoever Apache runs as by then writes there.
        folder = Files.createTempDirectory(
                "apache-", PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwxr-xr-x")));
        var settings = folder.resolve("apache2.conf");
        Files.writeString(settings, settings(issuer));
        apache = new ProcessBuilder(PROGRAM, "-D", "FOREGROUND", "-f", settings.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("said.log").toFile())
                .start();
        await("Apache").until(this::answers);
    }

    /// As the owner of Regain's tables, since nobody else can.
    public void registerAt(TestPeople people) throws NoSuchAlgorithmException {
        var hash = MessageDigest.getInstance("SHA-256").digest(SECRET.getBytes(UTF_8));
        people.run(sql -> sql.sql("""
                        with made as (
                            insert into portal (organisation_id, client_id, name, kind, start_uri, redirect_uris,
                                                after_logout_uris, logout_uri, scopes)
                            select id, :id, 'Contoso Intranet', 'SECRET', :site || '/', array [:site || '/callback'],
                                   array [:site || '/bye'], :site || '/callback?logout=backchannel',
                                   '{openid,profile,email,roles}'
                            from organisation returning id)
                        insert into portal_secret (hash, portal_id) select :hash, id from made
                        """)
                .param("id", ID)
                .param("site", address.toString())
                .param("hash", hash)
                .update());
    }

    /// The headers by which the site behind knows who is there.
    private static void say(HttpExchange exchange) throws IOException {
        try (exchange) {
            var said = new StringBuilder();
            new TreeMap<>(exchange.getRequestHeaders())
                    .forEach((name, values) -> said.append(name.toLowerCase(Locale.ROOT))
                            .append(": ")
                            .append(values.getFirst())
                            .append('\n'));
            var page = page(exchange.getRequestURI().getPath().substring(1), HtmlUtils.htmlEscape(said.toString()))
                    .getBytes(UTF_8);
            exchange.getResponseHeaders().add("Content-Type", "text/html; charset=utf-8");
            exchange.sendResponseHeaders(200, page.length);
            exchange.getResponseBody().write(page);
        }
    }

    private static String page(String path, String headers) {
        return """
            <!doctype html><html lang="en"><title>Intranet</title><link rel="icon" href="data:,">
            <h1>Intranet: %s</h1><pre>%s</pre>
            """.formatted(path, headers);
    }

    private String settings(URI issuer) {
        return """
            ServerName localhost
            Listen 127.0.0.1:%1$d
            PidFile %4$s/pid
            DefaultRuntimeDir %4$s
            ErrorLog %4$s/error.log
            LogLevel warn
            # Only where it is started by root, which it then is no more.
            User www-data
            Group www-data
            LoadModule mpm_event_module /usr/lib/apache2/modules/mod_mpm_event.so
            LoadModule authn_core_module /usr/lib/apache2/modules/mod_authn_core.so
            LoadModule authz_core_module /usr/lib/apache2/modules/mod_authz_core.so
            LoadModule authz_user_module /usr/lib/apache2/modules/mod_authz_user.so
            LoadModule proxy_module /usr/lib/apache2/modules/mod_proxy.so
            LoadModule proxy_http_module /usr/lib/apache2/modules/mod_proxy_http.so
            LoadModule auth_openidc_module /usr/lib/apache2/modules/mod_auth_openidc.so
            StartServers 1
            ServerLimit 1
            ThreadsPerChild 8
            MaxRequestWorkers 8

            OIDCProviderMetadataURL %2$s/.well-known/openid-configuration
            OIDCClientID %5$s
            OIDCClientSecret "%6$s"
            OIDCRedirectURI http://localhost:%1$d/callback
            OIDCCryptoPassphrase "a passphrase of this Apache's own"
            OIDCPKCEMethod S256
            OIDCScope "openid profile email roles"
            # Else a logout from behind finds no session.
            OIDCSessionType server-cache
            OIDCRemoteUserClaim sub
            OIDCInfoHook access_token refresh_token id_token userinfo

            ProxyPass / http://127.0.0.1:%3$d/
            <Location />
                AuthType openid-connect
                Require valid-user
            </Location>
            <Location /callback>
                ProxyPass !
            </Location>
            <Location /bye>
                AuthType None
                Require all granted
            </Location>
            # Step-up: what is not at this level is asked for again, with the level (RFC 9470).
            <Location /payroll>
                Require claim acr:aal2
                OIDCUnAutzAction auth
                OIDCPathAuthRequestParams acr_values=aal2
            </Location>
            # Each request refreshes.
            <Location /fresh>
                OIDCRefreshAccessTokenBeforeExpiry 3600 logout_on_error
            </Location>
            """.formatted(address.getPort(), issuer, behind.getAddress().getPort(), folder, ID, SECRET);
    }

    private boolean answers() throws IOException {
        if (!apache.isAlive()) {
            throw new AssertionError(said());
        }
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), address.getPort())) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    /// All that it has complained of.
    String said() throws IOException {
        var log = folder.resolve("error.log");
        return Files.readString(folder.resolve("said.log")) + (Files.exists(log) ? Files.readString(log) : "");
    }

    @Override
    public void close() throws IOException {
        behind.stop(0);
        apache.destroy();
        apache.onExit().completeOnTimeout(apache, 20, TimeUnit.SECONDS).join();
        apache.destroyForcibly();
        try (var files = Files.list(folder)) {
            for (var file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
