package org.regain.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.util.ArrayList;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;

/// Files of the audit that go over slow lines.
class SlowReadersTest extends ConsoleScene {

    /// More bytes than the buffers of two sockets hold.
    private static final int MANY = 40_000;

    @BeforeEach
    void muchHasHappened() {
        people.run(sql -> sql.sql("""
                        insert into audit_event (id, at, kind, account_id, organisation_id, source, browser, detail)
                        select gen_random_uuid(), timestamptz '2026-01-01' + (n / 7) * interval '1 second', 'SIGN_IN_REFUSED',
                               a.id, a.organisation_id, '192.0.2.1', repeat('x', 400), n::text
                        from account a, generate_series(1, ?) n where a.id = ?
                        """).params(MANY, ana.value()).update());
    }

    /// There are four connections for the console; whoever stops reading keeps none of them.
    @Test
    void c22_fourWhoDoNotReadOnCostNobodyElseAnything() throws Exception {
        var admin = marta();
        var slow = new ArrayList<Socket>();
        try {
            for (var i = 0; i < 4; i++) {
                slow.add(begins(admin));
            }
            for (var page : new String[] {"/admin/audit", "/admin/people", "/admin/delivery", "/admin/readiness"}) {
                assertThat(admin.browser.get(page).status()).as(page).isEqualTo(200);
            }
            assertThat(linesOf(slow.getFirst())).isEqualTo(MANY);
        } finally {
            for (var socket : slow) {
                socket.close();
            }
        }
    }

    @Test
    void c22_aFileInPiecesHasEveryEventOnce() {
        var details = marta().browser
                .get("/admin/audit/export?format=JSONL&kind=SIGN_IN_REFUSED")
                .body()
                .lines()
                .map(line -> line.replaceAll(".*\"detail\":\"(\\d+)\".*", "$1"))
                .collect(Collectors.toList());

        assertThat(details).hasSize(MANY).doesNotHaveDuplicates();
    }

    /// Asks for the file, whole lines in no chunks (HTTP/1.0), reads its first bytes and no more.
    private Socket begins(Claimant admin) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(4096);
        socket.connect(new InetSocketAddress(baseUrl.getHost(), baseUrl.getPort()));
        var cookies = admin.browser.cookies().entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; "));
        socket.getOutputStream()
                .write(("GET /admin/audit/export?format=JSONL&kind=SIGN_IN_REFUSED HTTP/1.0\r\nHost: "
                                + baseUrl.getAuthority() + "\r\nConnection: close\r\nCookie: " + cookies + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
        assertThat(new String(socket.getInputStream().readNBytes(12), ISO_8859_1))
                .isEqualTo("HTTP/1.1 200");
        return socket;
    }

    private static long linesOf(Socket socket) throws IOException {
        return new String(socket.getInputStream().readAllBytes(), ISO_8859_1)
                .lines()
                .filter(line -> line.contains("SIGN_IN_REFUSED"))
                .count();
    }
}
