package org.regain.portal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocketFactory;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A logout token goes to the address that was looked at, under its own name, and waits for nobody.
class PinnedPostTest {

    private static final InetAddress HERE = InetAddress.getLoopbackAddress();
    private static final String OK = "HTTP/1.1 200 OK\r\n\r\n";

    @TempDir
    Path folder;

    private final List<String> heard = new CopyOnWriteArrayList<>();

    @Test
    void whateverItsNameLeadsToByThen() throws Exception {
        try (var server = answering(new ServerSocket(0, 5, HERE), OK)) {
            var to = URI.create("http://portal.invalid:" + server.getLocalPort() + "/logout?of=us");
            assertThat(post(Duration.ofMinutes(1)).send(to, HERE, "logout_token=a.b.c"))
                    .isEqualTo(200);
            assertThat(heard.getFirst())
                    .startsWith("POST /logout?of=us HTTP/1.1\r\nHost: portal.invalid:" + server.getLocalPort() + "\r\n")
                    .contains("Content-Type: application/x-www-form-urlencoded\r\n", "Content-Length: 18\r\n")
                    .endsWith("\r\n\r\nlogout_token=a.b.c");
        }
    }

    @Test
    void underTheNameOfItsCertificateAlone() throws Exception {
        var context = certified("portal.example");
        try (var server = answering(context.getServerSocketFactory().createServerSocket(0, 5, HERE), OK)) {
            var to = URI.create("https://portal.example:" + server.getLocalPort() + "/logout");
            var trusting = new PinnedPost(context.getSocketFactory(), Duration.ofMinutes(1));
            assertThat(trusting.send(to, HERE, "logout_token=a")).isEqualTo(200);
            assertThat(heard).hasSize(1);
            for (var other :
                    List.of("https://inner.example:", "https://localhost:", "https://127.0.0.1:", "https://[::1]:")) {
                assertThatThrownBy(() -> trusting.send(
                                URI.create(other + server.getLocalPort() + "/logout"), HERE, "logout_token=b"))
                        .as(other)
                        .isInstanceOf(SSLException.class);
            }
            assertThatThrownBy(() -> post(Duration.ofMinutes(1)).send(to, HERE, "logout_token=c"))
                    .isInstanceOf(SSLException.class);
            assertThat(heard).as("nobody else is told").allMatch(it -> it.endsWith("=a"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"http", "https"})
    void whoAnswersNothingIsNotWaitedFor(String scheme) throws Exception {
        try (var server = new ServerSocket(0, 5, HERE)) {
            var to = URI.create(scheme + "://portal.example:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> post(Duration.ofMillis(300)).send(to, HERE, "x=y"))
                    .isInstanceOf(SocketTimeoutException.class);
        }
    }

    @Test
    void norIsWhoBeginsToAnswer() throws Exception {
        try (var server = new ServerSocket(0, 5, HERE)) {
            var begun = Thread.ofVirtual().start(() -> {
                try (var one = server.accept()) {
                    one.getOutputStream().write("HTTP/1.1 20".getBytes(US_ASCII));
                    assertThat(one.getInputStream().readAllBytes()).isNotEmpty();
                } catch (IOException over) {
                    assertThat(over).isNotNull();
                }
            });
            var to = URI.create("http://portal.example:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> post(Duration.ofMillis(300)).send(to, HERE, "x=y"))
                    .isInstanceOf(SocketTimeoutException.class);
            begun.join();
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "SSH-2.0-x\r\n", "HTTP/1.1 2000 OK\r\n", "HTTP/2 200\r\n", "200 OK\r\n\r\n"})
    void whatSpeaksNoHttpHasNotTakenIt(String answer) throws Exception {
        try (var server = answering(new ServerSocket(0, 5, HERE), answer)) {
            var to = URI.create("http://portal.example:" + server.getLocalPort() + "/");
            assertThatThrownBy(() -> post(Duration.ofMinutes(1)).send(to, HERE, "x=y"))
                    .isInstanceOf(IOException.class);
        }
    }

    private static PinnedPost post(Duration longest) {
        return new PinnedPost((SSLSocketFactory) SSLSocketFactory.getDefault(), longest);
    }

    private ServerSocket answering(ServerSocket server, String answer) {
        Thread.ofVirtual().start(() -> {
            while (!server.isClosed()) {
                try (Socket one = server.accept()) {
                    heard.add(request(one.getInputStream()));
                    one.getOutputStream().write(answer.getBytes(US_ASCII));
                } catch (IOException refused) {
                    assertThat(refused).isNotNull();
                }
            }
        });
        return server;
    }

    /// To the end of its body.
    private static String request(InputStream in) throws IOException {
        var said = new StringBuilder();
        while (said.indexOf("\r\n\r\n") < 0) {
            var one = in.read();
            if (one < 0) {
                throw new IOException("Nothing was asked");
            }
            said.append((char) one);
        }
        var length = Integer.parseInt(said.toString().replaceAll("(?s).*Content-Length: ([0-9]+).*", "$1"));
        return said + new String(in.readNBytes(length), UTF_8);
    }

    private SSLContext certified(String name) throws Exception {
        var file = folder.resolve("key.p12");
        var command = List.of(
                Path.of(System.getProperty("java.home"), "bin", "keytool").toString(),
                "-genkeypair",
                "-keyalg",
                "EC",
                "-alias",
                "portal",
                "-dname",
                "CN=" + name,
                "-ext",
                "SAN=dns:" + name,
                "-storepass",
                "changeit",
                "-keystore",
                file.toString());
        assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
        var store = KeyStore.getInstance("PKCS12");
        try (var in = Files.newInputStream(file)) {
            store.load(in, "changeit".toCharArray());
        }
        var keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(store, "changeit".toCharArray());
        var trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("portal", store.getCertificate("portal"));
        var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(trusted);
        var context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }
}
