package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What may be taken away: never so much that nobody could get back in, nor that a short password stands alone.
class RemovingTest extends Registering {

    private UUID account;
    private UUID flow;

    RemovingTest() throws SQLException {}

    @BeforeEach
    void signedIn() {
        account = court.account("ACTIVE");
        flow = signedIn(account);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update contact set confirmed_at = null where address = 'second@home.example'",
                "update contact set serves_from = regain.now() + interval '1 minute' where address = 'second@home.example'",
                "update contact set removed_at = regain.now() where address = 'second@home.example'",
                "update contact set set_aside_at = regain.now() where address = 'second@home.example'",
                "update contact set kind = 'PHONE' where address = 'second@home.example'",
                "update contact set account_id = (select id from account where state = 'SUSPENDED') where address = 'second@home.example'"
            })
    void anAddressThatServesByItselfHasToStay(String spoiling) {
        court.account("SUSPENDED");
        var one = addressOf(account);
        address(account, "EMAIL", "second@home.example");
        court.app(account);
        savedCode(account, "code");
        court.root(spoiling);
        refuses(one, "LAST");
    }

    @Test
    void besideAnotherAddressTheFirstMayGo() {
        var one = addressOf(account);
        address(account, "EMAIL", "second@home.example");
        assertThat(remove(flow, one)).isEqualTo("DONE");
        assertThat(court.ask("select removed_at is not null and version = 2 from contact where id = ?", one))
                .isTrue();
        assertThat(remove(flow, one)).as("once").isEqualTo("NONE");
    }

    /// A number is of the same class as the address.
    @ParameterizedTest
    @ValueSource(strings = {"PHONE", "EMAIL", "none"})
    void whereTwoClassesAreAskedForTwoHaveToStay(String beside) {
        var app = court.app(account);
        if (!beside.equals("none")) {
            address(account, beside, "beside");
        }
        refuses(app, "LAST");
        savedCode(account, "code");
        assertThat(remove(flow, app)).isEqualTo("DONE");
    }

    /// Its last second factor went days ago, by one proof or by "This wasn't me".
    @Test
    void whatIsAskedForFallsWithASecondFactorOnly() {
        court.app(account);
        savedCode(account, "code");
        var second = address(account, "EMAIL", "second@home.example");
        court.root("update authenticator set removed_at = regain.now() - interval '4 days'");
        assertThat(remove(flow, second)).isEqualTo("DONE");
        assertThat(court.ask("select required_classes(?) = 2", account)).isTrue();
        assertThat(remove(flow, awaited(flow))).as("never confirmed").isEqualTo("DONE");
        assertThat(court.ask("select required_classes(?) = 2", account)).isTrue();
    }

    @Test
    void aConsoleRoleAsksTwoClassesOfWhoNeverHadASecondFactor() {
        var admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        var key = bytes("the administrator's");
        var session = signedIn(admin, key);
        var passkey = court.app(admin);
        court.root("update authenticator set kind = 'PASSKEY' where id = ?", passkey);
        var before = court.rows();
        assertThat(remove(session, key, passkey)).isEqualTo("LAST");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void whatWasNeverConfirmedIsNoClass() {
        court.root("update contact set confirmed_at = null where account_id = ?", account);
        awaited(flow);
        assertThat(court.ask("select available_classes(?) = 0", account)).isTrue();
    }

    @Test
    void aShortPasswordKeepsItsSecondFactor() {
        var app = court.app(account);
        savedCode(account, "code");
        court.root("update password set alone = false");
        refuses(app, "PASSWORD_SHORT");
        // Of an older password nothing is asked.
        court.root(
                "insert into password (account_id, version, phc, flow_id, alone) select account_id, 2, phc, ?, true from password where account_id = ?",
                court.flow("CHANGE", account, bytes("change")),
                account);
        assertThat(remove(flow, app)).isEqualTo("DONE");
    }

    @Test
    void whatIsGoneIsNeitherRenamedNorRemovedAgain() {
        savedCode(account, "code");
        var app = court.app(account);
        assertThat(remove(flow, app)).isEqualTo("DONE");
        var before = court.rows();
        assertThat(rename(flow, KEY, app)).isEqualTo("NONE");
        assertThat(remove(flow, app)).isEqualTo("NONE");
        assertThat(remove(flow, UUID.randomUUID())).isEqualTo("NONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    /// NIST SP 800-63B-4 § 4.1: the record of every authenticator there ever was.
    @Test
    void nist_4_1_whatIsRemovedStaysOnRecord() {
        savedCode(account, "code");
        var app = court.app(account);
        remove(flow, app);
        assertThat(
                        court.ask(
                                "select count(*) = 1 from authenticator join totp on authenticator_id = id where removed_at is not null"))
                .isTrue();
    }

    private void refuses(UUID method, String why) {
        var before = court.rows();
        assertThat(remove(flow, method)).isEqualTo(why);
        assertThat(before.since(court.database)).isEmpty();
    }
}
