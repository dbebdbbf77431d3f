package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.regain.account.EmailName;
import org.regain.account.NameKey;
import org.regain.account.UserName;
import org.regain.secret.Password;
import org.regain.support.Claimant;
import org.regain.support.Cost;
import org.regain.support.Deadline;
import org.regain.support.HttpBrowser;

/// Attacks by what is typed: markup, templates, SQL, shells, types, lengths.
class InputAttackTest extends Attack {

    /// Every form that is open to everybody, and its fields.
    private static final Map<String, List<String>> FORMS = Map.of(
            "/sign-in", List.of("name", "password"),
            "/recover", List.of("name"),
            "/recover/reason", List.of("at", "reason"),
            "/recover/verify/method", List.of("at", "method"),
            "/recover/verify/code", List.of("at", "code"),
            "/recover/new-password", List.of("at", "newPassword", "confirmation"),
            "/claim", List.of("token"),
            "/not-me", List.of("token"),
            "/language", List.of("language", "page"));

    @Test
    void xss_recovery_noFieldIsEverRepeatedAsMarkupOrBreaksAnything() {
        // XSS-recovery; also SSTI/EL, h1-164684, CVE-2021-28958, LDAP-injection: what it comes to is the same.
        var before = rows();
        for (var form : FORMS.entrySet()) {
            fromManyAddresses();
            var browser = somebody().browser;
            if (form.getKey().startsWith("/recover/")) {
                browser.get("/recover");
                browser.submit("/recover", "name", "nobody-here");
            }
            var token = csrf(browser);
            for (var text : Naughty.TEXTS) {
                var reply = everyField(browser, token, form.getKey(), form.getValue(), text);
                assertThat(reply.status()).as("%s %s", form.getKey(), text).isIn(200, 302, 400, 409, 410, 422, 429);
                assertThat(reply.response().headers().firstValue("Location").orElse(""))
                        .doesNotContain("evil");
                unescaped(reply.body(), text);
            }
        }
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void xss_recovery_thePathAndTheQueryAreNotRepeated() throws Exception {
        for (var target : List.of(
                "/sign-in?x=%3Cscript%3Ealert(1)%3C/script%3E",
                "/%3Cscript%3Ealert(1)%3C/script%3E",
                "/recover?name=%22%3E%3Cimg%20src=x%3E",
                "/recover/%3Cscript%3E",
                "/look/%3Cscript%3E.css")) {
            assertThat(raw().get(target).body()).as(target).doesNotContain("<script>alert", "<img src=x");
        }
    }

    @Test
    void ssti_el_aTemplateInAStoredTextStaysText() {
        // SSTI/EL
        people.run(sql -> sql.sql("update organisation set name = ?")
                .param("${7*191} [[#{7*191}]] __${7*191}__")
                .update());
        people.run(sql -> sql.sql("update account_name set shown = ? where key = 'victoria'")
                .param("<b>${7*191}</b>")
                .update());
        var browser = somebody().browser.header("User-Agent", "${7*191} <i>");
        browser.get("/sign-in");
        var page = browser.submit("/sign-in", "name", VICTIM, "password", VICTIMS_PASSWORD);
        assertThat(page.heading()).isEqualTo("Your account");
        assertThat(page.body()).contains("${7*191}").doesNotContain("1337", "<b>$", "<i>");
    }

    @Test
    void h1_164684_whatPostgresCannotStoreIsRefusedBefore() throws Exception {
        for (var body : List.of("name=a%00b", "name=%FF%FE", "name=%C0%80", "name=%ED%A0%80", "name=%F4%90%80%80")) {
            assertThat(raw().post("/recover", body).status()).as(body).isEqualTo(400);
            assertThat(raw().post("/sign-in", body + "&password=x").status())
                    .as(body)
                    .isEqualTo(400);
        }
        var before = System.nanoTime();
        var browser = somebody().browser;
        everyField(browser, csrf(browser), "/recover", List.of("name"), "x'||(select pg_sleep(90))||'");
        assertThat(System.nanoTime() - before).as("nobody slept").isLessThan(Deadline.HANGING.toNanos());
    }

    @Test
    void cve_2019_18818_onlyATextIsAText() throws Exception {
        for (var body : List.of("{\"code\":{\"$gt\":\"\"}}", "{\"code\":true}", "{\"code\":[1]}", "{\"code\":null}")) {
            for (var type : List.of("application/json", "text/plain", "application/vnd.api+json", "text/xml")) {
                assertThat(raw().request(
                                        "POST /recover/verify/code",
                                        body,
                                        "Content-Type: " + type,
                                        "Content-Length: " + body.length())
                                .status())
                        .isEqualTo(415);
            }
        }
        for (var code :
                List.of("%", "_", "*", ".", "________", "%%%%%%%%", "********", "[0-9]{8}", "0x00000001", "1e7", "")) {
            var claimant = waitingForACode();
            assertThat(claimant.typeCode(code).status()).as(code).isEqualTo(422);
        }
        for (var at : List.of("", "x", "1.0", "99999999999", "0b1", "null", "[]")) {
            var claimant = waitingForACode();
            var fields = form(claimant.browser, "/recover/verify/code", Map.of("code", "12345678", "at", at));
            assertThat(claimant.browser.postOnly("/recover/verify/code", fields).statusCode())
                    .as(at)
                    .isIn(400, 409);
        }
    }

    @Test
    void cve_2019_18818_aMissingFieldIsRefused() {
        FORMS.forEach((path, fields) -> {
            for (var missing : fields) {
                // A browser leaves out a radio button that nobody chose; the page then says what to do.
                if (missing.equals("page") || missing.equals("reason")) {
                    continue;
                }
                var browser = somebody().browser;
                var sent = new HashMap<>(Map.of("_csrf", csrf(browser)));
                fields.stream()
                        .filter(it -> !it.equals(missing))
                        .forEach(it -> sent.put(it, it.equals("at") ? "0" : "x"));
                assertThat(browser.postOnly(path, sent).statusCode())
                        .as(path + " without " + missing)
                        .isEqualTo(400);
            }
        });
    }

    @Test
    void h1_1820864_giantsAreRefusedAtOnce() throws Exception {
        var mebi = "a".repeat(1024 * 1024);
        for (var body : List.of(
                "name=x&password=" + mebi, "name=" + mebi, "code=" + mebi, "name=x&password=" + mebi.repeat(10))) {
            assertThat(raw().post("/sign-in", body).status()).isEqualTo(413);
        }
        var marks = "a" + "\u0301".repeat(32 * 1024);
        assertThat(Password.of(marks)).isEmpty();
        assertThat(NameKey.of(marks)).isEmpty();
        Cost.noDearer(() -> Password.of(marks), 20, () -> Password.of("a\u0301".repeat(500)));
        Cost.noDearer(() -> NameKey.of(marks), 20, () -> Password.of("a\u0301".repeat(500)));
    }

    @Test
    void cve_2023_36053_noAddressTakesLongToRead() {
        var long_ = List.of(
                "a@" + "a.".repeat(10_000),
                "\"".repeat(50_000) + "@x",
                "a".repeat(100_000) + "@b.c",
                "a@" + "a-".repeat(120),
                "a.".repeat(30) + "@x.y",
                "(".repeat(250) + "@x",
                "@".repeat(254),
                "-".repeat(254));
        for (var typed : long_) {
            assertThat(EmailName.of(typed)).isEmpty();
            Cost.noDearer(() -> EmailName.of(typed), 50, () -> EmailName.of(VICTIM));
            Cost.noDearer(() -> NameKey.of(typed), 50, () -> NameKey.of(VICTIM));
        }
    }

    @Test
    void bidi_homoglyph_aNameIsWrittenApartFromItsSurroundings() throws Exception {
        // bidi/homoglyph: look-alikes are one skeleton, of which there is one (V01), and pages keep a name's direction to it.
        assertThat(UserName.of("pаypal").orElseThrow().skeleton())
                .isEqualTo(UserName.of("paypal").orElseThrow().skeleton());
        assertThat(UserName.of("evil\u202elive")).isEmpty();
        try (var app = database.asApp();
                var sql = app.prepareStatement("""
                        select create_account(gen_random_uuid(), (select id from organisation limit 1), 'en', '{}',
                            'other@contoso.example', 'other@contoso.example', gen_random_uuid(), ?, ?, ?)
                        """)) {
            var alike = UserName.of("viсtoria").orElseThrow();
            sql.setString(1, alike.key().text());
            sql.setString(2, alike.shown());
            sql.setString(3, alike.skeleton());
            var made = sql.executeQuery();
            made.next();
            assertThat(made.getString(1)).isEqualTo("LOOKS_ALIKE");
        }
        var claimant = somebody();
        var page = claimant.signIn(VICTIM, VICTIMS_PASSWORD);
        assertThat(page.html().select("bdi").eachText()).contains("victoria");
    }

    private Claimant waitingForACode() {
        people.run(sql -> sql.sql("delete from limit_count").update());
        var claimant = somebody();
        claimant.beginRecovery(VICTIM, "FORGOTTEN");
        claimant.askForCode();
        return claimant;
    }

    /// This text in every field of the form, but where a number belongs.
    private static HttpBrowser.Page everyField(
            HttpBrowser browser, String token, String path, List<String> names, String text) {
        var fields = new HashMap<>(Map.of("_csrf", token));
        names.forEach(name -> fields.put(name, name.equals("at") ? "0" : text));
        var reply = browser.postOnly(path, fields);
        return new HttpBrowser.Page(reply.statusCode(), path, reply.body(), reply);
    }

    private static void unescaped(String body, String text) {
        if (text.contains("<") || text.contains("\"")) {
            assertThat(body).doesNotContain(text);
        }
        assertThat(body).doesNotContain("1337", "SQLSTATE", "Exception", "org.regain");
    }
}
