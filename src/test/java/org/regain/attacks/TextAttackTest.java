package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.PhoneNumber;
import org.regain.delivery.CodePurpose;
import org.regain.delivery.Message;
import org.regain.delivery.Outbox;
import org.regain.delivery.Recipient;
import org.regain.limits.Limit;
import org.regain.secret.Code;
import org.regain.support.ScriptedProvider;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.test.context.DynamicPropertyRegistry;
import org.springframework.test.context.DynamicPropertySource;
import org.springframework.transaction.support.TransactionTemplate;

/// Attacks by way of texts, with a provider that charges for each.
class TextAttackTest extends Attack {

    private static final String VICTIMS_NUMBER = "+34612345612";
    private static final ScriptedProvider PROVIDER = provider();

    @Autowired
    Outbox outbox;

    @Autowired
    TransactionTemplate transaction;

    private static ScriptedProvider provider() {
        try {
            return new ScriptedProvider();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    @DynamicPropertySource
    static void texts(DynamicPropertyRegistry settings) {
        settings.add("regain.sms.provider", () -> "http");
        settings.add("regain.sms.url", () -> PROVIDER.url("/send"));
        settings.add("regain.sms.body", () -> "{\"to\":\"{to}\",\"text\":\"{text}\"}");
        settings.add("regain.sms.countries", () -> "ES,CN");
    }

    @AfterAll
    static void close() throws IOException {
        PROVIDER.close();
    }

    @BeforeEach
    void theVictimHasATelephone() {
        PROVIDER.forget();
        // A table may know mailboxes only, as long as nobody can register a number.
        people.run(sql -> sql.sql("alter table contact drop constraint contact_kind_check")
                .update());
        people.run(sql -> sql.sql("""
                        insert into contact (id, account_id, kind, address, confirmed_at)
                        values (gen_random_uuid(), ?, 'PHONE', ?, regain.now())
                        """).params(victim.value(), VICTIMS_NUMBER).update());
        people.run(sql -> sql.sql(
                        "alter table contact add constraint contact_kind_check check (kind in ('EMAIL', 'PHONE'))")
                .update());
    }

    private Message codeTo(String number) {
        return new Message.IssuedCode(
                new Recipient.Phone(new PhoneNumber(number), Locale.ENGLISH),
                CodePurpose.RECOVERY,
                Code.parse("12345678").orElseThrow(),
                clock.instant().plus(Duration.ofMinutes(10)));
    }

    private void put(List<Message> messages) {
        transaction.executeWithoutResult(_ -> outbox.put(messages));
        await().until(() -> count("select count(*) from outbox where state = 'QUEUED' and channel = 'SMS'") == 0);
    }

    private static List<String> textedTo(String number) {
        return PROVIDER.requests().stream()
                .map(ScriptedProvider.Request::body)
                .filter(body -> body.startsWith("{\"to\":\"" + number))
                .toList();
    }

    // sms-pumping
    @Test
    void numbersBesideEachOtherEarnTheirOperatorNoFortune() {
        put(IntStream.range(0, 1000)
                .mapToObj(n -> codeTo("+3465999%04d".formatted(n)))
                .toList());
        assertThat(textedTo("+3465999")).hasSize(Limit.TEXTS_TO_PREFIX_SOON.most());

        put(List.of(codeTo("+8613112345678")));
        assertThat(textedTo("+8613112345678")).as("others are not shut out").hasSize(1);
    }

    @Test
    void aNumberThatHasHadItsShareOfADayIsHeardOfByItsOwner() {
        put(List.of(codeTo(VICTIMS_NUMBER)));
        people.run(sql -> sql.sql(
                        "update limit_count set times = array_fill(regain.now(), array [10]) where name = 'MESSAGES_A_DAY'")
                .update());
        put(List.of(codeTo(VICTIMS_NUMBER)));
        assertThat(count(
                        "select count(*) from audit_event where kind = 'COUNTER_CLOSED' and account_id = ? and detail = 'MESSAGES_A_DAY'",
                        victim.value()))
                .isOne();
    }

    // sms-pumping
    @Test
    void aCountryNobodyWorksInIsNeverTexted() {
        put(List.of(codeTo("+18762101234"), codeTo("+881612345678"), codeTo("+447400123456")));

        assertThat(textedTo("+1876")).isEmpty();
        assertThat(textedTo("+881")).isEmpty();
        assertThat(textedTo("+44")).isEmpty();
        assertThat(count("select count(*) from outbox where failure = 'country'"))
                .isEqualTo(3);
    }

    // sms-pumping
    @Test
    void oneNumberIsNotFlooded() {
        put(IntStream.range(0, 20).mapToObj(_ -> codeTo("+34611111111")).toList());

        assertThat(textedTo("+34611111111")).hasSize(Limit.MESSAGES_SOON.most());
    }

    @Test
    void aResetIsTextedToTheTelephoneToo() throws Exception {
        var somebody = somebody();
        somebody.prove(VICTIM, "FORGOTTEN", VICTIM);
        somebody.choosePassword(NEW);

        await().until(() -> !textedTo(VICTIMS_NUMBER).isEmpty());
        assertThat(textedTo(VICTIMS_NUMBER))
                .singleElement()
                .satisfies(text -> assertThat(text)
                        .contains("Your password has been reset.", baseUrl.getHost())
                        .doesNotContain("http", "#"));
    }

    @Test
    void whatAStrangerBringsAboutCostsNoText() {
        var stranger = somebody();
        for (var guess = 0; guess < 12; guess++) {
            stranger.signIn(VICTIM, "a guess, number " + guess);
        }

        await().until(() -> count("select count(*) from audit_event where kind = 'ACCOUNT_LOCKED'") > 0);
        await().until(() -> count("select count(*) from outbox where state = 'QUEUED'") == 0);
        assertThat(textedTo(VICTIMS_NUMBER)).isEmpty();
        assertThat(count("select count(*) from outbox where channel = 'SMS'")).isZero();
    }
}
