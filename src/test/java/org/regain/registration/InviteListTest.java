package org.regain.registration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import org.junit.jupiter.api.Test;
import org.regain.account.Language;
import org.regain.account.Role;

class InviteListTest {

    private static final String COLUMNS = "name,email,roles,language\n";

    @Test
    void aLineNeedsNoMoreThanAnAddress() {
        var list = read("ana,ana@contoso.example,SALES_AGENT helpdesk_agent,es\n,mei@contoso.example,,\n");
        assertThat(list.complaints()).isEmpty();
        assertThat(list.invitations()).hasSize(2);
        assertThat(list.invitations().getFirst().roles())
                .containsExactlyInAnyOrder(Role.SALES_AGENT, Role.HELPDESK_AGENT);
        assertThat(list.invitations().getLast().userName()).isNull();
        assertThat(list.invitations().getLast().language()).isEqualTo(Language.ENGLISH);
    }

    @Test
    void eachBadLineIsNamed() {
        var list = read("""
                pe dro,pedro@contoso.example,,
                ,not an address,,
                ,ana@contoso.example,KING,
                ,ana2@contoso.example,,fr
                ,mei@contoso.example,,
                ,MEI@contoso.example,,
                ,short@contoso.example
                """);
        assertThat(list.complaints())
                .hasSize(6)
                .satisfiesExactly(
                        it -> assertThat(it).startsWith("Line 2: the name"),
                        it -> assertThat(it).startsWith("Line 3: the e-mail"),
                        it -> assertThat(it).startsWith("Line 4: roles are"),
                        it -> assertThat(it).startsWith("Line 5: the language"),
                        it -> assertThat(it).startsWith("Line 7: the same e-mail"),
                        it -> assertThat(it).startsWith("Line 8: it has 2 values"));
    }

    @Test
    void otherColumnsAreRefused() {
        assertThat(InviteList.read(new StringReader("email,password\na@b.example,x\n"))
                        .complaints())
                .containsExactly("Line 1: the columns must be name,email,roles,language.");
    }

    @Test
    void aFileFromASpreadsheetMayBeginWithAByteOrderMark() {
        assertThat(InviteList.read(new StringReader("\uFEFF" + COLUMNS + ",ana@contoso.example,,\n"))
                        .invitations())
                .hasSize(1);
    }

    private static InviteList read(String lines) {
        return InviteList.read(new StringReader(COLUMNS + lines));
    }
}
