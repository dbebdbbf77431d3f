package org.regain.methods;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// Methods are renamed and taken away, but never so many that nobody could get back in.
class RemoveMethodsTest extends MethodsScene {

    @BeforeEach
    void signedIn() {
        signIn();
    }

    @Test
    void whatIsRemovedIsGoneAndTheAddressThatGoesIsToldToo() throws Exception {
        people.addAddress(account, OTHER);
        var list = remove(addressRow(OTHER));
        assertThat(list.html().select("[role=status]").text()).startsWith("Removed.");
        assertThat(list.html().select("[aria-labelledby=EMAIL] bdi").eachText()).containsExactly(ANA);
        assertThat(subjects(OTHER, 1)).containsExactly("A way into your account was removed");
        assertThat(subjects(ANA, 1)).containsExactly("A way into your account was removed");
        assertThat(Claimant.textOf(mail.to(ANA).getFirst())).contains("an e-mail address was removed");
        assertThat(events()).containsExactly("METHOD_REMOVED EMAIL");
    }

    @Test
    void aCodeSentBeforeTheAddressWasRemovedProvesNothing() throws Exception {
        people.addAddress(account, OTHER);
        var claimant = somebody();
        claimant.beginRecovery(ANA, "FORGOTTEN");
        claimant.askForCode();
        forgetLimits();
        var code = claimant.codeMailedTo(OTHER, () -> claimant.browser.submit("/recover/verify/elsewhere"));
        remove(addressRow(OTHER));
        assertThat(claimant.typeCode(code).status()).isEqualTo(422);
    }

    @Test
    void theLastAddressStays() {
        people.saveCodes(account);
        addPasskey();
        refusesToRemove(addressOfAna(), "Without this one, your other methods would not be enough");
        assertThat(methods().html().select("[aria-labelledby=EMAIL]").text())
                .contains("You need this one")
                .doesNotContain("Remove");
    }

    @Test
    void anAddressThatIsStillNewTakesNobodysPlace() throws Exception {
        addAddress(OTHER);
        refusesToRemove(addressOfAna(), "Without this one, your other methods would not be enough");
        assertThat(remove(addressRow(OTHER)).heading()).isEqualTo("My sign-in methods");
        assertThat(count("contact where account_id = ? and removed_at is null")).isEqualTo(1);
    }

    @Test
    void theSecondOfTwoClassesStaysWhereTwoAreAskedFor() {
        addApp();
        refusesToRemove(newest("authenticator"), "Without this one, your other methods would not be enough");
        people.saveCodes(account);
        assertThat(remove(newest("authenticator")).refusal()).isEmpty();
        assertThat(somebody().signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void whatThePageOffersToRemoveIsWhatTheDatabaseLetsGo() {
        people.saveCodes(account);
        people.addAddress(account, OTHER);
        addApp();
        var offered = methods()
                .html()
                .select("form[action=/account/methods/remove] input[name=id]")
                .eachAttr("value");
        assertThat(offered).hasSize(3);
        for (var id : offered.subList(0, 2)) {
            assertThat(remove(UUID.fromString(id)).refusal()).isEmpty();
        }
        assertThat(methods().html().select("form[action=/account/methods/remove]"))
                .isEmpty();
    }

    @Test
    void aShortPasswordKeepsItsSecondFactor() {
        people.saveCodes(account);
        addApp();
        people.run(sql -> sql.sql("update password set alone = false").update());
        refusesToRemove(newest("authenticator"), "Your password is short because you also have a second factor");
        addPasskey();
        assertThat(remove(newest("authenticator")).refusal()).isEmpty();
    }

    @Test
    void aNameIsOnesOwnAndVisible() {
        addApp();
        var app = newest("authenticator").toString();
        assertThat(rename(app, "  Work phone 📱  ")
                        .html()
                        .select("[aria-labelledby=TOTP] bdi")
                        .text())
                .isEqualTo("Work phone 📱");
        var before = rows();
        for (var name : new String[] {"", " ", "a\u202eb", "a\u200bb", "x".repeat(61), "a\tb"}) {
            var refused = rename(app, name);
            assertThat(refused.status()).as(name).isEqualTo(422);
            assertThat(refused.refusal()).startsWith("A name has 1 to 60 characters");
        }
        nothingChangedSince(before);
        assertThat(rename(app, "<b>&amp;")
                        .html()
                        .select("[aria-labelledby=TOTP] bdi")
                        .text())
                .isEqualTo("<b>&amp;");
    }

    private Page rename(String id, String name) {
        methods();
        return ana.browser.submit("/account/methods/rename", "id", id, "name", name);
    }

    private void refusesToRemove(UUID method, String sentence) {
        var before = rows();
        var refused = remove(method);
        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.refusal()).startsWith(sentence);
        nothingChangedSince(before);
    }

    private UUID addressOfAna() {
        return addressRow(ANA);
    }
}
