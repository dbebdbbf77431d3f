package org.regain.account;

import static java.nio.charset.StandardCharsets.UTF_16BE;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Lists as Excel and LibreOffice save them, whatever country they are set to.
class SpreadsheetListTest {

    private static final InviteRules ALL = new InviteRules(Set.of(Role.values()), null);
    private static final String ROWS = """
            name,email,roles,language
            ana,ana@contoso.example,SALES_AGENT,es
            ,mei@contoso.example,,
            """;

    @ParameterizedTest
    @ValueSource(strings = {",", ";", "\t", "|"})
    void c13_valuesArePartedAsTheCountryPartsThem(String separator) {
        isRead(ROWS.replace(",", separator), UTF_8);
        isRead(quoted().replace("\",\"", "\"" + separator + "\""), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"sep=;", "SEP=;", "\"sep=;\"", "sep=;;;;", "sep=; "})
    void c13_aFirstLineThatSaysTheSeparatorIsNoRow(String first) {
        for (var end : new String[] {"\n", "\r\n"}) {
            isRead((first + "\n" + ROWS.replace(",", ";")).replace("\n", end), UTF_8);
            isRead(("\uFEFF" + first + "\n" + ROWS.replace(",", ";")).replace("\n", end), UTF_8);
        }
        isRead("sep=\t\n" + ROWS.replace(",", "\t"), UTF_8);
        isRead("sep=,\n" + ROWS, UTF_8);
    }

    @Test
    void c13_linesAreNumberedAsInTheFile() {
        assertThat(complaints(read("sep=;\n" + ROWS.replace(",", ";") + ";nobody;;\n", UTF_8)))
                .isEqualTo("5 ADDRESS");
    }

    @Test
    void c13_unicodeTextIsRead() {
        for (var charset : new Charset[] {UTF_16LE, UTF_16BE, UTF_8}) {
            isRead("\uFEFF" + ROWS.replace(",", "\t").replace("\n", "\r\n"), charset);
            isRead("\uFEFF" + ROWS, charset);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ",,,\n",
                "\n",
                " , ,\u00A0, \n",
                ",,,,,,,\n",
                "\"\",\"\",\"\",\"\"\n",
                "   \n",
                ",\n",
                "\uFEFF,,,\n"
            })
    void c13_rowsInWhichNothingStandsArePassedOver(String empty) {
        isRead(ROWS + empty, UTF_8);
        isRead(ROWS + empty.repeat(3), UTF_8);
        isRead(ROWS.replaceFirst("\n", "\n" + empty), UTF_8);
    }

    @Test
    void c13_emptyColumnsBehindTheOthersAreNone() {
        isRead(ROWS.replace("language\n", "language,\n"), UTF_8);
        isRead(ROWS.replace("\n", ",\n"), UTF_8);
        isRead(ROWS.replace("\n", ",,,\n"), UTF_8);
        isRead(ROWS.replace("mei@contoso.example,,", "mei@contoso.example"), UTF_8);
    }

    @Test
    void c13_whatStandsBehindTheColumnsIsNamed() {
        assertThat(complaints(read(ROWS + ",bo@contoso.example,,,more\n", UTF_8)))
                .isEqualTo("4 VALUES");
        assertThat(complaints(read(ROWS.replace("language\n", "language,language\n"), UTF_8)))
                .isEqualTo("1 COLUMNS");
        assertThat(complaints(read(ROWS.replace("language\n", "language,,more\n"), UTF_8)))
                .isEqualTo("1 COLUMNS");
        assertThat(complaints(read("sep=;\n", UTF_8))).isEqualTo("1 COLUMNS");
    }

    @Test
    void c13_columnsMayStandInAnyOrder() {
        isRead("email;name;language;roles\nana@contoso.example;ana;es;SALES_AGENT\nmei@contoso.example;;;\n", UTF_8);
    }

    @ParameterizedTest
    @CsvSource({
        "EN, ENGLISH",
        "en-GB, ENGLISH",
        "en_US, ENGLISH",
        "En-us, ENGLISH",
        "'', ENGLISH",
        "es-MX, SPANISH",
        "ES_es, SPANISH",
        "es-419, SPANISH",
        "zh-cn, CHINESE",
        "zh_CN, CHINESE",
        "ZH-Hans, CHINESE",
        "zh-Hans-CN, CHINESE",
        "zh, CHINESE",
        "zh-TW, CHINESE",
        "\u00A0es\u3000, SPANISH",
        "ｅｓ, SPANISH",
        "es-x-mine, SPANISH"
    })
    void c14_languageTagsAreReadAsTheStandardSays(String tag, Language language) {
        var list = read("name,email,roles,language\n,mei@contoso.example,,\"" + tag + "\"\n", UTF_8);
        assertThat(complaints(list)).isEmpty();
        assertThat(list.invitations()).extracting(Invitation::language).containsExactly(language);
    }

    @ParameterizedTest
    @ValueSource(strings = {"fr", "de-DE", "english", "español", "e", "es-", "-es", "es--MX", "esp", "x-es", "中文"})
    void c14_otherLanguagesAreStillNamed(String tag) {
        assertThat(complaints(read("name,email,roles,language\n,mei@contoso.example,," + tag + "\n", UTF_8)))
                .isEqualTo("2 LANGUAGE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Name,Email,Roles,Language",
                "NAME,EMAIL,ROLES,LANGUAGE",
                " name , email,\u00A0roles\u00A0,language\u3000",
                "ｎａｍｅ,email,roles,language",
                "\u200Bname,email,roles,language"
            })
    void c14_headersAreReadWithoutCaseAndBlanks(String header) {
        isRead(ROWS.replaceFirst(".*\n", header + "\n"), UTF_8);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\u00A0", "\u3000", "\u2003", "\u202F", "\u200B", "\uFEFF", "\u200E", " \u00A0 ", "\t"})
    void c14_blanksOfAnyKindAroundAValueAreNone(String blank) {
        isRead(ROWS.replace("ana@contoso.example", blank + "ana@contoso.example" + blank), UTF_8);
        isRead(ROWS.replace("ana,", blank + "ana" + blank + ","), UTF_8);
        isRead(ROWS.replace("SALES_AGENT", blank + "sales_agent" + blank), UTF_8);
        isRead(ROWS.replace(",es", "," + blank + "es" + blank), UTF_8);
    }

    @Test
    void c14_rolesMayBePartedByAnyBlank() {
        var list = read(
                "name,email,roles,language\n,a@b.example,\"SALES_AGENT\u00A0helpdesk_agent, Admin_Agent\",\n", UTF_8);
        assertThat(list.invitations().getFirst().roles())
                .containsExactlyInAnyOrder(Role.SALES_AGENT, Role.HELPDESK_AGENT, Role.ADMIN_AGENT);
    }

    private static String quoted() {
        return ROWS.lines().map(it -> "\"" + it.replace(",", "\",\"") + "\"\n").reduce("", String::concat);
    }

    private static void isRead(String csv, Charset charset) {
        var list = read(csv, charset);
        assertThat(complaints(list)).as(csv).isEmpty();
        assertThat(list.invitations())
                .extracting(it -> it.email().address() + " " + it.language() + " " + it.roles())
                .containsExactly("ana@contoso.example SPANISH [SALES_AGENT]", "mei@contoso.example ENGLISH []");
        assertThat(list.invitations().getFirst().userName()).isNotNull();
    }

    private static InviteList read(String csv, Charset charset) {
        return InviteList.read(new ByteArrayInputStream(csv.getBytes(charset)), ALL);
    }

    private static String complaints(InviteList list) {
        return String.join(
                ", ",
                list.complaints().stream()
                        .map(it -> it.line() + " " + it.kind())
                        .toList());
    }
}
