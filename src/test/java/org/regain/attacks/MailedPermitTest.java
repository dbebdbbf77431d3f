package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;

/// A stranger keeps somebody from her codes who has nothing but the mailbox and a browser that is new. What the stranger does
/// brings her a permit, which is in no other mailbox than hers.
class MailedPermitTest extends Attack {

    private static final String NOBODY = "nobody@contoso.example";
    private static final String WRONG = "K7Q2M-9XH4G";

    @Test
    void whoReadsTheMailboxGetsInThoughAStrangerTakesEveryCodeThereIs() throws Exception {
        var stranger = useUp(VICTIM);
        var owner = somebody();
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(owner.askForCode().status()).isEqualTo(429);
        assertThat(usePermit(owner, owner.permitMailedTo(VICTIM)).heading()).isEqualTo("Verification step 1");
        assertThat(owner.browser.page().html().select("[role=status]").text()).startsWith("You’re using your permit");
        assertThat(stranger.askForCode().status()).isEqualTo(429);
        owner.typeCode(owner.codeMailedTo(VICTIM, owner::askForCode));
        assertThat(owner.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
    }

    /// Under her other name the page does not say that none was sent: the permit comes all the same, and serves there.
    @Test
    void whereNothingIsSaidItComesToo() throws Exception {
        useUp(VICTIM);
        var owner = somebody();
        owner.beginRecovery("victoria", "FORGOTTEN");
        assertThat(owner.askForCode().status()).isEqualTo(200);
        usePermit(owner, owner.permitMailedTo(VICTIM));
        owner.typeCode(owner.codeMailedTo(VICTIM, () -> owner.browser.submit("/recover/verify/again")));
        assertThat(owner.browser.page().heading()).isEqualTo("Choose a new password");
    }

    @Test
    void theSameIsSaidOfANameThatNobodyHas() throws Exception {
        var pages = Stream.of(VICTIM, NOBODY).map(this::everythingSaid).toList();
        assertThat(pages.getFirst()).isEqualTo(pages.getLast());
        assertThat(pages.getLast()).contains("If the account exists, a permit was mailed", "This permit doesn");
    }

    /// The time is the database's: then there is one again, and a moment before there is not.
    @Test
    void thePageSaysFromWhenThereIsOneAgain() throws Exception {
        useUp(VICTIM);
        var owner = somebody();
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        var from =
                Instant.parse(owner.askForCode().html().select("#refusal time").attr("datetime"));
        clock.advance(Duration.between(clock.instant(), from).minusMinutes(1).minusSeconds(5));
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(owner.askForCode().refusal()).contains("We can send the next code in");
        clock.advance(Duration.between(clock.instant(), from));
        owner.codeMailedTo(VICTIM, owner::askForCode);
    }

    @Test
    void itServesTheAccountItWasMailedToAndNoOther() throws Exception {
        useUp(VICTIM);
        var permit = refusedThenMailed();
        for (var name : List.of(MALLORY, NOBODY)) {
            var thief = somebody();
            thief.beginRecovery(name, "FORGOTTEN");
            assertThat(usePermit(thief, permit).refusal()).contains("This permit doesn’t work for this recovery");
        }
        clock.advance(Duration.ofDays(7).plusSeconds(1));
        var late = somebody();
        late.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(usePermit(late, permit).status()).isEqualTo(422);
    }

    /// Whoever has it floods no mailbox: three in fifteen minutes and ten a day, in however many recoveries and names.
    @Test
    void allRecoveriesInWhichItIsTypedShareWhatItGives() throws Exception {
        useUp(VICTIM);
        var permit = refusedThenMailed();
        var before = mail.to(VICTIM).size();
        var refused = 0;
        for (var i = 0; i < 14; i++) {
            fromManyAddresses();
            var one = somebody();
            one.beginRecovery(i % 2 == 0 ? VICTIM : "victoria", "FORGOTTEN");
            usePermit(one, permit);
            refused += one.askForCode().status() == 429 ? 1 : 0;
            if (i == 3) {
                assertThat(refused).as("a fourth in fifteen minutes").isEqualTo(1);
            }
            if (i > 2) {
                // Or it may be over before it was sent.
                everythingIsSent();
                clock.advance(Duration.ofMinutes(16));
            }
        }
        everythingIsSent();
        assertThat(refused).isEqualTo(4);
        assertThat(mail.to(VICTIM)).hasSize(before + 10);
    }

    /// A hundred wrong codes close the mail for strangers, and so for her: the permit opens it for whoever reads the mailbox.
    @Test
    void aStrangerWhoHasClosedTheMailByGuessingKeepsItsReaderFromNothing() throws Exception {
        var owner = somebody();
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        closedForStrangers("EMAIL");
        var code = owner.codeMailedTo(VICTIM, owner::askForCode);
        assertThat(owner.typeCode(code).refusal()).contains("it is closed for this account");
        usePermit(owner, owner.permitMailedTo(VICTIM));
        assertThat(owner.typeCode(code).heading()).isEqualTo("Choose a new password");
    }

    /// It is no second way to guess at what is not in the mailbox.
    @Test
    void anAppStaysClosedForWhoHasAPermit() throws Exception {
        var app = AuthenticatorApp.with(people.addTotp(victim).bytes());
        useUp(VICTIM);
        var permit = refusedThenMailed();
        closedForStrangers("TOTP");
        var reader = somebody();
        reader.beginRecovery(VICTIM, "FORGOTTEN");
        usePermit(reader, permit);
        reader.browser.submit("/recover/verify/method", "method", "TOTP");
        assertThat(reader.typeCode(app.codeAt(clock.instant())).refusal()).contains("it is closed for this account");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "K7Q2M", "k7q2m9xh4gg", "💌", "K7Q2M-9XH4G-K7Q2M-9XH4G"})
    void whatIsNoPermitIsSaidToBeNone(String typed) {
        var who = somebody();
        who.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(usePermit(who, typed).refusal()).contains("This permit doesn’t work for this recovery");
    }

    private String refusedThenMailed() throws InterruptedException {
        var owner = somebody();
        owner.beginRecovery(VICTIM, "FORGOTTEN");
        assertThat(owner.askForCode().status()).isEqualTo(429);
        return owner.permitMailedTo(VICTIM);
    }

    private static Page usePermit(Claimant who, String permit) {
        who.browser.get("/recover/permit");
        return who.browser.submit("/recover/permit", "permit", permit);
    }

    /// Whatever a stranger is shown who uses up the codes of this name and types a permit.
    private String everythingSaid(String name) {
        var said = new StringBuilder();
        var stranger = somebody();
        for (var i = 0; i < 10; i++) {
            people.run(sql ->
                    sql.sql("delete from limit_count where name like '%_SOON'").update());
            fromManyAddresses();
            stranger.beginRecovery(name, "FORGOTTEN");
            said.append(SAMENESS.apply(stranger.askForCode()));
        }
        said.append(SAMENESS.apply(stranger.browser.get("/recover/permit")));
        said.append(SAMENESS.apply(usePermit(stranger, WRONG)));
        said.append(SAMENESS.apply(stranger.browser.get("/recover/verify")));
        return said.toString().replace(name, "NAME").replaceAll("<time [^>]*>[^<]*", "<time>");
    }

    /// Nine, each as the limits allow.
    private Claimant useUp(String name) throws Exception {
        var stranger = somebody();
        for (var i = 0; i < 9; i++) {
            people.run(sql ->
                    sql.sql("delete from limit_count where name like '%_SOON'").update());
            fromManyAddresses();
            stranger.beginRecovery(name, "FORGOTTEN");
            stranger.codeMailedTo(VICTIM, stranger::askForCode);
        }
        stranger.browser.submit("/recover/verify/other");
        return stranger;
    }

    private void closedForStrangers(String kind) {
        people.run(sql -> sql.sql("""
                        insert into method_guard (subject, kind, account_id, consecutive)
                        select sha256(who), :kind, :account, 100
                        from (select uuid_send(account_id) || '\\x01'::bytea as who from flow where account_id = :account
                              union select name_mac from flow where account_id = :account) counted
                        """)
                .param("account", victim.value())
                .param("kind", kind)
                .update());
    }
}
