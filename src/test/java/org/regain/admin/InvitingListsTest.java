package org.regain.admin;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.net.Socket;
import java.net.SocketException;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.Claimant;
import org.regain.support.RowDiff;

/// Lists that come late, that are too large or bad throughout, and that bring what only a fresh proof gives.
class InvitingListsTest extends InvitingScene {

    private static final String NEW = "new@contoso.example";
    private static final String FIRST = "New accounts: 1";

    /// What somebody has, and gets in with.
    private static final List<String> ACCOUNTS = List.of(
            "account",
            "account_name",
            "account_role",
            "contact",
            "password",
            "imported_password",
            "claim_link",
            "announcement",
            "audit_event");

    @Test
    void aListThatWasKeptIsOverAfterAnHour() {
        var who = omar();
        var list = uploads(who, COLUMNS + "," + NEW + ",,\n").field("list");
        clock.advance(Duration.ofMinutes(31));
        assertThat(who.browser.get("/admin/invite/list/" + list).status()).isEqualTo(200);
        clock.advance(Duration.ofMinutes(30));
        assertThat(who.browser.get("/admin/invite/list/" + list).status()).isEqualTo(404);
        var page = confirms(who, list);
        assertThat(page.refusal()).isEqualTo("This list has expired. Upload it again.");
        assertThat(page.heading()).isEqualTo("Invite people");
        assertThat(people(NEW)).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {WITH_HASH + "," + NEW + ",,," + HASH, COLUMNS + "," + NEW + ",USER_ADMIN,"})
    void whatOnlyAGlobalAdministratorGivesTakesAProofOfTenMinutesAtMost(String csv) {
        var who = marta();
        var list = uploads(who, csv).field("list");
        clock.advance(Duration.ofMinutes(11));
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(confirms(who, list).heading()).isEqualTo("Confirm it's you");
        assertThat(before.since(database)).isEmpty();
        provesAgain(who);
        assertThat(who.browser.page().path()).isEqualTo("/admin/invite/list/" + list);
        assertThat(confirms(who, list).html().text()).contains(FIRST);
    }

    @Test
    void aListThatGivesNothingOfTheKindTakesNoFreshProof() {
        var who = omar();
        var list = uploads(who, COLUMNS + "," + NEW + ",,\n").field("list");
        clock.advance(Duration.ofMinutes(11));
        assertThat(confirms(who, list).html().text()).contains(FIRST);
    }

    @Test
    void whoInvitesAnAdministratorProvesAgainAndIsBroughtBack() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(invites(who, NEW, "", "USER_ADMIN").heading()).isEqualTo("Confirm it's you");
        assertThat(people(NEW)).isZero();
        provesAgain(who);
        var back = who.browser.page();
        assertThat(back.path()).isEqualTo("/admin/invite");
        assertThat(back.html().select("#email").val())
                .as("nothing typed is lost")
                .isEqualTo(NEW);
        assertThat(back.html().select("input[type=checkbox][checked]").eachAttr("value"))
                .containsExactly("USER_ADMIN");
        who.browser.get("/admin/people");
        assertThat(who.browser.get("/admin/invite").html().select("#email").val())
                .isEmpty();
        assertThat(invites(who, NEW, "", "USER_ADMIN").html().text()).contains("The invitation is on its way.");
    }

    @Test
    void aHashForAnAccountThatExistsChangesNothingOfIt() {
        var who = marta();
        var unclaimed = people.unclaimed("diego@contoso.example");
        var csv = WITH_HASH + "," + ANA + ",,," + HASH + "\n,diego@contoso.example,GLOBAL_ADMIN,es," + HASH
                + "\nomar,x@y.example,,," + HASH + "\n";
        var list = uploads(who, csv).field("list");
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(list).as("there is nothing to confirm").isEmpty();
        confirms(who, text("select id::text from invitation_list where account_id = ?", marta.value()));
        assertThat(before.since(database)).isEmpty();
        assertThat(state(unclaimed)).isEqualTo("UNCLAIMED");
    }

    /// Between the look and the confirmation.
    @Test
    void aHashForAnAccountThatCameToBeMeanwhileChangesNothingOfIt() throws Exception {
        var who = marta();
        var list = uploads(who, WITH_HASH + "," + NEW + ",,," + HASH + "\n").field("list");
        invites(omar(), NEW, "");
        mail.await(NEW, 1);
        csrf(who);
        var before = RowDiff.of(database, ACCOUNTS);
        assertThat(confirms(who, list).html().text()).contains("New accounts: 0");
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void twoHundredBadLinesAreNamedAndTheOthersCounted() {
        var csv = IntStream.range(0, 1234).mapToObj(i -> "bad " + i + ",x,,\n").collect(Collectors.joining());
        var page = uploads(omar(), COLUMNS + csv);
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.html().select("main ul li").eachText())
                .hasSize(200)
                .last()
                .asString()
                .startsWith("Line 201:");
        assertThat(page.html().text()).contains("And 1,034 more lines.");
    }

    @Test
    void aFileOfTwoHundredMegabytesIsNotEvenReceived() throws Exception {
        var who = omar();
        assertThat(firstLine(who, "Content-Length: 209715200")).contains(" 413 ");
        System.gc();
        var before = heap();
        var most = 0L;
        var sender = Thread.ofVirtual().start(() -> flood(who));
        while (!sender.join(Duration.ofMillis(5))) {
            most = Math.max(most, heap() - before);
        }
        System.out.println("The heap grew by " + most / 1_000_000 + " MB at most.");
        assertThat(most).isLessThan(128L * 1024 * 1024);
        assertThat(count("select count(*) from invitation_list")).isZero();
        assertThat(uploads(who, COLUMNS + "," + NEW + ",,\n").field("list")).isNotEmpty();
    }

    /// On the page to which the one before has led.
    private static long heap() {
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private String firstLine(Claimant who, String length) throws IOException {
        try (var socket = new Socket(baseUrl.getHost(), baseUrl.getPort())) {
            socket.getOutputStream().write(head(who, length));
            return new BufferedReader(new InputStreamReader(socket.getInputStream(), ISO_8859_1)).readLine();
        }
    }

    /// 200 MB without a length.
    private void flood(Claimant who) {
        var chunk = ("100000\r\n" + "a".repeat(0x100000) + "\r\n").getBytes(ISO_8859_1);
        try (var socket = new Socket(baseUrl.getHost(), baseUrl.getPort())) {
            socket.getOutputStream().write(head(who, "Transfer-Encoding: chunked"));
            for (var i = 0; i < 200; i++) {
                socket.getOutputStream().write(chunk);
            }
        } catch (SocketException e) {
            // Regain hung up, as it should.
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private byte[] head(Claimant who, String length) {
        var cookies = who.browser.cookies().entrySet().stream()
                .map(it -> it.getKey() + "=" + it.getValue())
                .collect(Collectors.joining("; "));
        return String.join(
                        "\r\n",
                        "POST /admin/invite/list HTTP/1.1",
                        "Host: " + baseUrl.getAuthority(),
                        "Origin: " + baseUrl,
                        "Cookie: " + cookies,
                        "Content-Type: multipart/form-data; boundary=b",
                        length,
                        "",
                        "")
                .getBytes(ISO_8859_1);
    }
}
