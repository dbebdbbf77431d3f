package org.regain.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.support.FormBody;
import org.regain.support.HttpBrowser;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.test.context.ContextConfiguration;

/// Behind each proxy, set up as we say, Regain is what it is without one: at its public address, under TLS, and it knows who asks.
@ContextConfiguration(initializers = ProxiesTest.Behind.class)
class ProxiesTest extends Scene {

    private static final String ANA = "ana@contoso.example";
    private static final String PASSWORD = "seven green bottles on a wall";
    /// Of this machine too, but not the proxy's.
    private static final InetAddress CLIENT = InetAddress.ofLiteral("127.0.0.2");
    private static final String SOMEBODY_ELSE = "203.0.113.9";
    private static final int MORE_THAN_PROXIES_TAKE = 3 << 20;

    @Value("${server.port}")
    int behind;

    private final KeyStore keys = keys();
    private final HttpClient client = client(keys);

    /// The address is the proxy's, and headers are believed from it alone.
    static final class Behind implements ApplicationContextInitializer<ConfigurableApplicationContext> {

        @Override
        public void initialize(ConfigurableApplicationContext context) {
            try (var socket = new ServerSocket(0)) {
                context.getEnvironment()
                        .getPropertySources()
                        .addFirst(new MapPropertySource(
                                "proxy",
                                Map.of(
                                        "regain.base-url", "https://localhost:" + socket.getLocalPort(),
                                        "server.forward-headers-strategy", "native",
                                        "server.tomcat.remoteip.internal-proxies", "127\\.0\\.0\\.1")));
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    ProxiesTest() throws Exception {}

    @BeforeEach
    void ana() {
        people.active(ANA, PASSWORD);
    }

    @ParameterizedTest
    @EnumSource
    void inFrontOfRegain(ProxyInFront.Kind kind) throws Exception {
        kind.require();
        try (var proxy = new ProxyInFront(kind, baseUrl.getPort(), behind, keys)) {
            whoSignsInIsAtThePublicAddressUnderTls();
            whoAsksIsKnownAndNobodyCanSayTheyAreSomebodyElse();
            portalsFindWhatTheyNeed();
            aLargeBodyIsRegainsToRefuse();
            assertThat(proxy.complaints()).doesNotContainIgnoringCase("emerg", "[error]", "\"level\":\"error\"");
        }
    }

    /// Whoever reaches Regain itself, past the proxy.
    @Test
    void whatComesFromElsewhereThanTheProxyIsNotBelieved() throws IOException {
        var page = past("GET /sign-in", "", "");
        var cookies = Pattern.compile("(?im)^set-cookie: ([^;]+)")
                .matcher(page)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.joining("; "));
        var token = Jsoup.parse(page.substring(page.indexOf("\r\n\r\n")))
                .select("form[action=/sign-in] input[name=_csrf]")
                .attr("value");
        var form = FormBody.of(Map.of("_csrf", token, "name", ANA, "password", PASSWORD));
        assertThat(past("POST /sign-in", "Cookie: " + cookies + "\r\nOrigin: " + baseUrl + "\r\n", form))
                .contains(" 302 ");
        isKnownByTheirOwnAddress();
    }

    private String past(String line, String headers, String form) throws IOException {
        try (var socket = new Socket(InetAddress.ofLiteral("127.0.0.1"), behind, CLIENT, 0)) {
            var request =
                    line + " HTTP/1.1\r\nHost: " + baseUrl.getAuthority() + "\r\nConnection: close\r\nX-Forwarded-For: "
                            + SOMEBODY_ELSE + "\r\nX-Forwarded-Proto: https\r\n" + headers
                            + "Content-Type: application/x-www-form-urlencoded\r\nContent-Length: " + form.length()
                            + "\r\n\r\n" + form;
            socket.getOutputStream().write(request.getBytes(UTF_8));
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    private void whoSignsInIsAtThePublicAddressUnderTls() {
        var browser = new HttpBrowser(baseUrl, client);
        assertThat(browser.get("/sign-in").heading()).isEqualTo("Sign in");
        var answer = signIn(browser);
        assertThat(browser.get("/").heading()).isEqualTo("Your account");
        assertThat(answer.headers().allValues("set-cookie"))
                .isNotEmpty()
                .allSatisfy(cookie -> assertThat(cookie).startsWith("__Host-").contains("; Secure"));
        assertThat(answer.headers().firstValue("strict-transport-security")).isPresent();
        var led = browser.open("/.well-known/change-password")
                .headers()
                .firstValue("location")
                .orElseThrow();
        assertThat(baseUrl.resolve(led)).hasScheme("https").hasAuthority(baseUrl.getAuthority());
    }

    private void whoAsksIsKnownAndNobodyCanSayTheyAreSomebodyElse() {
        var forging = new HttpBrowser(baseUrl, client)
                .header("X-Forwarded-For", SOMEBODY_ELSE)
                .header("Forwarded", "for=" + SOMEBODY_ELSE)
                .header("X-Real-IP", SOMEBODY_ELSE)
                .header("X-Forwarded-Host", "evil.example")
                .header("X-Forwarded-Proto", "http");
        forging.get("/sign-in");
        signIn(forging);
        assertThat(forging.get("/").heading()).isEqualTo("Your account");
        isKnownByTheirOwnAddress();
    }

    private void portalsFindWhatTheyNeed() {
        var portal = new HttpBrowser(baseUrl, client);
        assertThat(portal.open("/.well-known/openid-configuration").body())
                .contains("\"issuer\":\"" + baseUrl + "\"", "\"token_endpoint\":\"" + baseUrl + "/");
        var refused = portal.postOnly("/oauth2/token", Map.of("grant_type", "authorization_code", "code", "x"));
        assertThat(refused.statusCode()).isIn(400, 401);
    }

    /// Of our own making, not the proxy's.
    private void aLargeBodyIsRegainsToRefuse() {
        var answer = new HttpBrowser(baseUrl, client)
                .postOnly("/sign-in", Map.of("name", "x".repeat(MORE_THAN_PROXIES_TAKE)));
        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.headers().firstValue("content-security-policy")).isPresent();
    }

    private static HttpResponse<String> signIn(HttpBrowser browser) {
        var token = browser.page().field("_csrf");
        return browser.postOnly("/sign-in", Map.of("_csrf", token, "name", ANA, "password", PASSWORD));
    }

    private void isKnownByTheirOwnAddress() {
        var from = "select count(*) from audit_event where kind = 'SIGNED_IN' and source ";
        assertThat(count(from + "= ?", CLIENT.getHostAddress())).isPositive();
        assertThat(count(from + "<> ?", CLIENT.getHostAddress())).isZero();
    }

    private static KeyStore keys() throws Exception {
        var file = Files.createTempDirectory("tls").resolve("key.p12");
        var command = new ArrayList<String>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of("-genkeypair", "-keyalg", "EC", "-alias", "site", "-dname", "CN=localhost"));
        command.addAll(List.of("-ext", "san=dns:localhost", "-storepass", "changeit", "-keystore", file.toString()));
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        return KeyStore.getInstance(file.toFile(), "changeit".toCharArray());
    }

    private static HttpClient client(KeyStore keys) throws Exception {
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("site", keys.getCertificate("site"));
        trust.init(trusted);
        var tls = SSLContext.getInstance("TLS");
        tls.init(null, trust.getTrustManagers(), null);
        return HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_1_1)
                .localAddress(CLIENT)
                .sslContext(tls)
                .build();
    }
}
