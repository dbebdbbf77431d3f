package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.delivery.NoticeKind;

/// Several links of several notices, and what has happened to the account meanwhile.
class LinksOfNoticesTest extends Reported {

    LinksOfNoticesTest() throws SQLException {}

    @Test
    void aLinkWorksOnceAndSoDoTheOthersOfTheSameNotice() {
        add("PASSKEY");
        var one = link(NoticeKind.METHOD_ADDED);
        var other = link(NoticeKind.METHOD_ADDED);
        assertThat(press(one)).isTrue();
        var before = court.rows();
        assertThat(press(one)).isFalse();
        assertThat(press(other)).isFalse();
        assertThat(before.since(court.database)).isEmpty();
    }

    /// Nobody takes the objection to something away by objecting to something younger.
    @Test
    void theLinkOfAYoungerNoticeLeavesTheOlderOneAlive() {
        add("PASSKEY");
        var older = link(NoticeKind.METHOD_ADDED);
        later(Duration.ofDays(4));
        add("EMAIL");
        var younger = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofHours(1));
        assertThat(press(younger)).isTrue();
        assertThat(said(younger)).containsExactly("EMAIL 1");
        assertThat(press(older)).isTrue();
        assertThat(said(older)).containsExactly("PASSKEY 1");
        assertThat(live()).isEqualTo(this.older);
    }

    @Test
    void theLinkOfAnOlderNoticeTakesWhatYoungerOnesReportToo() {
        add("PASSKEY");
        var older = link(NoticeKind.METHOD_ADDED);
        later(Duration.ofDays(4));
        add("EMAIL");
        var younger = link(NoticeKind.METHOD_ADDED);
        assertThat(press(older)).isTrue();
        assertThat(live()).isEqualTo(this.older);
        assertThat(press(younger)).as("what it reports is gone").isFalse();
    }

    @Test
    void whatWasRemovedMeanwhileIsNotSaidToGo() {
        var passkey = add("PASSKEY").getFirst();
        var link = link(NoticeKind.METHOD_ADDED);
        later(Duration.ofDays(4));
        assertThat(remove(flow, passkey)).isEqualTo("DONE");
        assertThat(press(link)).isTrue();
        assertThat(said(link)).isEmpty();
        assertThat(live()).isEqualTo(older);
        assertThat(compromised()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "SUSPENDED"})
    void itGoesWhateverTheOrganisationHasDoneToTheAccount(String state) {
        add("PASSKEY");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofHours(73));
        court.root("update account set state = ?", state);
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        assertThat(court.ask("select state = ? and frozen_at is not null from account", state))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 73, 20 * 24})
    void whoWasPutOutOfAnAccountCanObject(int hours) {
        var put = address(account, "EMAIL", "old@home.example");
        var link = link(NoticeKind.METHOD_REMOVED, put);
        assertThat(remove(flow, put)).isEqualTo("DONE");
        court.pass(Duration.ofHours(hours));
        assertThat(press(link)).isTrue();
        assertThat(live()).as("and gets no way in by it").isEqualTo(older);
    }

    /// A thief's address that has served its time, and then the owner's removed: what the owner's mailbox was told is enough to
    /// take the one away, and the other is back, or nobody would be left to write to.
    @Test
    void nobodyIsLeftWithoutAnAddress() {
        var mine = addressOf(account);
        add("EMAIL");
        var link = link(NoticeKind.METHOD_ADDED, mine);
        later(Duration.ofHours(73));
        assertThat(remove(flow, mine)).isEqualTo("DONE");
        court.pass(Duration.ofHours(2));
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older);
        assertThat(court.ask("select version = 3 from contact where id = ?", mine))
                .as("what was sent there before is dead")
                .isTrue();
    }

    @Test
    void theLastAddressStaysThoughItsOwnLinkIsPressed() {
        var his = add("EMAIL").getFirst();
        var link = link(NoticeKind.METHOD_ADDED, his);
        later(Duration.ofHours(73));
        assertThat(remove(flow, addressOf(account))).isEqualTo("DONE");
        assertThat(press(link)).isTrue();
        assertThat(live()).contains(his);
    }

    /// A mailbox that its owner has done away with: three days later it puts nobody out.
    @Test
    void anAddressRemovedLongAgoDoesNotComeBack() {
        var old = addressOf(account);
        var mine = add("EMAIL").getFirst();
        var link = link(NoticeKind.METHOD_ADDED, old);
        later(Duration.ofHours(73));
        assertThat(remove(flow, old)).isEqualTo("DONE");
        court.pass(Duration.ofHours(73));
        assertThat(press(link)).isTrue();
        assertThat(live()).contains(mine).doesNotContain(old);
    }

    /// Or whoever reads one mailbox could silence the other before taking the account.
    @Test
    void anAddressThatGoesCanStillObjectToWhatItWasToldBefore() {
        var younger = add("EMAIL").getFirst();
        later(Duration.ofDays(4));
        var reset = link(NoticeKind.PASSWORD_RESET, younger);
        court.root("update contact set removed_at = regain.now() where id = ?", younger);
        assertThat(press(reset)).isTrue();
        assertThat(compromised()).isTrue();
    }

    /// The mailbox that an account was claimed by is its owner's, however young it is.
    @Test
    void whoDidNotClaimTheAccountTakesAwayWhatItsClaimantMadeAndKeepsTheMailbox() {
        account = court.account("UNCLAIMED");
        var claim = court.flow("CLAIM", account, bytes("claim"));
        court.root(
                "insert into claim_link (token_hash, account_id, expires_at, flow_id) values (?, ?, regain.now() + interval '1 hour', ?)",
                bytes("claim link"),
                account,
                claim);
        court.prove(claim, account, "ISSUED");
        assertThat(court.finishClaim(claim, bytes("claim"))).isEqualTo("DONE");
        var link = link(NoticeKind.ACCOUNT_CLAIMED, addressOf(account));
        court.pass(Duration.ofMinutes(5));
        addPasskey(claim, bytes("claim"), "soon");
        court.pass(Duration.ofDays(5));
        assertThat(press(link)).isTrue();
        assertThat(said(link)).containsExactly("PASSKEY 1", "SAVED_CODE 2");
        assertThat(live()).containsExactly(addressOf(account));
        assertThat(compromised()).isTrue();
    }

    /// In the hour after the claim what is added serves at once.
    @Test
    void whatWasAddedInTheHourOfTheClaimGoesWhenItIsReported() {
        court.root("update account set claimed_at = regain.now() where id = ?", account);
        court.pass(Duration.ofMinutes(2));
        later(Duration.ZERO);
        List<UUID> added = add("PASSKEY");
        var link = link(NoticeKind.METHOD_ADDED);
        court.pass(Duration.ofDays(8));
        assertThat(press(link)).isTrue();
        assertThat(live()).isEqualTo(older).doesNotContainAnyElementsOf(added);
    }

    @Test
    void theWebsRoleDoesNotSayWhatALinkTakes() {
        assertThat(court.ask(
                        "select has_column_privilege('regain_app', 'regain.repudiation_link', 'takes_from', 'insert')"))
                .isFalse();
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, takes_from, expires_at) values (?, ?, 'ACCOUNT_LOCKED', '-infinity', regain.now() + interval '1 hour')",
                bytes("forged"),
                account);
        assertThat(press(bytes("forged"))).isTrue();
        assertThat(live()).isEqualTo(older);
    }
}
