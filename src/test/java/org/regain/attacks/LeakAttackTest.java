package org.regain.attacks;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.delivery.EverythingLogged;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RowDiff;
import org.slf4j.LoggerFactory;

/// Attacks by reading: the reply, the rows, the logs.
@Isolated
class LeakAttackTest extends Attack {

    @Test
    void cve_2022_40798_noReplyHoldsAnyPartOfACodeOrALink() throws Exception {
        var pages = new ArrayList<Page>();
        var claimant = somebody();
        claimant.browser.get("/recover");
        pages.add(claimant.browser.submit("/recover", "name", VICTIM));
        pages.add(claimant.browser.submit("/recover/reason", "reason", "FORGOTTEN"));
        var code = claimant.codeMailedTo(VICTIM, () -> pages.add(claimant.askForCode()));
        pages.add(claimant.browser.get("/recover/verify"));
        var all = everythingOf(pages).replaceAll("\\s", "");
        for (var i = 0; i + 6 <= code.length(); i++) {
            assertThat(all).doesNotContain(code.substring(i, i + 6));
        }
        claimant.typeCode(code);
        pages.add(claimant.choosePassword(NEW));
        var link = Claimant.tokenFrom(mail.await(VICTIM, 2));
        assertThat(everythingOf(pages)).doesNotContain(link.substring(0, 6));
    }

    @Test
    void cve_2026_108337_noRowHoldsACodeALinkOrAPassword() throws Exception {
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var code = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        var rowsWhileOpen = RowDiff.of(database).tables().toString();
        claimant.typeCode(code);
        claimant.choosePassword(NEW);
        var link = Claimant.tokenFrom(mail.await(VICTIM, 2));
        var cookie = claimant.browser.cookies().get("__Host-recovery");
        claimant.signIn(VICTIM, NEW);
        var all = rowsWhileOpen + RowDiff.of(database).tables();
        for (var secret : List.of(
                code,
                link,
                cookie,
                NEW,
                VICTIMS_PASSWORD,
                claimant.browser.cookies().get("__Host-session"),
                claimant.browser.cookies().get("__Host-device"))) {
            assertThat(all).doesNotContain(secret, HexFormat.of().formatHex(secret.getBytes(UTF_8)));
        }
    }

    @Test
    void cve_2024_5133_theWebItselfCannotReadWhatACodeIsComparedWith() throws Exception {
        for (var column :
                List.of("challenge.mac", "saved_code.mac", "method_guard.subject", "sign_in_guard.wrong_macs")) {
            var parts = column.split("\\.", -1);
            try (var app = database.asApp();
                    var sql = app.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .as(column)
                        .isThrownBy(() -> sql.executeQuery("select " + parts[1] + " from " + parts[0]))
                        .withMessageContaining("permission denied");
            }
        }
        for (var query : List.of("?fields=mac", "?expand=challenge", "?sort=mac", "?filter=mac", "?format=json")) {
            var signedIn = somebody();
            signedIn.signIn(MALLORY, MALLORYS_PASSWORD);
            var page = signedIn.browser.header("Accept", "application/json").get("/" + query);
            assertThat(page.body()).as(query).doesNotContain("mac\"", "argon2").doesNotStartWith("{");
        }
    }

    @Test
    void log_leak_theMostTalkativeLogHoldsNoSecret() throws Exception {
        // log-leak
        var secrets = new ArrayList<String>();
        String written;
        // The mail server of the tests writes down what it is sent; a real one is not ours.
        ((Logger) LoggerFactory.getLogger("com.icegreen")).setLevel(Level.OFF);
        try (var log = new EverythingLogged()) {
            var claimant = somebody();
            claimant.beginRecovery(VICTIM, "FORGOTTEN");
            secrets.add(claimant.codeMailedTo(VICTIM, claimant::askForCode));
            secrets.add(claimant.browser.cookies().get("__Host-recovery"));
            claimant.typeCode(secrets.getFirst());
            secrets.add(claimant.browser.cookies().get("__Host-recovery"));
            claimant.choosePassword(NEW);
            secrets.add(Claimant.tokenFrom(mail.await(VICTIM, 2)));
            claimant.signIn(VICTIM, NEW);
            secrets.add(claimant.browser.cookies().get("__Host-session"));
            claimant.signIn("nobody", "a password that is wrong");
            written = log.written();
        }
        assertThat(written).isNotEmpty();
        secrets.addAll(List.of(NEW, VICTIMS_PASSWORD, NEW.replace(' ', '+'), "a password that is wrong"));
        for (var secret : secrets) {
            assertThat(lines(written, secret)).as(secret).isEmpty();
        }
    }

    @Test
    void kba_nowhereIsAQuestionOrAHint() throws Exception {
        // KBA
        assertThat(count("""
                select count(*) from information_schema.columns where table_schema = 'regain'
                    and column_name ~ '(question|hint|answer|reminder|maiden)'
                """)).isZero();
        for (var handler : Handlers.all()) {
            assertThat(handler.fields()).doesNotContain("question", "hint", "answer");
        }
        assertThat(somebody().browser.get("/recover").body().toLowerCase(Locale.ROOT))
                .doesNotContain("security question");
    }

    private static List<String> lines(String log, String secret) {
        return log.lines()
                .filter(line -> line.contains(secret))
                .map(it -> it.substring(0, Math.min(200, it.length())))
                .toList();
    }

    private static String everythingOf(List<Page> pages) {
        var all = new StringBuilder();
        pages.forEach(page -> all.append(page.body()).append(page.response().headers()));
        return all.toString();
    }
}
