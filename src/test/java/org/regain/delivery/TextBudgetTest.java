package org.regain.delivery;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.support.Deadline.await;

import java.time.Duration;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.ResourceLock;
import org.regain.account.PhoneNumber;
import org.regain.limits.Limit;
import org.regain.limits.Taken;
import org.regain.support.ScriptedProvider;
import org.regain.texts.TestTexts;

/// How many texts are sent, and where to.
@ResourceLock(OutboxDatabase.LOCK)
class TextBudgetTest {

    private final Delivering delivering = new Delivering();
    private final Telephones phones = new Telephones();

    @AfterEach
    void close() {
        delivering.close();
    }

    @Test
    void anHourWithoutTheProviderUsesUpNobodysPlaces() throws Exception {
        try (ScriptedProvider provider = new ScriptedProvider()) {
            provider.replying(503, "");
            delivering.put(delivering.texted("12345678"));
            delivering.texting(TestTexts.twilio(provider));
            for (int attempt = 1; attempt <= 6; attempt++) {
                int seen = attempt;
                await().until(() -> OutboxDatabase.OWNER
                        .sql("select attempts >= ? and leased_until is null from regain.outbox")
                        .param(seen)
                        .query(Boolean.class)
                        .single());
                delivering.clock.advance(Duration.ofSeconds(60));
                delivering.ring();
            }
            provider.replying(201, "{}");
            delivering.clock.advance(Duration.ofSeconds(60));
            delivering.ring();

            await().until(() -> OutboxDatabase.count("SENT") == 1);
        }
    }

    @Test
    void aNumberHasItsShareAndNoMore() {
        delivering.put(IntStream.range(0, 5)
                .mapToObj(_ -> delivering.texted("12345678"))
                .toArray(Message[]::new));
        delivering.texting(phones);

        await().until(() -> OutboxDatabase.count("QUEUED") == 0);

        assertThat(OutboxDatabase.count("SENT")).isEqualTo(Limit.MESSAGES_SOON.most());
        assertThat(OutboxDatabase.rows())
                .filteredOn(row -> "FAILED".equals(row.get("state")))
                .extracting(row -> row.get("failure"))
                .containsOnly("limit");
    }

    @Test
    void aNoticeWaitsForAPlace() {
        delivering.put(delivering.texted("11111111"), delivering.texted("22222222"), delivering.texted("33333333"));
        delivering.texting(phones);
        await().until(() -> OutboxDatabase.count("SENT") == 3);

        delivering.put(delivering.textedNotice());
        await().until(() -> queuedFailure().equals("limit"));
        assertThat(phones.texts).hasSize(3);
        // Tried again too soon, it waits again, and is not sent for having been tried before.
        OutboxDatabase.OWNER
                .sql("update regain.outbox set not_before = created_at where state = 'QUEUED'")
                .update();
        delivering.ring();
        await().until(() -> OutboxDatabase.OWNER
                .sql("select max(attempts) >= 2 and bool_and(leased_until is null) from regain.outbox")
                .query(Boolean.class)
                .single());
        assertThat(phones.texts).hasSize(3);

        delivering.clock.advance(Limit.MESSAGES_SOON.window());
        delivering.ring();
        await().until(() -> OutboxDatabase.count("SENT") == 4);
        assertThat(phones.texts.getLast().words()).startsWith("Your password has been reset.");
    }

    private static Object queuedFailure() {
        return OutboxDatabase.OWNER
                .sql("select failure from regain.outbox where state = 'QUEUED'")
                .query(String.class)
                .optional()
                .orElse("");
    }

    @Test
    void numbersBesideEachOtherShareABudgetAndLeaveOthersAlone() {
        delivering.put(IntStream.range(0, 1000)
                .mapToObj(n -> new Message.IssuedCode(
                        new Recipient.Phone(
                                new PhoneNumber("+3461234%04d".formatted(n)), Delivering.ANAS_PHONE.locale()),
                        CodePurpose.RECOVERY,
                        delivering.code().code(),
                        delivering.inTenMinutes()))
                .toArray(Message[]::new));
        delivering.texting(phones);
        await().until(() -> OutboxDatabase.count("QUEUED") == 0);
        assertThat(phones.texts).hasSize(Limit.TEXTS_TO_PREFIX_SOON.most());

        var other = new Recipient.Phone(new PhoneNumber("+8613112345678"), Delivering.ANAS_PHONE.locale());
        delivering.put(new Message.IssuedCode(
                other, CodePurpose.RECOVERY, delivering.code().code(), delivering.inTenMinutes()));
        await().until(() -> phones.texts.getLast().to().equals(other.number()));
    }

    @Test
    void aCountryThatIsNotAllowedCostsNothing() {
        var island = new Recipient.Phone(new PhoneNumber("+18762101234"), Delivering.ANAS_PHONE.locale());
        delivering.put(new Message.IssuedCode(
                island, CodePurpose.RECOVERY, delivering.code().code(), delivering.inTenMinutes()));
        delivering.texting(phones);

        await().until(() -> OutboxDatabase.count("FAILED") == 1);
        assertThat(OutboxDatabase.row()).containsEntry("failure", "country").containsEntry("sealed", null);
        assertThat(phones.texts).isEmpty();
    }

    @Test
    void textsInAllHaveABudget() {
        var budget = TestTexts.budget(delivering.limits);
        for (var n = 0; n < Limit.TEXTS_AN_HOUR.most(); n++) {
            assertThat(budget.take(new PhoneNumber("+34%04d11111".formatted(6000 + n))))
                    .isInstanceOf(Taken.Yes.class);
        }
        assertThat(budget.take(new PhoneNumber("+8613112345678"))).isInstanceOf(Taken.No.class);
        delivering.clock.advance(Limit.TEXTS_AN_HOUR.window());
        assertThat(budget.take(new PhoneNumber("+8613112345678"))).isInstanceOf(Taken.Yes.class);
    }

    @Test
    void aFloodToOneRangeLeavesTheBudgetOfAllAlone() {
        var budget = TestTexts.budget(delivering.limits);
        IntStream.range(0, 5000).forEach(n -> budget.take(new PhoneNumber("+3461234%04d".formatted(n))));

        assertThat(delivering.limits.taken(Limit.TEXTS_AN_HOUR)).isEqualTo(Limit.TEXTS_TO_PREFIX_SOON.most());
    }
}
