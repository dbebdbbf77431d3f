package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.mail.MessagingException;
import jakarta.mail.internet.MimeMessage;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.regain.support.Deadline;

/// Whoever guesses at somebody's account is heard of: in every mailbox once, and in what its owner can read.
class GuessingNoticesTest extends Attack {

    private static final String SECOND = "victoria@home.example";
    private static final String GUESSING = "Somebody may be trying to guess their way into your account";
    private static final String KNOWN = "Your password was entered correctly, but opened nothing";

    @BeforeEach
    void sheHasTwoMailboxes() {
        people.addAddress(victim, SECOND);
    }

    @Test
    void twoGuessesInEachOfManyRecoveriesAreToldOnceInEveryMailbox() throws Exception {
        for (var i = 0; i < 6; i++) {
            fromManyAddresses();
            var stranger = somebody();
            stranger.beginRecovery(VICTIM, "FORGOTTEN");
            stranger.browser.submit("/recover/verify/method", "method", "SAVED_CODE");
            stranger.typeCode("%025d0".formatted(i));
            stranger.typeCode("%025d0".formatted(i + 10));
        }
        assertToldOnce(GUESSING);
        assertThat(count(
                        "select count(*) from audit_event where kind = 'COUNTER_CLOSED' and account_id = ?",
                        victim.value()))
                .isEqualTo(1);
        assertHistory("Too many tries: a limit was reached");
    }

    @Test
    void aStrangerWhoUsesUpADaysCodesIsToldOnceInEveryMailbox() throws Exception {
        var stranger = somebody();
        for (var i = 0; i < 11; i++) {
            people.run(sql ->
                    sql.sql("delete from limit_count where name like '%_SOON'").update());
            fromManyAddresses();
            stranger.beginRecovery(VICTIM, "FORGOTTEN");
            stranger.askForCode();
        }
        assertToldOnce("All of today’s codes for your account have been asked for");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            state = 'SUSPENDED'                      | SUSPENDED
            password_compromised_at = regain.now()   | COMPROMISED
            state = 'DELETED', deleted_at = regain.now() | DELETED
            """)
    void aRightPasswordOnAStoppedAccountIsWrittenDownAndTold(String stopped, String why) throws Exception {
        people.run(sql -> sql.sql("update account set " + stopped + " where id = ?")
                .param(victim.value())
                .update());
        people.run(sql -> sql.sql("update account_name set retired_at = regain.now() where account_id in "
                        + "(select id from account where state = 'DELETED')")
                .update());
        for (var i = 0; i < 2; i++) {
            var page = somebody().signIn(VICTIM, VICTIMS_PASSWORD);
            assertThat(page.heading()).isNotEqualTo("Your account");
        }
        assertThat(count(
                        "select count(*) from audit_event where kind = 'REFUSED_THOUGH_RIGHT' and account_id = ? and detail = ?",
                        victim.value(),
                        why))
                .isEqualTo(2);
        assertToldOnce(KNOWN);
        people.run(
                sql -> sql.sql("update account set state = 'ACTIVE', deleted_at = null, password_compromised_at = null")
                        .update());
        people.run(sql -> sql.sql("update account_name set retired_at = null").update());
        assertHistory("Right password or passkey, but the account can't be used now");
    }

    /// To who tries it, a deleted account's name is nobody's, with the right password too.
    @Test
    void aRightPasswordOfADeletedAccountSaysWhatAWrongOneSays() {
        people.run(sql -> sql.sql("update account set state = 'DELETED' where id = ?")
                .param(victim.value())
                .update());
        people.run(sql -> sql.sql("update account_name set retired_at = regain.now() where account_id = ?")
                .param(victim.value())
                .update());
        var right = somebody().signIn(VICTIM, VICTIMS_PASSWORD);
        var nobodys = somebody().signIn("nobody@contoso.example", VICTIMS_PASSWORD);
        assertThat(withoutChance(right.body().replace(VICTIM, "X")))
                .isEqualTo(withoutChance(nobodys.body().replace("nobody@contoso.example", "X")));
        assertThat(right.status()).isEqualTo(nobodys.status());
        assertThat(count("select count(*) from sign_in_guard where account_id is not null"))
                .isZero();
    }

    /// Without the CSRF token and the passkey's challenge.
    private static String withoutChance(String page) {
        return page.replaceAll("value=\"[^\"]{40,}\"", "").replaceAll("challenge&quot;:&quot;[^&]+", "");
    }

    private void assertToldOnce(String subject) throws Exception {
        for (var address : new String[] {VICTIM, SECOND}) {
            Deadline.await("the notice to " + address).until(() -> told(address, subject) > 0);
            assertThat(told(address, subject)).as(address).isEqualTo(1);
        }
        assertThat(count("select count(*) from announcement")).isZero();
    }

    private long told(String address, String subject) {
        return mail.to(address).stream()
                .filter(it -> subject.equals(subjectOf(it)))
                .count();
    }

    private static String subjectOf(MimeMessage message) {
        try {
            return message.getSubject();
        } catch (MessagingException e) {
            throw new IllegalStateException(e);
        }
    }

    private void assertHistory(String line) {
        var owner = somebody();
        assertThat(owner.signIn(VICTIM, VICTIMS_PASSWORD).heading()).isEqualTo("Your account");
        assertThat(owner.browser
                        .get("/")
                        .html()
                        .select("section[aria-labelledby=history]")
                        .text())
                .contains(line);
    }
}
