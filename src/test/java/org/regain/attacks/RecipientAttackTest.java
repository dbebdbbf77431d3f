package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.regain.account.NameKey;
import org.regain.account.UserName;
import org.regain.support.Claimant;

/// Attacks that send the victim's code to somebody else, or let a name mean two people.
@Isolated
class RecipientAttackTest extends Attack {

    private static final String FORM = "application/x-www-form-urlencoded";

    @Test
    void cve_2023_7028_theRecipientIsNeverTakenFromTheRequest() throws Exception {
        var shapes = List.of(
                "name=" + VICTIM + "&name=" + MALLORY,
                "name[]=" + VICTIM + "&name[]=" + MALLORY,
                "name[0]=" + VICTIM,
                "name=" + VICTIM + "&email=" + MALLORY,
                "name=" + VICTIM + "&to=" + MALLORY,
                "name.name=" + VICTIM,
                "name=" + VICTIM + "&name%00=" + MALLORY);
        for (var shape : shapes) {
            assertThat(begin(shape, FORM)).as(shape).isEqualTo(400);
        }
        assertThat(begin("{\"name\":[\"" + VICTIM + "\",\"" + MALLORY + "\"]}", "application/json"))
                .isEqualTo(415);
        assertThat(begin(
                        "--x\r\nContent-Disposition: form-data; name=\"name\"\r\n\r\na\r\n--x--",
                        "multipart/form-data" + "; boundary=x"))
                .isEqualTo(415);
        assertThat(raw().post("/recover?name=" + MALLORY, "name=" + VICTIM).status())
                .isEqualTo(400);
        assertThat(count("select count(*) from flow where purpose = 'RECOVERY'"))
                .isZero();
    }

    @Test
    void cve_2023_7028_twoAddressesInOneFieldAreNobodysName() throws Exception {
        for (var between : List.of(",", ";", "|", " ", "\n", "%0a", " <", "\t")) {
            var claimant = somebody();
            claimant.beginRecovery(VICTIM + between + MALLORY, "FORGOTTEN");
            claimant.askForCode();
        }
        var claimant = somebody();
        claimant.beginRecovery(VICTIM.toUpperCase(Locale.ROOT), "FORGOTTEN");
        claimant.codeMailedTo(VICTIM, claimant::askForCode);
        assertThat(mail.to(MALLORY)).isEmpty();
        assertThat(mail.toAnybody())
                .hasSize(1)
                .allSatisfy(it -> assertThat(recipients(it)).containsExactly(VICTIM));
        assertThat(count("select count(*) from flow where account_id is not null and purpose = 'RECOVERY'"))
                .isEqualTo(1);
    }

    @Test
    void cve_2019_19844_aLookAlikeLetterFindsNobody() throws Exception {
        people.active("mike@strasse.example", NEW);
        for (var typed : List.of(
                "mıke@strasse.example",
                "miKe@strasse.example".replace('K', '\u212a'),
                "mike@\u017ftrasse.example",
                "ｍike@strasse.example",
                "\u24dcike@strasse.example",
                "victor\u0131a",
                "v\u0131ctoria",
                "MALLORY@contoso.example".replace("O", "\u00d8"))) {
            var claimant = somebody();
            claimant.beginRecovery(typed, "FORGOTTEN");
            claimant.askForCode();
            fromManyAddresses();
        }
        everythingIsSent();
        // A domain is one name in each of its spellings, and a full-width letter the same from another keyboard, so their owner
        // may be written to: at the address as stored.
        assertThat(mail.toAnybody())
                .hasSize(2)
                .allSatisfy(it -> assertThat(recipients(it)).containsExactly("mike@strasse.example"));
        assertThat(mail.to(VICTIM)).isEmpty();
    }

    @Test
    void cve_2019_19844_aNameIsTheSameInEveryLanguageOfTheMachine() {
        var before = Locale.getDefault();
        var names = List.of("INFO@CONTOSO.EXAMPLE", "LiWei", "IÌJ", "STRASSE", "ΣΊΣΥΦΟΣ", "İstanbul");
        var keys = names.stream().map(NameKey::of).toList();
        try {
            for (var language : List.of("tr", "az", "lt")) {
                Locale.setDefault(Locale.of(language));
                assertThat(names.stream().map(NameKey::of).toList())
                        .as(language)
                        .isEqualTo(keys);
            }
        } finally {
            Locale.setDefault(before);
        }
        assertThat(NameKey.of("INFO@CONTOSO.EXAMPLE")).contains(new NameKey("info@contoso.example"));
    }

    @Test
    void github_2016_07_05_aNameThatCollidesIsNeverASecondAccounts() {
        // GitHub-2016-07-05
        for (var typed : List.of("Victoria", "VICTORIA", "ｖictoria")) {
            assertThat(UserName.of(typed).orElseThrow().key()).as(typed).isEqualTo(new NameKey("victoria"));
        }
        var name = UserName.of("vıctoria").or(() -> UserName.of("victoria")).orElseThrow();
        assertThat(name.skeleton())
                .isEqualTo(UserName.of("victoria").orElseThrow().skeleton());
        assertThat(count("""
                select count(*) from pg_indexes where schemaname = 'regain' and tablename = 'account_name'
                    and (indexdef like '%UNIQUE%(skeleton)%' or indexdef like '%UNIQUE%(key)%')
                """)).isEqualTo(2);
    }

    @Test
    void cve_2026_19607_aNameThatWasGivenUpIsNobodysForEver() throws Exception {
        people.run(sql -> sql.sql("update account_name set retired_at = regain.now() where key = 'victoria'")
                .update());
        var claimant = somebody();
        claimant.beginRecovery("Victoria", "FORGOTTEN");
        claimant.askForCode();
        assertThat(count("select count(*) from flow where account_id is not null and purpose = 'RECOVERY'"))
                .isZero();
        try (var app = database.asApp();
                var sql = app.createStatement();
                var made = sql.executeQuery("""
                        select create_account(gen_random_uuid(), (select id from organisation limit 1), 'en', '{}',
                            'new@contoso.example', 'new@contoso.example', gen_random_uuid(), 'victoria', 'victoria', 'victoria')
                        """)) {
            made.next();
            assertThat(made.getString(1)).isEqualTo("NAME_TAKEN");
        }
    }

    @Test
    void parse_server_5104_aCodeSentToAnOldAddressProvesNothing() throws Exception {
        // parse-server-5104
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        var code = claimant.codeMailedTo(VICTIM, claimant::askForCode);
        people.run(sql -> sql.sql(
                        "update contact set address = 'new@contoso.example', version = version + 1 where address = ?")
                .param(VICTIM)
                .update());
        var before = rows();
        assertThat(claimant.typeCode(code).status()).isEqualTo(422);
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void parse_server_5104_aProofByAnOldAddressIsNoneAnyMore() throws Exception {
        var claimant = somebody();
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        people.run(sql -> sql.sql("update contact set removed_at = regain.now() where address = ?")
                .param(VICTIM)
                .update());
        var before = rows();
        assertThat(claimant.choosePassword(NEW).heading()).isNotEqualTo("Your password has been reset");
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void cve_2017_12161_noHeaderNamesTheHostOfALink() throws Exception {
        for (var header : List.of(
                "Host: evil.example",
                "Host: evil.example:" + baseUrl.getPort(),
                "Host: localhost",
                "Host: user@" + baseUrl.getAuthority(),
                "Host: " + baseUrl.getHost() + ".:" + baseUrl.getPort(),
                "Host: " + baseUrl.getAuthority() + "\r\nHost: evil.example",
                "Host:\tevil.example",
                "Host: ")) {
            assertThat(raw().get("/sign-in", header).status()).as(header).isIn(400, 421);
        }
        assertThat(raw().request("GET http://evil.example/sign-in", "").status())
                .isIn(400, 421);

        var claimant = somebody();
        for (var name : List.of(
                "X-Forwarded-Host",
                "X-Host",
                "X-Forwarded-Server",
                "Forwarded",
                "X-Original-URL",
                "X-Rewrite-URL",
                "X-Forwarded-Prefix",
                "X-Forwarded-Proto")) {
            claimant.browser.header(name, name.equals("Forwarded") ? "host=evil.example" : "evil.example");
        }
        claimant.prove(VICTIM, "FORGOTTEN", VICTIM);
        claimant.choosePassword(NEW);
        mail.await(VICTIM, 2);
        assertThat(mail.to(VICTIM))
                .allSatisfy(it -> assertThat(Claimant.textOf(it)).doesNotContain("evil"));
        assertThat(Claimant.textOf(mail.to(VICTIM).getLast())).contains(baseUrl + "/not-me#");
        assertThat(claimant.browser.page().body()).doesNotContain("evil");
    }

    @Test
    void cve_2025_15018_whatSteersTheMakingOfACodeElsewhereIsRefused() {
        for (var field : List.of("password", "token", "code", "seed", "pass", "key", "at")) {
            var browser = somebody().browser;
            var fields = Map.of("name", VICTIM, field, "12345678", "_csrf", csrf(browser));
            assertThat(browser.postOnly("/recover", fields).statusCode())
                    .as(field)
                    .isEqualTo(400);
        }
    }

    private int begin(String body, String type) throws IOException {
        var browser = somebody().browser;
        var token = csrf(browser);
        var cookie = "Cookie: __Host-csrf=" + browser.cookies().get("__Host-csrf");
        var all = type.equals(FORM) ? body + "&_csrf=" + token : body;
        return raw().request(
                        "POST /recover",
                        all,
                        cookie,
                        "X-CSRF-TOKEN: " + token,
                        "Content-Type: " + type,
                        "Content-Length: " + all.length())
                .status();
    }

    private static List<String> recipients(MimeMessage mail) {
        try {
            return Arrays.stream(mail.getAllRecipients()).map(Object::toString).toList();
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }
}
