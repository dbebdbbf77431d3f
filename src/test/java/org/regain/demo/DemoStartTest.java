package org.regain.demo;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.regain.law.OwnProcess;
import org.regain.support.Deadline;
import org.regain.support.Ports;
import org.regain.support.Thorough;
import org.regain.web.RawHttp;

/// The demo as somebody starts it who changes one thing or another.
@Thorough
@Order(1)
class DemoStartTest {

    @TempDir
    Path folder;

    /// On a port of its own, with a mail server that accepts connections and never says a word: worse than one that is down.
    @Test
    void c25_c26_itsAddressFollowsItsPortAndItWaitsForNoMailServer() throws Exception {
        try (var silent = new ServerSocket(0, 50, InetAddress.ofLiteral("127.0.0.1"));
                var demo = new OwnProcess(
                        folder, 0, "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + silent.getLocalPort())) {
            demo.start();

            assertThat(demo.said())
                    .contains("http://localhost:" + demo.port() + "/sign-in")
                    .containsPattern("ana@contoso.example +forgot the password")
                    .containsPattern("marta@contoso.example .*lighthouse keeps its promise")
                    .containsPattern("teresa@contoso.example .*waits")
                    .contains("The key of marta's authenticator app");
            assertThat(demo.browser().get("/sign-in").status()).isEqualTo(200);
            // The start waits for the mails of those who claim their accounts, and he has not.
            Deadline.await("Diego's mail")
                    .until(() -> demo.browser().get("/demo/inbox").body().contains("diego@contoso.example"));
            assertThat(demo.ask("""
                    select key from account_name n join waiting w on w.account_id = n.account_id
                    where n.kind = 'USERNAME' and w.ended_at is null and w.until > regain.now() + interval '71 hours'
                    """)).as("who waits").containsExactly("teresa");
            leadsToTheAddress(demo);
            worksBeside(demo);
        }
    }

    @Test
    void c26_itSaysThatMailsWaitWhereTheServerIsDown() throws Exception {
        var closed = Ports.free();
        try (var demo = new OwnProcess(folder, 0, "--spring.mail.host=127.0.0.1", "--spring.mail.port=" + closed)) {
            demo.start();
            Deadline.await("what is said of mails").until(() -> demo.said().contains("takes no mail now"));
            assertThat(demo.said()).contains("takes no mail now: mails wait for it");
            assertThat(demo.said()).containsPattern("sofia@contoso.example +ready");
        }
    }

    /// A command joins the PostgreSQL that runs there, and harms neither.
    private void worksBeside(OwnProcess demo) throws Exception {
        assertThat(demo.command("keys")).startsWith("0 ").contains("ES256", "RS256", "signs since");
        var people = folder.resolve("people.csv");
        Files.writeString(people, "name,email,roles,language\nNew,new@contoso.example,,\n");
        assertThat(demo.command("invite", people.toString())).startsWith("0 ").doesNotContain("already running");
        assertThat(demo.browser().get("/sign-in").status()).isEqualTo(200);
    }

    private static void leadsToTheAddress(OwnProcess demo) throws IOException {
        var raw = new RawHttp(URI.create("http://127.0.0.1:" + demo.port()));
        for (var host : new String[] {"127.0.0.1", "[::1]"}) {
            var answer = raw.get("/recover", "Host: " + host + ":" + demo.port());
            assertThat(answer.status()).isEqualTo(302);
            assertThat(answer.header("Location")).isEqualTo("http://localhost:" + demo.port() + "/recover");
        }
        assertThat(raw.get("/recover", "Host: evil.example:" + demo.port()).status())
                .isEqualTo(421);
        assertThat(raw.get("/recover", "Host: 127.0.0.1:1").status()).isEqualTo(421);
        assertThat(raw.post("/recover", "name=a", "Host: 127.0.0.1:" + demo.port())
                        .status())
                .isEqualTo(421);
    }
}
