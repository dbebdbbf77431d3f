package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Role;
import org.regain.look.Looks;
import org.regain.look.Pictures;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.regain.support.RowDiff;
import org.springframework.beans.factory.annotation.Autowired;

/// How the organisation looks: who may change it, what is refused, and what everybody sees afterwards.
class OrganisationTest extends ConsoleScene {

    private static final String LI = "li@contoso.example";
    private static final String PAGE = "/admin/organisation";

    @Autowired
    private Looks looks;

    @Test
    void aNewNameIsReadByEverybodyWithinSeconds() throws Exception {
        assertThat(change(marta(), "/name", "name", "  Fabrikam & Söhne ").body())
                .contains("has its new name");
        var visitor = somebody().browser;
        await().until(() -> visitor.get("/sign-in").body().contains("Fabrikam"));
        assertThat(visitor.page().html().select("header").text()).isEqualTo("Fabrikam & Söhne");
    }

    @Test
    void aLogoIsDrawnAnewAndTakesThePlaceOfTheName() throws Exception {
        var page = upload(marta(), Pictures.png(2000, 500));
        assertThat(page.body()).contains("The logo is shown from now on.");
        var img = visitor().html().expectFirst("header img");
        assertThat(img.attr("alt")).isEqualTo("Contoso Partners");
        assertThat(img.attr("src")).matches("/look/logo/[0-9a-f]{32}");
        var reply = bytes(img.attr("src"));
        assertThat(ImageIO.read(new ByteArrayInputStream(reply.body())).getWidth())
                .isEqualTo(480);
        assertThat(reply.headers().allValues("Content-Type")).containsExactly("image/png");
        assertThat(reply.headers().allValues("X-Content-Type-Options")).containsExactly("nosniff");
        assertThat(reply.headers().allValues("Content-Security-Policy")).containsExactly("default-src 'none'; sandbox");
        assertThat(reply.headers().allValues("Cache-Control").toString())
                .contains("immutable")
                .doesNotContain("no-store");
        assertThat(change(marta(), "/logo/remove").body()).contains("The logo is no longer shown");
        assertThat(bytes(img.attr("src")).statusCode()).isEqualTo(404);
        assertThat(visitor().html().select("header").text()).isEqualTo("Contoso Partners");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "<svg xmlns='http://www.w3.org/2000/svg'/>", "GIF89a", "<html>", "\u0089PNG\r\n\u001a\n"})
    void whatIsNoPictureIsRefusedWithASentence(String file) {
        var who = marta();
        csrf(who);
        var before = RowDiff.of(database);
        var page = upload(who, file.getBytes(StandardCharsets.ISO_8859_1));
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).contains("Choose a PNG or JPEG");
        for (var mebi : List.of(2, 5)) {
            var tooLarge = upload(who, new byte[mebi * 1024 * 1024]);
            assertThat(tooLarge.status()).isEqualTo(413);
            assertThat(tooLarge.body()).contains("We accept at most 1 MiB here");
        }
        assertThat(before.since(database)).allMatch(row -> row.matches("(?s)[+-] spring_session.*"));
    }

    @Test
    void anAccentIsOneSmallStylesheetForDayAndNight() {
        assertThat(visitor().html().select("link[rel=stylesheet]")).hasSize(1);
        assertThat(change(marta(), "/accent", "accent", "#0047AB").body()).contains("have their new colour");
        var style = visitor().html().expectFirst("link[href*=accent]").attr("href");
        assertThat(style).matches("/look/accent/0047ab-[0-9a-f]{6}\\.css");
        var reply = bytes(style);
        assertThat(new String(reply.body(), StandardCharsets.UTF_8))
                .startsWith(":root,.day{--accent:#0047ab;")
                .hasSizeLessThan(300);
        assertThat(reply.headers().allValues("Content-Type").toString()).contains("text/css");
        assertThat(reply.headers().allValues("Cache-Control").toString()).contains("immutable");
        assertThat(change(marta(), "/accent/remove").body()).contains("have their new colour");
        assertThat(visitor().html().select("link[rel=stylesheet]")).hasSize(1);
    }

    @Test
    void anAccentThatCannotBeReadIsRefusedWithTheNearestThatCan() {
        var who = marta();
        var page = change(who, "/accent", "accent", "#ff0000");
        assertThat(page.status()).isEqualTo(422);
        assertThat(page.refusal()).contains("nearest shade that can is #de0000");
        assertThat(page.html().select("#accent").attr("value")).isEqualTo("#ff0000");
        for (var colour : List.of("red", "#fff", "#0d6b5f;}", "url(//evil.example)", "")) {
            assertThat(change(who, "/accent", "accent", colour).refusal()).contains("six digits or letters");
        }
        assertThat(count("select count(*) from organisation_look")).isZero();
        for (var shades : List.of("ff0000-6ed3bf", "0d6b5f-0d6b5f", "0d6b5f-6ed3bf;", "x", "0d6b5f-6ed3bf}*{")) {
            assertThat(bytes("/look/accent/" + shades.replace("}", "%7D").replace("{", "%7B") + ".css")
                            .statusCode())
                    .as(shades)
                    .isIn(400, 404);
        }
    }

    @Test
    void helpIsTextWhereOneIsStuckInThePagesLanguageOrAnother() {
        var who = marta();
        var text = "Call 555 0123.\r\n<a href=\"//evil.example\">https://evil.example</a>";
        assertThat(change(who, "/text", "helpEn", text, "helpEs", "", "helpZh", "请致电。")
                        .body())
                .contains("The help text is shown");
        for (var path : List.of("/sign-in", "/recover")) {
            var help = get(path, "en").select("section:has(h2#help)");
            assertThat(help.select("h2").text()).isEqualTo("Help from Contoso Partners");
            assertThat(get(path, "en").expectFirst(".said").wholeText())
                    .isEqualTo("Call 555 0123.\n<a href=\"//evil.example\">https://evil.example</a>");
            assertThat(help.select("a, script, b")).isEmpty();
            assertThat(help.text()).contains("Nobody who helps you needs your password");
        }
        assertThat(get("/sign-in", "zh-CN").select(".said").text()).isEqualTo("请致电。");
        assertThat(get("/sign-in", "es").select(".said").attr("lang")).isEqualTo("en");
        change(who, "/text", "helpEn", "", "helpEs", "", "helpZh", "");
        assertThat(get("/sign-in", "en").select(".said")).isEmpty();
    }

    @Test
    void textsAreWhatTheySeem() {
        var who = marta();
        var long61 = "x".repeat(61);
        for (var name : List.of("", " ", long61, "a\u202eb", "Con\u200btoso", "a\nb", "a\rBcc: b", "Compa\ufffda")) {
            var page = change(who, "/name", "name", name);
            assertThat(page.status()).isEqualTo(422);
            assertThat(page.refusal()).contains("1 to 60 characters");
        }
        for (var help : List.of("x".repeat(501), "a\u202eb", "a\u2066b", "a\u0007b", "a\u2028b", "a\ufffdb")) {
            var page = change(who, "/text", "helpEn", "mine", "helpEs", help, "helpZh", "");
            assertThat(page.refusal()).contains("at most 500 characters");
            assertThat(page.html().select("#helpEn").text()).isEqualTo("mine");
        }
        assertThat(count("select count(*) from audit_event where kind in ('ORGANISATION_RENAMED', 'HELP_CHANGED')"))
                .isZero();
    }

    @Test
    void aUserAdministratorSeesItAndChangesNothing() {
        var who = omar();
        assertThat(who.browser.get(PAGE).heading()).isEqualTo("Organisation");
        assertThat(who.browser.page().html().select("main form")).isEmpty();
        csrf(who);
        var before = RowDiff.of(database);
        assertThat(change(who, "/name", "name", "Mine").status()).isEqualTo(403);
        assertThat(change(who, "/accent", "accent", "#0d6b5f").status()).isEqualTo(403);
        assertThat(change(who, "/accent/remove").status()).isEqualTo(403);
        assertThat(change(who, "/logo/remove").status()).isEqualTo(403);
        assertThat(upload(who, Pictures.png(10, 10)).status()).isEqualTo(403);
        assertThat(change(who, "/text", "helpEn", "x", "helpEs", "", "helpZh", "")
                        .status())
                .isEqualTo(403);
        assertThat(before.since(database)).allMatch(row -> row.matches("(?s)[+-] spring_session.*"));
    }

    @Test
    void anOldProofIsAskedForAgain() {
        var who = marta();
        clock.advance(Duration.ofMinutes(11));
        assertThat(change(who, "/name", "name", "Mine").path()).isEqualTo("/account/confirm");
        assertThat(upload(who, Pictures.png(10, 10)).path()).isEqualTo("/account/confirm");
        assertThat(count("select count(*) from organisation where name = 'Mine'"))
                .isZero();
    }

    @Test
    void theOtherGlobalAdministratorsAreToldInFixedWordsAndTheAuditSaysWhat() throws Exception {
        people.active(LI, PASSWORD, Role.GLOBAL_ADMIN);
        var who = marta();
        change(who, "/name", "name", "Call +1 555 0123");
        assertThat(Claimant.textOf(mail.await(LI, 1)))
                .contains("a global administrator changed")
                .doesNotContain("555");
        assertThat(mail.to(MARTA)).isEmpty();
        assertThat(who.browser.get("/admin/audit").html().text())
                .contains("The organisation was renamed Contoso Partners → Call +1 555 0123");
    }

    @Test
    void whereThereAreSeveralOrganisationsStrangersLearnNothing() {
        change(marta(), "/accent", "accent", "#0047ab");
        assertThat(visitor().body()).contains("/look/accent/");
        people.run(sql -> sql.sql("insert into organisation (id, name) values (?, 'Woodgrove')")
                .param(UUID.randomUUID())
                .update());
        looks.readAgain();
        assertThat(visitor().body()).doesNotContain("/look/accent/", "Contoso");
        assertThat(visitor().html().select("header").text()).isEqualTo("Regain");
        var ana = somebody();
        ana.signIn(ANA, PASSWORD);
        assertThat(ana.browser.get("/").body()).contains("/look/accent/0047ab-");
        assertThat(ana.browser.page().html().select("header").text()).isEqualTo("Contoso Partners");
    }

    private static Page change(Claimant who, String path, String... namesAndValues) {
        var fields = new HashMap<>(Map.of("_csrf", csrf(who)));
        for (var i = 0; i < namesAndValues.length; i += 2) {
            fields.put(namesAndValues[i], namesAndValues[i + 1]);
        }
        return who.browser.post(PAGE + path, fields);
    }

    private static Page upload(Claimant who, byte[] file) {
        return who.browser.upload(PAGE + "/logo", Map.of("_csrf", csrf(who)), file);
    }

    /// What somebody sees who was never here, as soon as the pages have read it.
    private Page visitor() {
        looks.readAgain();
        return somebody().browser.get("/sign-in");
    }

    private org.jsoup.nodes.Document get(String path, String language) {
        looks.readAgain();
        return somebody().browser.header("Accept-Language", language).get(path).html();
    }

    private java.net.http.HttpResponse<byte[]> bytes(String path) {
        try (var client = java.net.http.HttpClient.newHttpClient()) {
            return client.send(
                    java.net.http.HttpRequest.newBuilder(baseUrl.resolve(path)).build(),
                    java.net.http.HttpResponse.BodyHandlers.ofByteArray());
        } catch (java.io.IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
