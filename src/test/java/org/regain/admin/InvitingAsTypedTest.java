package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Addresses and lists as administrators type and bring them.
class InvitingAsTypedTest extends InvitingScene {

    @ParameterizedTest
    @CsvSource({"ana@faß.example, ana@xn--fa-hia.example", "eva@straße.example, eva@xn--strae-oqa.example"})
    void c01_aMailGoesToTheDomainThatWasMeantAndThePageNamesIt(String typed, String address) throws Exception {
        var page = invites(omar(), typed, "");
        assertThat(page.html().text()).contains("It goes to " + address);
        assertThat(mail.await(address, 1).getAllRecipients()[0]).hasToString(address);
        assertThat(people(address)).isEqualTo(1);
        assertThat(omar().browser
                        .get("/admin/people?q=" + typed.replace("ß", "%C3%9F").replace("@", "%40"))
                        .html()
                        .select("tbody td:first-child a"))
                .hasSize(1);
    }

    @Test
    void c01_theLookAtAListNamesWhatMailWritesInAnotherWay() throws Exception {
        var who = omar();
        var preview = uploads(who, COLUMNS + ",uwe@weißbier.example,,\n,bo@contoso.example,,\n");
        assertThat(preview.html().select("main li bdi").eachText()).containsExactly("uwe@xn--weibier-2va.example");
        confirms(who, preview.field("list"));
        assertThat(mail.await("uwe@xn--weibier-2va.example", 1)).isNotNull();
        assertThat(mail.to("uwe@weissbier.example")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\u200Bnew@contoso.example",
                "new@contoso.example\u00A0",
                "\uFEFFnew@contoso.example",
                "New <new@contoso.example>",
                "mailto:new@contoso.example",
                "ｎｅｗ＠contoso.example."
            })
    void c02_whatStandsAroundAnAddressIsForgiven(String typed) throws Exception {
        assertThat(invites(omar(), typed, "").html().text()).contains("It goes to new@contoso.example");
        assertThat(mail.await("new@contoso.example", 1)).isNotNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "%E2%80%8Bana",
                "ana%C2%A0",
                "%E2%80%AAana%E2%80%AC",
                "%EF%BD%81%EF%BD%8E%EF%BD%81",
                "%EF%BB%BFana%40contoso.example",
                "ana%EF%BC%A0contoso.example"
            })
    void c02_peopleAreFoundAsTheyAreTyped(String query) {
        assertThat(omar().browser
                        .get("/admin/people?q=" + query)
                        .html()
                        .select("tbody td:first-child a")
                        .eachText())
                .containsExactly("ana");
    }

    @Test
    void c13_aListOutOfASpanishExcelIsRead() {
        var preview = uploads(
                omar(), "\uFEFFsep=;\r\nName;Email;Roles;Language\r\n;one@contoso.example\u00A0;;es-MX\r\n;;;\r\n");
        assertThat(preview.html().select("main li").eachText()).first().isEqualTo("New people: 1");
    }
}
