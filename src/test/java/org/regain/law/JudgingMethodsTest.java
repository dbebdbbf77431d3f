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

/// `keep_method` and `drop_method`: who has just reset the password says whose each method is that was set aside.
class JudgingMethodsTest extends AfterReset {

    JudgingMethodsTest() throws SQLException {}

    @Test
    void itsOwnerKeepsOne() {
        var passkey = add("PASSKEY").getFirst();
        reset();
        assertThat(keep(bytes("another browser"), passkey)).isEqualTo("STALE");
        assertThat(keep(browser, UUID.randomUUID())).isEqualTo("NONE");
        assertThat(keep(browser, passkey)).isEqualTo("DONE");
        assertThat(byPasskey(passkey)).isEqualTo("DONE");
        assertThat(keep(browser, passkey)).isEqualTo("NONE");
        assertThat(drop(browser, passkey))
                .as("what is kept is not dropped by the same")
                .isEqualTo("NONE");
    }

    @Test
    void itsOwnerDropsOne() {
        var passkey = add("PASSKEY").getFirst();
        var codes = add("SAVED_CODE");
        reset();
        assertThat(drop(bytes("another browser"), passkey)).isEqualTo("STALE");
        assertThat(drop(browser, passkey)).isEqualTo("DONE");
        assertThat(drop(browser, codes.getLast())).isEqualTo("DONE");
        assertThat(live()).doesNotContain(passkey).doesNotContainAnyElementsOf(codes);
        assertThat(drop(browser, older.getFirst()))
                .as("only what was set aside")
                .isEqualTo("NONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update account set frozen_at = regain.now()",
                "update account set password_compromised_at = regain.now()",
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1"
            })
    void nobodyDecidesOnceSomethingHasHappened(String since) {
        var passkey = add("PASSKEY").getFirst();
        reset();
        court.root(since);
        assertThat(List.of(keep(browser, passkey), drop(browser, passkey))).containsOnly("STALE");
        assertThat(setAside()).containsExactly(passkey);
    }

    @Test
    void norAfterAQuarterOfAnHour() {
        var passkey = add("PASSKEY").getFirst();
        reset();
        court.pass(Duration.ofMinutes(15));
        assertThat(List.of(keep(browser, passkey), drop(browser, passkey))).containsOnly("STALE");
    }

    @Test
    void norInSomebodyElsesAccount() {
        var other = bytes("another's");
        addPasskey(signedIn(court.account("ACTIVE"), other), other, "another's key");
        court.root("update authenticator set set_aside_at = regain.now() where kind = 'PASSKEY'");
        var theirs = court.root
                .sql("select id from authenticator where kind = 'PASSKEY'")
                .query(UUID.class)
                .single();
        reset();
        assertThat(List.of(keep(browser, theirs), drop(browser, theirs))).containsOnly("NONE");
    }

    @Test
    void theLastAddressStaysAside() {
        var his = add("EMAIL").getFirst();
        court.root("update contact set removed_at = regain.now() where id <> ?", his);
        begin();
        proveByApp();
        finish();
        assertThat(drop(browser, his)).isEqualTo("LAST");
        assertThat(setAside()).containsExactly(his);
    }

    /// Whoever reads an older mailbox could have done the reset, and the address that goes be the owner's.
    @Test
    void anAddressThatIsDroppedCanStillObjectToTheReset() {
        var address = add("EMAIL").getFirst();
        reset();
        var told = link(NoticeKind.PASSWORD_RESET, address);
        assertThat(drop(browser, address)).isEqualTo("DONE");
        assertThat(press(told)).isTrue();
        assertThat(compromised()).isTrue();
    }
}
