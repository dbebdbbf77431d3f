package org.regain.roster;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.directory.EntryId;
import org.regain.support.Claimant;

/// People who are new in the directory are written to where the organisation does that: once, in their language, and with nothing that opens
/// anything.
class NewcomersTest extends RosterScene {

    private static final String SUBJECT = "Your account is ready: sign in for the first time";

    @Test
    void nobodyIsWrittenToWhereItIsOff() {
        directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        readAll();
        assertThat(mail.toAnybody()).isEmpty();
    }

    @Test
    void whoIsNewIsWrittenToOnceWhateverBecomesOfTheEntry() throws Exception {
        writeToNewcomers("en");
        var ana = directory.add("Ana.Silva", AT_THE_DESK, "ana@contoso.example");
        readAll();
        assertThat(mail.toAnybody()).hasSize(1);
        var written = mail.to("ana@contoso.example").getFirst();
        assertThat(written.getSubject()).isEqualTo(SUBJECT);
        assertThat(Claimant.textOf(written)).contains("Your user name: Ana.Silva", baseUrl.getAuthority());
        readAll();
        directory.rename(ana, "ana.perez");
        readAll();
        directory.mails(ana, "ana.perez@contoso.example");
        readAll();
        directory.disable(ana);
        readAll();
        directory.enable(ana);
        readAll();
        directory.remove(ana);
        readAll();
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(mail.toAnybody()).hasSize(1);
    }

    @Test
    void whoCameBeforeIsNotNewWhenItIsTurnedOn() {
        directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        readAll();
        writeToNewcomers("en");
        directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        readAll();
        writeToNewcomers(null);
        directory.add("cho", AT_THE_DESK, "cho@contoso.example");
        readAll();
        assertThat(mail.toAnybody()).hasSize(1);
        assertThat(mail.to("bo@contoso.example")).hasSize(1);
    }

    @Test
    void whoIsNotLetInThereIsNotWrittenTo() {
        writeToNewcomers("en");
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        directory.disable(ana);
        directory.add("nomail", AT_THE_DESK);
        readAll();
        assertThat(mail.toAnybody()).isEmpty();
        directory.enable(ana);
        readAll();
        assertThat(mail.to("ana@contoso.example")).as("now they come").hasSize(1);
    }

    /// A hundred thousand take a while to be written to, and are looked at again meanwhile.
    @Test
    void whoIsStoppedBeforeTheMailIsMadeGetsNone() {
        writeToNewcomers("en");
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        clock.advance(Duration.ofMinutes(5));
        var waiting = holdMailsBack();
        synchronise.look();
        directory.disable(ana);
        read();
        assertThat(state(ana)).isEqualTo("SUSPENDED");
        assertThat(count("select count(*) from announcement where kind = 'INVITED'"))
                .isEqualTo(2);
        waiting.run();
        everythingIsSent();
        assertThat(mail.to("ana@contoso.example")).isEmpty();
        assertThat(mail.to("bo@contoso.example")).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            es-MX           | es    | Su cuenta está lista: inicie sesión por primera vez
            'fr, zh;q=0.5'  | zh-CN | 您的帐户已就绪，请首次登录
            en              | en    | Your account is ready: sign in for the first time
            fr              | es    | Su cuenta está lista: inicie sesión por primera vez
            "es;q=oops      | es    | Su cuenta está lista: inicie sesión por primera vez
                            | es    | Su cuenta está lista: inicie sesión por primera vez
            """)
    void theLanguageIsTheirsElseTheOneThatWasChosen(@Nullable String preferred, String language, String subject)
            throws Exception {
        writeToNewcomers("es");
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        if (preferred != null) {
            directory.speaks(ana, preferred);
        }
        readAll();
        assertThat(mail.to("ana@contoso.example").getFirst().getSubject()).isEqualTo(subject);
        assertThat(languageOf(ana)).isEqualTo(language);
        directory.speaks(ana, "zh");
        readAll();
        assertThat(languageOf(ana)).as("it is theirs by now").isEqualTo(language);
    }

    @Test
    void theirLanguageIsKeptWhereNobodyIsWrittenToAsWell() {
        var ana = directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        directory.speaks(ana, "zh-CN");
        var bo = directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        readAll();
        assertThat(languageOf(ana)).isEqualTo("zh-CN");
        assertThat(languageOf(bo)).isEqualTo("en");
    }

    @ParameterizedTest
    @CsvSource({
        "o'brien+desk@contoso.example, o'brien+desk@contoso.example",
        "{ana}|$#=`~^@contoso.example, {ana}|$#=`~^@contoso.example",
        "Ana <ana@contoso.example>, ana@contoso.example",
        "ana@bücher.example, ana@xn--bcher-kva.example"
    })
    void anAddressIsWrittenToAsItIs(String there, String here) {
        writeToNewcomers("en");
        directory.add("ana", AT_THE_DESK, there);
        readAll();
        assertThat(mail.to(here)).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ana@contoso.example\r\nBcc: eve@evil.example",
                "ana@contoso.example, eve@evil.example",
                "añà@contoso.example",
                "\"ana eve\"@contoso.example",
                "ana\u202e@contoso.example",
                "ana@[127.0.0.1]"
            })
    void whatIsNoAddressMakesNobodyAndIsNotWrittenTo(String there) {
        writeToNewcomers("en");
        directory.add("ana", AT_THE_DESK, there);
        directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        readAll();
        assertThat(mail.toAnybody()).hasSize(1);
        assertThat(refused()).hasSize(1);
    }

    @Test
    void anAddressThatNoMailGoesToHoldsNobodyUp() {
        writeToNewcomers("en");
        directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        directory.add("bo", AT_THE_DESK, "bo@contoso.example");
        var waiting = holdMailsBack();
        read();
        people.run(sql -> sql.sql(
                        "update contact set address = 'ana@b\u00fccher.example' where address = 'ana@contoso.example'")
                .update());
        waiting.run();
        everythingIsSent();
        assertThat(mail.to("bo@contoso.example")).hasSize(1);
    }

    @Test
    void aNameThatCouldLeadElsewhereIsNotRepeated() throws Exception {
        writeToNewcomers("en");
        directory.add("http://evil.example/", AT_THE_DESK, "ana@contoso.example");
        readAll();
        assertThat(Claimant.textOf(mail.await("ana@contoso.example", 1)))
                .contains("the one that you have at your desk")
                .doesNotContain("evil");
    }

    /// The mailbox alone would otherwise have a link to begin with.
    @Test
    void theWayBackToAnAccountThatIsNotClaimedIsTheSameMailAndNoLink() throws Exception {
        directory.add("ana", AT_THE_DESK, "ana@contoso.example");
        readAll();
        var somebody = somebody();
        somebody.beginRecovery("ana@contoso.example", "FORGOTTEN");
        somebody.askForCode();
        var written = mail.await("ana@contoso.example", 1);
        assertThat(written.getSubject()).isEqualTo(SUBJECT);
        assertThat(Claimant.textOf(written)).doesNotContain("#", "http");
        assertThat(
                        count(
                                "select count(*) from claim_link where account_id in (select account_id from directory_person)"))
                .isZero();
    }

    /// They come behind what was done to people, and whoever asks for a code waits for none of them: what ends first is sent first.
    @Test
    void manyNewcomersHoldNobodysCodeUp() throws Exception {
        writeToNewcomers("en");
        people.active("nora@contoso.example", AT_THE_DESK);
        var before = count("select count(*) from account");
        directory.addMany(300, AT_THE_DESK);
        var waiting = holdMailsBack();
        read();
        assertThat(count("select count(*) from account")).isEqualTo(before + 300);
        var nora = somebody();
        nora.beginRecovery("nora@contoso.example", "FORGOTTEN");
        nora.askForCode();
        assertThat(mail.await("nora@contoso.example", 1)).isNotNull();
        assertThat(count("select count(*) from announcement where kind = 'INVITED'"))
                .isEqualTo(300);
        waiting.run();
        everythingIsSent();
        assertThat(mail.toAnybody()).hasSize(301);
        assertThat(count("select count(*) from outbox where expires_at > regain.now() + interval '6 days'"))
                .isEqualTo(300);
    }

    private void readAll() {
        read();
        everythingIsSent();
    }

    private String languageOf(EntryId entry) {
        return text("select language from account where id = '%s'"
                        .formatted(account(entry).value()))
                .getFirst();
    }
}
