package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.EnumSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.regain.delivery.NoticeKind;

/// What "This wasn't me" makes of methods: whatever was added of late goes, the older ones stay.
class RepudiatedMethodsTest extends Registering {

    /// What only somebody who knew the password, or was signed in, or had proven who they are, could bring about.
    private static final EnumSet<NoticeKind> IN_WRONG_HANDS = EnumSet.of(
            NoticeKind.PASSWORD_RESET,
            NoticeKind.PASSWORD_CHANGED,
            NoticeKind.ACCOUNT_UNLOCKED,
            NoticeKind.ACCOUNT_CLAIMED,
            NoticeKind.SECOND_FACTOR_WRONG,
            NoticeKind.METHOD_ADDED,
            NoticeKind.METHOD_REMOVED,
            NoticeKind.SAVED_CODES_RENEWED);

    private UUID account;
    private UUID flow;

    RepudiatedMethodsTest() throws SQLException {}

    @BeforeEach
    void signedIn() {
        account = court.account("ACTIVE");
        court.app(account);
        savedCode(account, "old");
        flow = signedIn(account);
    }

    @Test
    void whatIsInQuarantineGoesAndTheOlderOnesStay() {
        var older = active();
        addPasskey(flow, "key");
        confirm(flow, awaited(flow));
        confirmed("new@home.example");
        assertThat(active()).hasSize(older.size() + 3);

        repudiate(NoticeKind.METHOD_ADDED);

        assertThat(active()).containsExactlyElementsOf(older);
    }

    @Test
    void whatWasNeverConfirmedGoesToo() {
        var older = active();
        awaited(flow);
        addEmail(flow, "new@home.example");
        repudiate(NoticeKind.ACCOUNT_LOCKED);
        assertThat(active()).containsExactlyElementsOf(older);
        assertThat(court.ask("select version = 2 from contact where address = 'new@home.example'"))
                .as("and codes that went there are dead")
                .isTrue();
    }

    @Test
    void newSavedCodesGoAndTheOnesTheyReplacedStayDead() {
        renew(flow, KEY, "new");
        repudiate(NoticeKind.SAVED_CODES_RENEWED);
        assertThat(court.ask("select count(*) = 0 from saved_code where retired_at is null"))
                .isTrue();
    }

    @Test
    void nobodyElseIsTouched() {
        var other = court.account("ACTIVE");
        var key = bytes("another's");
        addPasskey(signedIn(other, key), key, "key");
        repudiate(NoticeKind.METHOD_ADDED);
        assertThat(court.ask("select removed_at is null from authenticator where account_id = ?", other))
                .isTrue();
        assertThat(court.ask("select auth_epoch = 0 and frozen_at is null from account where id = ?", other))
                .isTrue();
    }

    @ParameterizedTest
    @EnumSource(NoticeKind.class)
    void thePasswordIsInWrongHandsWhereOnlyWhoHasItOrASessionCouldDoThat(NoticeKind kind) {
        repudiate(kind);
        assertThat(court.ask(
                        "select (password_compromised_at is not null) = ? and frozen_at is not null and auth_epoch = 1 from account",
                        IN_WRONG_HANDS.contains(kind)))
                .isTrue();
        assertThat(renew(flow, KEY, "code")).isFalse();
    }

    private void repudiate(NoticeKind kind) {
        court.app
                .sql(
                        "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + interval '1 hour')")
                .params(bytes("link"), account, kind.name())
                .update();
        assertThat(court.app
                        .sql("select repudiate(?)")
                        .param(bytes("link"))
                        .query(UUID.class)
                        .single())
                .isEqualTo(account);
    }

    private void confirmed(String address) {
        addEmail(flow, address);
        var key = bytes("the try");
        var tried = court.flow("REGISTER", account, key);
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where address = ?
                """, tried, address);
        finishRegister(tried, key, flow);
    }

    private List<UUID> active() {
        return court.root.sql("""
                        select id from contact where account_id = ? and removed_at is null
                        union all select id from authenticator where account_id = ? and removed_at is null order by 1
                        """).params(account, account).query(UUID.class).list();
    }
}
