package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NONE;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.delivery.NoticeKind;
import org.springframework.jdbc.support.SqlArrayValue;

/// A saved code that is used is replaced by one that is worth no more than it was: codes that were made in a stolen session stay
/// what they are, however often they are used.
class ReplacedCodesTest extends Registering {

    private UUID account;
    private byte[] browser;
    private int flows;

    ReplacedCodesTest() throws SQLException {
        account = UUID.randomUUID();
        browser = KEY;
    }

    @BeforeEach
    void codesOfAStolenSession() {
        account = court.account("ACTIVE");
        assertThat(renew(court.signedIn(account, KEY, "PASSWORD"), KEY, "stolen 1", "stolen 2"))
                .isTrue();
    }

    /// Three days later the thief is in by the code, and the owner by the mailbox after them.
    @Test
    void itIsSetAsideAtTheOwnersResetAsTheUsedOneWouldHaveBeen() {
        court.pass(Duration.ofHours(73));
        var thiefs = shows("stolen 1");
        assertThat(court.finishReset(thiefs, browser, bytes("in its place"))).isEqualTo("DONE");

        var owners = court.flow("RECOVERY", account, bytes("owner"));
        court.prove(owners, account, "ISSUED");
        assertThat(court.finishReset(owners, bytes("owner"), NONE)).isEqualTo("DONE");

        for (var code : new String[] {"in its place", "stolen 2"}) {
            assertThat(court.finishReset(shows(code), browser, bytes("after " + code)))
                    .isEqualTo("NOT_PROVEN");
        }
    }

    /// By who knows the password, where a second factor is asked for: a sign-in does not look at the quarantine.
    @Test
    void aSignInDoesNotBringItOutOfQuarantine() {
        var signIn = court.flow("SIGN_IN", account, bytes("sign-in"));
        court.prove(signIn, account, "PASSWORD");
        var next = answer(signIn, bytes("sign-in"), "stolen 1");
        assertThat(say("select result from finish_sign_in(?, ?, ?)", signIn, next, new SqlArrayValue("bytea", (Object[])
                        new byte[][] {bytes("in its place")})))
                .isEqualTo("DONE");

        assertThat(court.finishReset(shows("in its place"), browser, bytes("after it")))
                .isEqualTo("NOT_PROVEN");
        court.pass(Duration.ofHours(73));
        assertThat(court.finishReset(shows("stolen 2"), browser, bytes("after that")))
                .isEqualTo("DONE");
    }

    /// Beside an older proof it is shown, and goes on as it was: keeping a password vouches for nothing.
    @Test
    void anUnlockingLeavesItInQuarantine() {
        var flow = shows("stolen 1");
        court.prove(flow, account, "ISSUED");
        court.root("update flow set password_tries = 1 where id = ?", flow);
        assertThat(court.finishUnlock(flow, browser, 1, bytes("in its place"))).isEqualTo("DONE");
        assertThat(court.finishReset(shows("in its place"), browser, bytes("after it")))
                .isEqualTo("NOT_PROVEN");
    }

    @Test
    void itGoesWithTheLinkOfTheNoticeThatReportedTheUsedOne() {
        var link = bytes("link");
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + repudiation_life())",
                link,
                account,
                NoticeKind.SAVED_CODES_RENEWED.name());
        court.pass(Duration.ofHours(73));
        court.finishReset(shows("stolen 1"), browser, bytes("in its place"));
        court.app.sql("select repudiate(?)").param(link).query().listOfRows();
        assertThat(court.ask("select not exists (select from live_methods(?) where way = 'SAVED_CODE')", account))
                .isTrue();
    }

    /// Somebody's own goes on serving at once.
    @Test
    void anOldOneIsReplacedByAnOldOne() {
        court.pass(Duration.ofDays(30));
        for (var code : new String[] {"stolen 1", "after stolen 1", "after after stolen 1"}) {
            assertThat(court.finishReset(shows(code), browser, bytes("after " + code)))
                    .isEqualTo("DONE");
        }
    }

    /// A recovery in which this code was shown.
    private UUID shows(String code) {
        var key = bytes("recovery " + flows++);
        var flow = court.flow("RECOVERY", account, key);
        browser = answer(flow, key, code);
        return flow;
    }

    private byte[] answer(UUID flow, byte[] key, String code) {
        var next = bytes("answered " + flow);
        court.root("""
                insert into challenge (id, flow_id, kind, expires_at) values (?, ?, 'SAVED_CODE', regain.now() + interval '9 minutes')
                """, UUID.randomUUID(), flow);
        assertThat(say("select verdict from answer_challenge(?, ?, array [?], ?)", flow, key, bytes(code), next))
                .isEqualTo("PROVEN");
        return next;
    }
}
