package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DuplicateKeyException;

/// What the database makes of a method that is added: how many, whose, from when it counts, and what gives way to it.
class RegisteringTest extends Registering {

    private UUID account;
    private UUID flow;

    RegisteringTest() throws SQLException {}

    @BeforeEach
    void signedIn() {
        account = court.account("ACTIVE");
        flow = signedIn(account);
    }

    @Test
    void anAddressThatWasNeverConfirmedGivesWayToTheNext() {
        var old = addressOf(account);
        addEmail(flow, "first@home.example");
        assertThat(addEmail(flow, "second@home.example")).isEqualTo("ADDED");
        assertThat(
                        court.ask(
                                "select removed_at is not null and version = 2 from contact where address = 'first@home.example'"))
                .as("and codes that went there are dead")
                .isTrue();
        assertThat(court.ask("select removed_at is null and version = 1 from contact where id = ?", old))
                .isTrue();
        assertThat(court.ask("select count(*) = 2 from contact where removed_at is null"))
                .isTrue();
    }

    @Test
    void anAddressThatWasNotConfirmedIsAddedAgain() {
        assertThat(addEmail(flow, "a@home.example")).isEqualTo("ADDED");
        assertThat(addEmail(flow, "a@home.example")).isEqualTo("ADDED");
    }

    @Test
    void anAddressInOtherCapitalsIsTheSameAddress() {
        var before = court.rows();
        assertThat(addEmail(flow, "A@B.EXAMPLE")).isEqualTo("ALREADY");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"EMAIL, EMAIL, 4", "PHONE, PHONE, 5"})
    void fiveOfAKindAreTheMost(String kind, String added, int more) {
        for (var i = 0; i < more; i++) {
            address(account, kind, "number " + i);
        }
        var before = court.rows();
        assertThat(addContact(flow, KEY, added, "one more")).isEqualTo("TOO_MANY");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void fiveAppsAndTwentyPasskeysAreTheMost() {
        for (var i = 0; i < 5; i++) {
            assertThat(confirm(flow, awaited(flow))).isEqualTo("CONFIRMED");
        }
        for (var i = 0; i < 20; i++) {
            assertThat(addPasskey(flow, "key " + i)).isEqualTo("CONFIRMED");
        }
        var before = court.rows();
        assertThat(addTotp(flow, KEY)).isEqualTo("TOO_MANY");
        assertThat(addPasskey(flow, "one more")).isEqualTo("TOO_MANY");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void anAppThatWasNeverConfirmedGivesWayToTheNext() {
        var first = awaited(flow);
        var second = awaited(flow);
        assertThat(confirm(flow, first)).isEqualTo("NONE");
        assertThat(confirm(flow, second)).isEqualTo("CONFIRMED");
        assertThat(court.ask("select count(*) = 1 from authenticator where removed_at is null"))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update authenticator set confirmed_at = regain.now()",
                "update authenticator set removed_at = regain.now()",
                "update authenticator set kind = 'PASSKEY'"
            })
    void onlyAnAppThatAwaitsItsFirstCodeIsConfirmed(String spoiling) {
        var app = awaited(flow);
        court.root(spoiling);
        var before = court.rows();
        assertThat(confirm(flow, app)).isEqualTo("NONE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void nist_3_2_2_anAppRegisteredAnewOpensTheMethodThatWasClosed() {
        for (var kind : new String[] {"TOTP", "EMAIL"}) {
            court.root(
                    "insert into method_guard (subject, kind, account_id, consecutive) values (?, ?, ?, 100)",
                    bytes("guard"),
                    kind,
                    account);
        }
        var app = awaited(flow);
        assertThat(court.ask("select count(*) = 2 from method_guard"))
                .as("not before its first code")
                .isTrue();
        confirm(flow, app);
        assertThat(court.ask("select count(*) = 1 and max(kind) = 'EMAIL' from method_guard"))
                .isTrue();
    }

    @Test
    void aPasskeyIsOnePersonsForEver() {
        assertThat(addPasskey(flow, "key")).isEqualTo("CONFIRMED");
        var before = court.rows();
        assertThat(addPasskey(flow, "key")).isEqualTo("ALREADY");
        var other = signedIn(court.account("ACTIVE"), bytes("another's"));
        assertThat(addPasskey(other, bytes("another's"), "key")).isEqualTo("ALREADY");
        court.root("update authenticator set removed_at = regain.now()");
        assertThat(addPasskey(other, bytes("another's"), "key")).isEqualTo("ALREADY");
        assertThat(before.since(court.database)).noneMatch(it -> it.contains("passkey"));
        var app = court.app(account);
        assertThatExceptionOfType(DuplicateKeyException.class)
                .as("whatever a function would do")
                .isThrownBy(() -> court.root("""
                        insert into passkey (authenticator_id, credential_id, public_key, backup_eligible, backed_up)
                        select ?, credential_id, public_key, false, false from passkey
                        """, app));
    }

    @Test
    void newSavedCodesTakeThePlaceOfAllOlderOnesAndOfNobodyElses() {
        savedCode(account, "old");
        savedCode(court.account("ACTIVE"), "another's");
        renew(flow, KEY, "one", "two");
        assertThat(court.ask("select retired_at is not null from saved_code where mac = ?", (Object) bytes("old")))
                .isTrue();
        assertThat(court.ask("select count(*) = 3 from saved_code where retired_at is null"))
                .isTrue();
    }

    /// Older addresses have so long to object.
    @ParameterizedTest
    @CsvSource({"61, 72", "59, 0"})
    void whatIsAddedLaterThanAnHourAfterClaimingServesByItselfAfterSeventyTwoHours(int minutes, int hours) {
        court.root("update account set claimed_at = regain.now() - make_interval(mins => ?)", minutes);
        addEmail(flow, "new@home.example");
        var tried = tried("new@home.example");
        assertThat(finishRegister(tried, KEY_OF_TRY)).isEqualTo("CONFIRMED");
        confirm(flow, awaited(flow));
        addPasskey(flow, "key");
        renew(flow, KEY, "code");
        var from =
                "between regain.now() + make_interval(hours => ?) - interval '1 minute' and regain.now() + make_interval(hours => ?)";
        assertThat(court.ask("select count(*) = 2 from authenticator where serves_from " + from, hours, hours))
                .isTrue();
        assertThat(court.ask("select count(*) = 1 from saved_code where serves_from " + from, hours, hours))
                .isTrue();
        assertThat(court.ask(
                        "select count(*) = 1 from contact where address like 'new%' and serves_from " + from,
                        hours,
                        hours))
                .isTrue();
    }

    @Test
    void anAddressIsConfirmedByAProofOfThatVeryTryAlone() {
        addEmail(flow, "new@home.example");
        var unproven = court.flow("REGISTER", account, bytes("unproven"));
        var recovery = court.flow("RECOVERY", account, bytes("recovery"));
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where address = 'new@home.example'
                """, recovery);
        var before = court.rows();
        assertThat(finishRegister(unproven, bytes("unproven"))).isEqualTo("NOT_PROVEN");
        assertThat(finishRegister(recovery, bytes("recovery"))).isEqualTo("GONE");
        var tried = tried("new@home.example");
        assertThat(finishRegister(tried, bytes("another browser"))).isEqualTo("GONE");
        assertThat(before.since(court.database)).noneMatch(it -> it.contains("+ contact"));
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(finishRegister(tried, KEY_OF_TRY)).isEqualTo("NOT_PROVEN");
        assertThat(court.ask("select count(*) = 1 from contact where confirmed_at is not null"))
                .isTrue();
    }

    @Test
    void tryingAnOlderAddressStartsNoQuarantineAnew() {
        court.root("update account set checks_put_off = 3");
        var tried = tried("a@b.example");
        var before = court.ask("select confirmed_at = serves_from or serves_from < regain.now() from contact");
        assertThat(finishRegister(tried, KEY_OF_TRY)).isEqualTo("TRIED");
        assertThat(court.ask("select confirmed_at = serves_from or serves_from < regain.now() from contact"))
                .isEqualTo(before);
        assertThat(court.ask("select serves_from <= regain.now() from contact")).isTrue();
        assertThat(court.ask("select checks_put_off = 0 from account")).isTrue();
        assertThat(court.ask("select count(*) = 1 from proof_use")).isTrue();
    }

    @Test
    void notNowIsTakenThreeTimes() {
        for (var i = 0; i < 3; i++) {
            assertThat(putOff()).isTrue();
        }
        assertThat(putOff()).isFalse();
        assertThat(court.ask("select checks_put_off = 3 from account")).isTrue();
    }

    private static final byte[] KEY_OF_TRY = bytes("the try");

    private boolean putOff() {
        return Boolean.TRUE.equals(court.app
                .sql("select put_off_check(?)")
                .param(account)
                .query(Boolean.class)
                .single());
    }

    /// The code that went to this address was typed.
    private UUID tried(String address) {
        var tried = court.flow("REGISTER", account, KEY_OF_TRY);
        court.root("""
                insert into proof (flow_id, account_id, class, method, contact_id, contact_version)
                select ?, account_id, 'ISSUED', 'EMAIL', id, version from contact where address = ?
                """, tried, address);
        return tried;
    }

    private String finishRegister(UUID tried, byte[] key) {
        return finishRegister(tried, key, flow);
    }
}
