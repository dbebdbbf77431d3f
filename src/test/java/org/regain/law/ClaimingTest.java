package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.OLD;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.springframework.jdbc.support.SqlArrayValue;

/// `create_account`, `put_claim_link`, `use_claim_link` and `finish_claim`, called by hand as the web's role.
class ClaimingTest {

    private static final byte[] LINK = bytes("the link's secret");

    final Court court;

    ClaimingTest() throws SQLException {
        court = Court.inSession();
    }

    @Test
    void whoHasTheLinkAndTheMailboxClaimsOnce() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "ISSUED");
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("1 " + NEW);
        var before = court.rows();
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("GONE");
        assertThat(use(LINK, court.flow("CLAIM", null, bytes("other")))).isNull();
        assertThat(put(account, bytes("another link"))).isFalse();
        court.root("delete from flow where key_hash = ?", bytes("other"));
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void theLinkAloneClaimsNothing() {
        var flow = opened(court.account("UNCLAIMED"));
        assertRefused("NOT_PROVEN", flow, KEY);
    }

    @Test
    void theMailboxAloneClaimsNothing() {
        var account = court.account("UNCLAIMED");
        var flow = court.flow("CLAIM", account);
        court.prove(flow, account, "ISSUED");
        assertRefused("GONE", flow, KEY);
        put(account, LINK);
        court.root("update claim_link set flow_id = ?", court.flow("CLAIM", account, bytes("other")));
        assertRefused("GONE", flow, KEY);
    }

    @Test
    void aProofTooOldOrOfAnotherAddressOrKindClaimsNothing() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "SAVED");
        court.prove(flow, account, "PASSWORD");
        assertRefused("NOT_PROVEN", flow, KEY);
        court.prove(flow, account, "ISSUED");
        court.root("update contact set version = version + 1");
        assertRefused("NOT_PROVEN", flow, KEY);
        court.root("update contact set version = version - 1");
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertRefused("NOT_PROVEN", flow, KEY);
        court.pass(Duration.ofSeconds(-2));
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("DONE");
    }

    @Test
    void anotherBrowserOrAnotherPurposeClaimsNothing() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "ISSUED");
        assertRefused("GONE", flow, bytes("other"));
        court.root("update flow set purpose = 'RECOVERY' where id = ?", flow);
        assertRefused("GONE", flow, KEY);
    }

    @Test
    void anAccountWithAHolderIsNobodysToClaim() {
        for (var state : new String[] {"ACTIVE", "SUSPENDED"}) {
            var account = court.account(state);
            var flow = court.flow("CLAIM", account, bytes(state));
            court.prove(flow, account, "ISSUED");
            court.root(
                    "insert into claim_link (token_hash, account_id, expires_at, flow_id) values (?, ?, regain.now() + interval '1 hour', ?)",
                    bytes("link " + state),
                    account,
                    flow);
            assertRefused("GONE", flow, bytes(state));
            assertThat(use(bytes("link " + state), court.flow("CLAIM", null, bytes("new " + state))))
                    .isNull();
            assertThat(put(account, bytes("another " + state))).isFalse();
        }
    }

    @Test
    void aLinkIsDeadAfterThreeDays() {
        var account = court.account("UNCLAIMED");
        put(account, LINK);
        court.pass(Duration.ofDays(3).plusSeconds(1));
        assertThat(use(LINK, court.flow("CLAIM", null))).isNull();
        court.pass(Duration.ofSeconds(-2));
        assertThat(use(LINK, court.flow("CLAIM", null, bytes("other")))).isEqualTo(account);
    }

    @Test
    void aLinkThatIsOpenedAgainEndsTheClaimBefore() {
        var account = court.account("UNCLAIMED");
        var before = opened(account);
        assertThat(use(LINK, court.flow("CLAIM", null, bytes("other")))).isEqualTo(account);
        assertThat(court.ask("select ended_because = 'SUPERSEDED' from flow where id = ?", before))
                .isTrue();
    }

    @Test
    void aLinkIsBoundToNothingButAClaimJustOpened() {
        var account = court.account("UNCLAIMED");
        put(account, LINK);
        var others = new UUID[] {
            court.flow("RECOVERY", null, bytes("1")),
            court.flow("CLAIM", court.account("ACTIVE"), bytes("2")),
            UUID.randomUUID()
        };
        for (var other : others) {
            var before = court.rows();
            assertThat(use(LINK, other)).isNull();
            assertThat(before.since(court.database)).isEmpty();
        }
    }

    @Test
    void aLinkThatIsOverOrAnothersFinishesNothing() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "ISSUED");
        court.root("update claim_link set expires_at = regain.now()");
        assertRefused("GONE", flow, KEY);
        court.root(
                "update claim_link set expires_at = regain.now() + interval '1 day', account_id = ?",
                court.account("UNCLAIMED"));
        assertRefused("GONE", flow, KEY);
        court.root("update claim_link set account_id = ?", account);
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("DONE");
    }

    @Test
    void whoClaimsHasSavedCodesAndAllTheirMessagesYetAndNobodyElse() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "ISSUED");
        court.root("""
                insert into limit_count (name, subject, times)
                select name, uuid_send(who), array [regain.now()]
                from unnest(array ['MESSAGES_SOON', 'MESSAGES_A_DAY', 'ANYTHING_ELSE']) name, unnest(array [cast(? as uuid), gen_random_uuid()]) who
                """, account);
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("DONE");
        assertThat(court.ask("select count(*) = 2 from saved_code where account_id = ?", account))
                .isTrue();
        assertThat(court.ask("select count(*) = 4 from limit_count")).isTrue();
        assertThat(court.ask(
                        "select array_agg(name) = array ['ANYTHING_ELSE'] from limit_count where subject = uuid_send(?)",
                        account))
                .isTrue();
    }

    @Test
    void theLinkOpenedAgainEndsTheClaimBeforeIt() {
        var account = court.account("UNCLAIMED");
        var flow = opened(account);
        court.prove(flow, account, "ISSUED");
        var second = court.flow("CLAIM", null, bytes("second"));
        assertThat(use(LINK, second)).isEqualTo(account);
        assertRefused("GONE", flow, KEY);
    }

    @Test
    void anAccountThatExistsIsNeverTouched() {
        var account = court.account("ACTIVE");
        var before = court.rows();
        assertThat(create(account, "a new name", null, null)).isEqualTo("NAME_TAKEN");
        assertThat(create(UUID.randomUUID(), "name of " + account, null, null)).isEqualTo("NAME_TAKEN");
        assertThat(create(UUID.randomUUID(), "a new name", "name of " + account, "x"))
                .isEqualTo("NAME_TAKEN");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(create(UUID.randomUUID(), "a new name", "user", "looks")).isEqualTo("CREATED");
        assertThat(create(UUID.randomUUID(), "another name", "another user", "looks"))
                .isEqualTo("LOOKS_ALIKE");
        court.root("update account_name set retired_at = regain.now()");
        before = court.rows();
        assertThat(create(UUID.randomUUID(), "a new name", null, null)).isEqualTo("NAME_TAKEN");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(court.password(account)).isEqualTo("1 " + OLD);
    }

    private UUID opened(UUID account) {
        assertThat(put(account, LINK)).isTrue();
        var flow = court.flow("CLAIM", null);
        assertThat(use(LINK, flow)).isEqualTo(account);
        return flow;
    }

    private void assertRefused(String answer, UUID flow, byte[] key) {
        var before = court.rows();
        assertThat(court.finishClaim(flow, key)).isEqualTo(answer);
        assertThat(before.since(court.database)).isEmpty();
    }

    private boolean put(UUID account, byte[] link) {
        return court.app
                .sql("select put_claim_link(?, ?)")
                .params(account, link)
                .query(Boolean.class)
                .single();
    }

    private @Nullable UUID use(byte[] link, UUID flow) {
        return court.app
                .sql("select use_claim_link(?, ?) as account")
                .params(link, flow)
                .query((row, _) -> java.util.Optional.ofNullable(row.getObject(1, UUID.class)))
                .single()
                .orElse(null);
    }

    private String create(UUID id, String emailKey, @Nullable String userKey, @Nullable String skeleton) {
        var organisation =
                court.root.sql("select id from organisation").query(UUID.class).single();
        return court.app
                .sql("select create_account(?, ?, 'en', ?, ?, 'n@b.example', ?, ?, ?, ?)")
                .params(java.util.Arrays.asList(
                        id,
                        organisation,
                        new SqlArrayValue("text", "GLOBAL_ADMIN"),
                        emailKey,
                        UUID.randomUUID(),
                        userKey,
                        userKey,
                        skeleton))
                .query(String.class)
                .single();
    }
}
