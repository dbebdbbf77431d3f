package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import tools.jackson.core.type.TypeReference;
import tools.jackson.databind.json.JsonMapper;

/// What happened, searched and taken along.
class AuditTest extends ConsoleScene {

    private Claimant admin;

    @BeforeEach
    void somethingHasHappened() {
        people.run(sql -> sql.sql("delete from audit_event").update());
        happened("PASSWORD_RESET", ana, null, "2026-11-01T10:00:00Z", "192.0.2.1");
        happened("SUSPENDED", ana, omar, "2026-11-02T10:00:00Z", "192.0.2.2");
        happened("SUSPENDED", omar, marta, "2026-11-03T23:59:59Z", "192.0.2.3");
        admin = marta();
    }

    @Test
    void eventsAreFoundByPersonAdministratorKindAndDay() {
        assertThat(sources("?person=ana")).contains("192.0.2.1", "192.0.2.2").doesNotContain("192.0.2.3");
        assertThat(sources("?person=ANA@contoso.example")).contains("192.0.2.1", "192.0.2.2");
        assertThat(sources("?by=omar")).containsExactly("192.0.2.2");
        assertThat(sources("?kind=PASSWORD_RESET")).containsExactly("192.0.2.1");
        assertThat(sources("?from=2026-11-02&to=2026-11-02")).containsExactly("192.0.2.2");
        assertThat(sources("?to=2026-11-03&kind=SUSPENDED")).containsExactly("192.0.2.3", "192.0.2.2");
        assertThat(sources("?person=nobody")).isEmpty();
        assertThat(sources("?person=%25")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "kind=%27%3B--&from=yesterday&to=&before=nonsense",
                "from=-999999999-01-01",
                "to=%2B999999999-12-31",
                "before=%2B1000000000-12-31T23:59:59Z_019b0000-0000-7000-8000-000000000000",
            })
    void whatIsNoFilterIsIgnored(String query) {
        assertThat(admin.browser.get("/admin/audit?" + query).status()).isEqualTo(200);
    }

    @Test
    void olderOnesFollowWithoutALossOrARepetition() {
        for (var i = 0; i < 60; i++) {
            // All at one moment: their order is by their ids.
            happened("SIGN_IN_REFUSED", ana, null, "2026-11-05T10:00:00Z", "198.51.100." + i);
        }
        var first = sources("?kind=SIGN_IN_REFUSED");
        var next = admin.browser.page().html().select("a[rel=next]").attr("href");
        var second = sources(next.substring(next.indexOf('?')));
        assertThat(first).hasSize(50);
        assertThat(second).hasSize(10).doesNotContainAnyElementsOf(first);
        assertThat(admin.browser.page().html().select("a[rel=next]")).isEmpty();
    }

    @Test
    void anotherOrganisationsEventsAreNobodysHere() {
        var other = UUID.randomUUID();
        people.run(sql -> {
            sql.sql("insert into organisation (id, name) values (?, 'Fabrikam')")
                    .param(other)
                    .update();
            return sql.sql("update audit_event set organisation_id = ?")
                    .param(other)
                    .update();
        });
        assertThat(sources("?kind=SUSPENDED")).isEmpty();
        assertThat(lines(admin.browser.get("/admin/audit/export?format=JSONL")))
                .noneMatch(it -> ana.toString().equals(it.get("account")));
    }

    @Test
    void aFileOfValuesKeepsFormulasHarmless() throws Exception {
        people.run(sql -> sql.sql("update account_name set shown = '=cmd|'' /C calc''!A0' where account_id = ?")
                .param(ana.value())
                .update());
        var page = admin.browser.get("/admin/audit/export?format=CSV&kind=PASSWORD_RESET");
        assertThat(page.response().headers().firstValue("Content-Type").orElse(""))
                .startsWith("text/csv");
        assertThat(page.response().headers().firstValue("Content-Disposition").orElse(""))
                .contains("attachment");
        try (var csv = CSVParser.parse(
                page.body(),
                CSVFormat.RFC4180
                        .builder()
                        .setHeader()
                        .setSkipHeaderRecord(true)
                        .get())) {
            var records = csv.getRecords();
            assertThat(records).hasSize(1);
            assertThat(records.getFirst().get("person")).startsWith("'=cmd");
            assertThat(records.getFirst().get("at")).isEqualTo("2026-11-01T10:00:00Z");
            assertThat(records.getFirst().get("source")).isEqualTo("192.0.2.1");
        }
    }

    @Test
    void aFileOfLinesHasOneObjectALineAndNoEmptyFields() {
        var found = lines(admin.browser.get("/admin/audit/export?format=JSONL&by=omar"));
        assertThat(found).hasSize(1);
        assertThat(found.getFirst())
                .containsEntry("kind", "SUSPENDED")
                .containsEntry("account", ana.toString())
                .containsEntry("actor", omar.toString())
                .doesNotContainKey("detail");
    }

    @Test
    void aFormatThatDoesNotExistIsRefused() {
        assertThat(admin.browser.get("/admin/audit/export?format=XML").status()).isEqualTo(400);
        assertThat(admin.browser.get("/admin/audit/export").status()).isEqualTo(400);
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    en,    ROLES_CHANGED,     +USER_ADMIN -SALES_AGENT, +User administrator −Sales agent
                    es,    HELP_CHANGED,      en zh-CN,                 Inglés Chino (simplificado)
                    zh-CN, POLICY_TIGHTENED,  SESSION_HOURS 12 8,       会话持续的小时数 12 → 8
                    es,    ANSWER_WRONG,      TOTP,                     Una aplicación de autenticación
                    en,    READINESS_REMINDED, 17,                      17
                    en,    ROLES_CHANGED,     +FORMER_ROLE,             +FORMER_ROLE
                    en,    ROLES_CHANGED,     ?,                        ?
                    """)
    void whatAnEventCarriesIsSaidInTheReadersLanguage(String language, String kind, String detail, String said) {
        happened(kind, ana, marta, "2026-11-05T10:00:00Z", "192.0.2.4");
        people.run(sql -> sql.sql("update audit_event set detail = ? where kind = ?")
                .params(detail, kind)
                .update());
        admin.browser.post("/language", Map.of("_csrf", csrf(admin), "language", language));
        var page = admin.browser.get("/admin/audit?kind=" + kind).html();
        assertThat(page.select("main ol li p:first-child bdi").text()).isEqualTo(said);
        assertThat(admin.browser
                        .get("/admin/audit/export?format=JSONL&kind=" + kind)
                        .body())
                .contains("\"detail\":\"" + detail + '"');
    }

    private List<String> sources(String query) {
        return admin.browser
                .get("/admin/audit" + query)
                .html()
                .select("main ol li .small > bdi:last-child")
                .eachText();
    }

    private static List<Map<String, String>> lines(Page page) {
        var json = new JsonMapper();
        return page.body()
                .lines()
                .map(line -> json.readValue(line, new TypeReference<Map<String, String>>() {}))
                .toList();
    }

    private void happened(String kind, AccountId account, @Nullable AccountId by, String at, String source) {
        people.run(sql -> sql.sql("""
                        insert into audit_event (id, at, kind, account_id, organisation_id, actor_id, source, browser)
                        select gen_random_uuid(), cast(? as timestamptz), ?, id, organisation_id, cast(? as uuid), ?, ''
                        from account where id = ?
                        """)
                .params(Arrays.asList(at, kind, by == null ? null : by.toString(), source, account.value()))
                .update());
    }
}
