package org.regain.delivery;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.channel.Channel;
import org.regain.channel.EmailAddress;
import org.regain.channel.Mail;
import org.regain.secret.Token;

/// What a reader of the table sees.
@ResourceLock(OutboxDatabase.LOCK)
class OutboxRowsTest {

    private final Delivering delivering = new Delivering();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void aCodeIsInNoColumnOfAnyRow() {
        Message.ClaimLink claim = delivering.claimLink();
        Message.Notice notice = delivering.notice(NoticeKind.PASSWORD_RESET);
        delivering.put(delivering.code("12345678"), delivering.texted("12345678"), claim, notice);

        String everything = OutboxDatabase.rows().stream()
                .flatMap(row -> row.values().stream())
                .map(value -> value instanceof byte[] bytes ? new String(bytes, ISO_8859_1) : String.valueOf(value))
                .reduce("", String::concat);

        assertThat(everything)
                .doesNotContain("12345678", "1234 5678")
                .doesNotContain(
                        claim.token().text(),
                        requireNonNull(notice.repudiation()).text())
                .doesNotContain("ana@", "contoso", "612345612")
                .doesNotContain("RECOVERY", "PASSWORD_RESET");
    }

    @Test
    void aDecoyLooksLikeACodeInEveryColumn() {
        delivering.put(
                delivering.code(),
                delivering.decoy(Channel.EMAIL),
                delivering.texted("12345678"),
                delivering.decoy(Channel.SMS));

        List<Map<String, Object>> rows = OutboxDatabase.rows();

        assertThat(rows).extracting(row -> row.get("channel")).containsExactly("EMAIL", "EMAIL", "SMS", "SMS");
        assertThat(shape(rows.get(0))).isEqualTo(shape(rows.get(1)));
        assertThat(shape(rows.get(2))).isEqualTo(shape(rows.get(3)));
    }

    @Test
    void everyMessageIsOfOneLength() {
        String longest = "a".repeat(64) + "@" + ("b".repeat(61) + ".").repeat(3) + "cc";
        Recipient far = new Recipient.Mailbox(
                new EmailAddress(longest), Locale.forLanguageTag("zh-Hans-CN-u-ca-chinese-nu-hanidec-tz-cnsha"));
        delivering.put(
                delivering.code("123456"),
                delivering.code("1234567890"),
                delivering.claimLink(),
                new Message.FirstSignIn(
                        (Recipient.Mailbox) far,
                        "\ud840\udc00".repeat(NameInMail.LONGEST / 2),
                        "\u4e2d".repeat(NameInMail.LONGEST),
                        delivering.inTenMinutes()),
                new Message.Notice(
                        far,
                        NoticeKind.RECOVERY_STARTED_PARTLY,
                        new About(About.Kind.SAVED_CODE, delivering.clock.instant()),
                        List.of(About.Kind.values()),
                        delivering.clock.instant(),
                        Token.random(Delivering.RANDOM),
                        delivering.inTenMinutes()),
                delivering.texted("12345678"),
                delivering.textedNotice(),
                delivering.decoy(Channel.EMAIL),
                delivering.decoy(Channel.SMS));

        assertThat(OutboxDatabase.rows()).hasSize(9);
        assertThat(OutboxDatabase.OWNER
                        .sql("select distinct length(sealed) from regain.outbox")
                        .query(Integer.class)
                        .list())
                .hasSize(1);
    }

    @Test
    void aMessageComesOutAsItWentIn() throws Exception {
        for (Message message : List.of(
                delivering.code(),
                delivering.claimLink(),
                new Message.FirstSignIn(Delivering.ANA, "Contoso 合作伙伴", "ana.garcía", delivering.inTenMinutes()),
                new Message.FirstSignIn(Delivering.ANA, null, null, delivering.inTenMinutes()),
                delivering.notice(NoticeKind.ACCOUNT_FROZEN),
                delivering.texted("12345678"),
                delivering.textedNotice(),
                delivering.decoy(Channel.EMAIL),
                delivering.decoy(Channel.SMS))) {
            assertThat(Payload.read(Payload.of(message), message.expiresAt())).isEqualTo(message);
        }
    }

    @Test
    void aSealedColumnMovedToAnotherRowIsNotSent() throws Exception {
        Pigeonhole mails = new Pigeonhole();
        delivering.put(delivering.code(), delivering.decoy(Channel.EMAIL));
        // By who owns the schema: the trigger keeps everybody else from it.
        OutboxDatabase.OWNER
                .sql("alter table regain.outbox disable trigger stays_settled")
                .update();
        OutboxDatabase.OWNER
                .sql("update regain.outbox o set sealed = (select sealed from regain.outbox where id <> o.id)")
                .update();
        OutboxDatabase.OWNER
                .sql("alter table regain.outbox enable always trigger stays_settled")
                .update();

        for (ClaimedRow row :
                delivering.queue().claim(Channel.EMAIL, delivering.clock.instant(), Duration.ofMinutes(2), 8)) {
            Delivered delivered = delivering
                    .delivery(mails, delivering.texts(null), Delivery.LONGEST_SENDING)
                    .deliver(row);
            assertThat(delivered.outcome()).isInstanceOf(Outcome.Postponed.class);
        }

        assertThat(mails.mails).isEmpty();
    }

    @Test
    void aMessageOfATransactionThatRollsBackIsNowhere() {
        delivering.transaction.executeWithoutResult(status -> {
            delivering.outbox.put(List.of(delivering.code()));
            status.setRollbackOnly();
        });

        assertThat(OutboxDatabase.rows()).isEmpty();
    }

    @Test
    void aMessageOutsideATransactionIsRefused() {
        assertThatThrownBy(() -> delivering.outbox.put(List.of(delivering.code())))
                .isInstanceOf(IllegalStateException.class);
        assertThat(OutboxDatabase.rows()).isEmpty();
    }

    @Test
    void nothingThatIsPassedAroundPrintsWhatItCarries() {
        Message.IssuedCode code = delivering.code("12345678");
        Mail mail = new MailWriter(new BaseUrl(Delivering.ORIGIN)).write(new UUID(0, 1), code, Delivering.ANA);

        assertThat(code + " " + mail).doesNotContain("12345678", "1234 5678", "contoso");
    }

    private static Map<String, Object> shape(Map<String, Object> row) {
        row.replace("id", "");
        row.computeIfPresent("sealed", (_, bytes) -> ((byte[]) bytes).length);
        return row;
    }
}
