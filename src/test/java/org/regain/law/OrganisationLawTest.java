package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.HexFormat;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What an organisation looks like is changed by a global administrator with a fresh proof, through four functions alone.
class OrganisationLawTest extends RatchetScene {

    OrganisationLawTest() throws SQLException {}

    private static final byte[] PNG = HexFormat.of().parseHex("89504e470d0a1a0a00");

    @Test
    void aGlobalAdministratorChangesAllOfItAndItIsWrittenDownWithWhoDidIt() {
        assertThat(rename("Fabrikam")).isEqualTo("DONE");
        assertThat(accent("#0d6b5f", "#6ed3bf")).isEqualTo("DONE");
        assertThat(accent(null, null)).isEqualTo("DONE");
        assertThat(logo(PNG)).isEqualTo("DONE");
        assertThat(logo(null)).isEqualTo("DONE");
        assertThat(help("Call us.\nBy day.", null, "请致电")).isEqualTo("DONE");
        assertThat(audited("ORGANISATION_RENAMED", first, "Contoso Partners → Fabrikam"))
                .isTrue();
        assertThat(audited("ACCENT_CHANGED", first, "- → #0d6b5f")).isTrue();
        assertThat(audited("ACCENT_CHANGED", first, "#0d6b5f → -")).isTrue();
        assertThat(audited("HELP_CHANGED", first, "en zh-CN")).isTrue();
        assertThat(count("audit_event where kind = 'LOGO_CHANGED' and detail is null"))
                .isEqualTo(1);
        assertThat(count("audit_event where kind = 'LOGO_REMOVED' and detail is null"))
                .isEqualTo(1);
    }

    @Test
    void theOtherGlobalAdministratorsAreToldOfEachChangeAndNobodyElse() {
        rename("Fabrikam");
        help("Call us.", null, null);
        assertThat(court.root
                        .sql("select account_id from announcement where kind = 'ORGANISATION_CHANGED'")
                        .query(UUID.class)
                        .list())
                .containsExactly(second, second);
    }

    @Test
    void whatIsSoAlreadyIsNeitherWrittenDownNorTold() {
        assertThat(rename("Contoso Partners")).isEqualTo("UNCHANGED");
        assertThat(accent(null, null)).isEqualTo("UNCHANGED");
        assertThat(logo(null)).isEqualTo("UNCHANGED");
        assertThat(help(null, null, null)).isEqualTo("UNCHANGED");
        assertThat(count("audit_event")).isZero();
        assertThat(count("announcement")).isZero();
    }

    @Test
    void aUserAdministratorAndAnOldProofChangeNothing() {
        court.root("insert into account_role values (?, 'USER_ADMIN', '2020-01-01')", ana);
        key = bytes("ana");
        byFirst = console.signIn(ana, key, "PASSWORD", "TOTP");
        var before = court.rows();
        assertThat(everything()).containsOnly("STALE");
        signIn();
        byFirst = console.signIn(first, bytes("one proof"), "PASSWORD");
        key = bytes("one proof");
        assertThat(everything()).containsOnly("STALE");
        signIn();
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(everything()).containsOnly("STALE");
        assertThat(before.since(court.database)).allMatch(row -> row.matches("(?s)[+] (flow|proof) .*"));
    }

    @Test
    void nobodyChangesAnotherOrganisation() {
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Woodgrove')", other);
        court.root("update account set organisation_id = ? where id = ?", other, first);
        assertThat(everything()).containsOnly("DONE");
        assertThat(court.ask("select name = 'Contoso Partners' from organisation where id <> ?", other))
                .isTrue();
        assertThat(count("organisation_look")).isEqualTo(1);
        assertThat(count("announcement")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " Contoso",
                "Contoso ",
                "Conto\u0000so",
                "Contoso\nBcc: x",
                "Contoso\r",
                "Contoso\u202emoc",
                "Con\u200btoso",
                "\ufeffContoso",
                "Con\u00adtoso",
                "Contoso\u2028",
                "Cafe\u0301",
                "A name of more than sixty characters, which nobody reads to its end"
            })
    void aNameIsOneLineThatIsWhatItSeems(String name) {
        if (name.indexOf(0) < 0) { // PostgreSQL itself knows no NUL.
            assertThat(rename(name)).isEqualTo("NOT_PLAIN");
        }
        assertThat(count("organisation where name = 'Contoso Partners'")).isEqualTo(1);
    }

    @Test
    void coloursPicturesAndTextsAreWhatTheyHaveToBe() {
        for (var colour : List.of("red", "#0d6b5", "#0D6B5F", "#0d6b5f;}", "#0d6b5f\n", "url(x)")) {
            assertThat(accent(colour, "#6ed3bf")).as(colour).isEqualTo("NOT_PLAIN");
            assertThat(accent("#0d6b5f", colour)).as(colour).isEqualTo("NOT_PLAIN");
        }
        assertThat(accent("#0d6b5f", null)).isEqualTo("NOT_PLAIN");
        assertThat(logo("<svg/>".getBytes(java.nio.charset.StandardCharsets.US_ASCII)))
                .isEqualTo("NOT_PLAIN");
        assertThat(logo(java.util.Arrays.copyOf(PNG, 262_145))).isEqualTo("NOT_PLAIN");
        assertThat(logo(java.util.Arrays.copyOf(PNG, 262_144))).isEqualTo("DONE");
        for (var text : List.of("", "x".repeat(501), "\nx", "a\u202eb", "a\rb", "a\u0007b", "a\u2066b")) {
            assertThat(help(text, null, null)).isEqualTo("NOT_PLAIN");
            assertThat(help(null, null, text)).isEqualTo("NOT_PLAIN");
        }
        assertThat(help("x".repeat(500), null, null)).isEqualTo("DONE");
    }

    @Test
    void noRoleWritesTheRowsItself() throws SQLException {
        for (var connection : List.of(court.database.asApp(), court.database.asAdmin())) {
            try (connection) {
                var attempts = new Attempts(connection);
                for (var statement : List.of(
                        "insert into regain.organisation_look (organisation_id) select id from regain.organisation",
                        "update regain.organisation_look set help_en = 'x'",
                        "delete from regain.organisation_look",
                        "update regain.organisation set name = 'x'",
                        "select regain.begin_look(gen_random_uuid(), '')",
                        "select regain.end_look('LOGO_CHANGED', null, '', '', '')")) {
                    assertThat(attempts.fails(statement)).as(statement).isEqualTo("42501");
                }
            }
        }
        try (var web = court.database.asApp()) {
            assertThat(new Attempts(web).fails("select regain.rename_organisation(gen_random_uuid(), '', 'x', '', '')"))
                    .isEqualTo("42501");
        }
    }

    private List<String> everything() {
        return List.of(rename("Fabrikam"), accent("#0d6b5f", "#6ed3bf"), logo(PNG), help("x", "y", "z"));
    }

    private String rename(String name) {
        return console.ask("select rename_organisation(?, ?, ?, '', '')", byFirst, key, name);
    }

    private String accent(@Nullable String light, @Nullable String dark) {
        return ask("select change_accent(?, ?, cast(? as text), cast(? as text), '', '')", light, dark);
    }

    private String logo(byte @Nullable [] png) {
        return ask("select change_logo(?, ?, cast(? as bytea), '', '')", png);
    }

    private String help(@Nullable String en, @Nullable String es, @Nullable String zh) {
        return ask("select change_help(?, ?, cast(? as text), cast(? as text), cast(? as text), '', '')", en, es, zh);
    }

    private String ask(String function, @Nullable Object... values) {
        var params = new java.util.ArrayList<@Nullable Object>(List.of(byFirst, key));
        params.addAll(java.util.Arrays.asList(values));
        return console.sql.sql(function).params(params).query(String.class).single();
    }

    private int count(String from) {
        return court.root
                .sql("select count(*) from " + from)
                .query(Integer.class)
                .single();
    }
}
