package org.regain.account;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.Charset;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.ImportedForms.Verdict;

class InviteListTest {

    private static final String COLUMNS = "name,email,roles,language\n";
    private static final InviteRules ALL = new InviteRules(Set.of(Role.values()), null);

    @Test
    void aLineNeedsNoMoreThanAnAddress() {
        var list = read(COLUMNS + "ana,ana@contoso.example,SALES_AGENT helpdesk_agent,es\n,mei@contoso.example,,\n");
        assertThat(list.complaints()).isEmpty();
        assertThat(list.invitations()).hasSize(2);
        assertThat(list.invitations().getFirst().roles())
                .containsExactlyInAnyOrder(Role.SALES_AGENT, Role.HELPDESK_AGENT);
        assertThat(list.invitations().getLast().userName()).isNull();
        assertThat(list.invitations().getLast().language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void eachBadLineIsNamed() {
        assertThat(complaints(read(COLUMNS + """
                pe dro,pedro@contoso.example,,
                ,not an address,,
                ,ana@contoso.example,KING,
                ,ana2@contoso.example,,fr
                ,mei@contoso.example,,
                ,MEI@contoso.example,,
                ,long@contoso.example,,,more
                li,li@contoso.example,,
                LI,li2@contoso.example,,
                lі,li3@contoso.example,,
                """)))
                .isEqualTo(
                        "2 NAME, 3 ADDRESS, 4 ROLES, 5 LANGUAGE, 7 ADDRESS_TWICE, 8 VALUES, 10 NAME_TWICE, 11 NAME_ALIKE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "email,password\na@b.example,x\n",
                "name,email,roles,language,password\n,a@b.example,,,x\n",
                "=cmd|calc,email,roles,language\n,a@b.example,,\n",
                "\0name,email,roles,language\n,a@b.example,,\n",
                ""
            })
    void otherColumnsAreRefused(String csv) {
        assertThat(complaints(read(csv))).isEqualTo("1 COLUMNS");
    }

    @Test
    void aFileFromASpreadsheetMayBeginWithAByteOrderMark() {
        assertThat(read("\uFEFF" + COLUMNS + ",ana@contoso.example,,\n").invitations())
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n", "\r"})
    void linesMayEndAsAnySystemEndsThem(String end) {
        assertThat(read((COLUMNS + ",ana@contoso.example,,\n,mei@contoso.example,,\n").replace("\n", end))
                        .invitations())
                .hasSize(2);
    }

    @Test
    void whatIsNotUtf8IsSaidToBe() {
        var line = COLUMNS + "josé,jose@contoso.example,,\n";
        assertThat(complaints(read(line, ISO_8859_1))).endsWith("NOT_UTF8");
        assertThat(complaints(
                        read(COLUMNS + "li,li@contoso.example,,\n丽,li2@contoso.example,,\n", Charset.forName("GBK"))))
                .endsWith("NOT_UTF8");
    }

    @Test
    void oneNameWrittenInTwoWaysIsOne() {
        assertThat(complaints(read(COLUMNS + """
                josé,a@contoso.example,,
                jose\u0301,b@contoso.example,,
                JOSÉ,c@contoso.example,,
                ｊｏｓé,d@contoso.example,,
                """))).isEqualTo("3 NAME_TWICE, 4 NAME_TWICE, 5 NAME_TWICE");
    }

    @Test
    void aQuotationMarkThatIsMissingIsNamed() {
        assertThat(complaints(read(COLUMNS + ",ana@contoso.example,,\n\"mei,mei@contoso.example,,\n")))
                .endsWith("NOT_CSV");
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u202Ena", "an\u200Ba", "an\0a", "a\u0007na", "a\u2066na", "an\u00ADa"})
    void whatCannotBeSeenIsRefused(String name) {
        assertThat(complaints(read(COLUMNS + "\"" + name + "\",ana@contoso.example,,\n")))
                .isEqualTo("2 INVISIBLE");
        assertThat(complaints(read(COLUMNS + ",ana@con\u200Btoso.example,,\n"))).isEqualTo("2 INVISIBLE");
    }

    @ParameterizedTest
    @ValueSource(strings = {"=cmd|'/C'!A0", "+1", "-1", "@SUM(A1)", "=HYPERLINK(1)"})
    void noFormulaIsAName(String name) {
        assertThat(complaints(read(COLUMNS + name + ",ana@contoso.example,,\n")))
                .isEqualTo("2 NAME");
    }

    @Test
    void longFieldsAreRefused() {
        var names = "a".repeat(100_000);
        assertThat(complaints(read(COLUMNS + names + ",ana@contoso.example,,\n,b@" + names + ".example,,\n")))
                .isEqualTo("2 NAME, 3 ADDRESS");
    }

    @Test
    void aListEndsAtAHundredThousandPeople() {
        var csv = new StringBuilder(COLUMNS);
        for (var i = 0; i < InviteList.MOST; i++) {
            csv.append(",p").append(i).append("@contoso.example,,\n");
        }
        assertThat(read(csv.toString()).invitations()).hasSize(InviteList.MOST);
        csv.append(",one.more@contoso.example,,\n,two.more@contoso.example,,\n");
        assertThat(complaints(read(csv.toString()))).isEqualTo("100002 TOO_MANY");
    }

    @Test
    void aRoleThatIsNotTheirsToGiveIsRefused() {
        var rules = new InviteRules(Set.of(Role.SALES_AGENT), null);
        var csv = COLUMNS + ",a@b.example,SALES_AGENT,\n,c@b.example,GLOBAL_ADMIN,\n";
        assertThat(complaints(InviteList.read(new ByteArrayInputStream(csv.getBytes(UTF_8)), rules)))
                .isEqualTo("3 ROLES");
    }

    @Test
    void aHashIsTakenWhereItsFormIs() {
        ImportedForms forms = hash ->
                hash.equals("good") ? Verdict.USABLE : hash.equals("dear") ? Verdict.TOO_DEAR : Verdict.UNKNOWN_FORM;
        var csv = """
            name,email,roles,language,password
            ,a@b.example,,,good
            ,b@b.example,,,dear
            ,c@b.example,,,plain
            ,d@b.example,,,
            """;
        var list = InviteList.read(
                new ByteArrayInputStream(csv.getBytes(UTF_8)), new InviteRules(Set.of(Role.values()), forms));
        assertThat(complaints(list)).isEqualTo("3 HASH_DEAR, 4 HASH_FORM");
        assertThat(list.invitations()).extracting(Invitation::importedHash).containsExactly("good", null);
        assertThat(list.toString()).doesNotContain("good");
    }

    @Test
    void aListWithNobodyIsRefused() {
        assertThat(complaints(read(COLUMNS))).isEqualTo("1 NOBODY");
    }

    private static InviteList read(String csv) {
        return read(csv, UTF_8);
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
