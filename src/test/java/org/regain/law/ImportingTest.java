package org.regain.law;

import static java.util.Collections.frequency;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// `import_account`, `begin_sign_in`, `open_first_sign_in`, `hash_to_refuse` and `finish_claim`: called by hand, all but the
/// first as the web's role.
class ImportingTest extends ImportScene {

    ImportingTest() throws SQLException {}

    @Test
    void thePasswordAndTheMailboxTogetherOpenTheAccountOnce() {
        var account = imported();
        var flow = opened(account, KEY);
        court.prove(flow, account, "ISSUED");
        assertThat(finish(flow, KEY)).isEqualTo("DONE");
        assertThat(court.password(account)).isEqualTo("1 " + NEW);
        assertThat(court.ask("select state = 'ACTIVE' from account")).isTrue();
        assertThat(court.ask("select count(*) = 0 from imported_password")).isTrue();
        assertThat(court.ask("select count(*) = 0 from first_sign_in")).isTrue();
        assertThat(court.ask("select confirmed_at is not null from contact")).isTrue();
        var before = court.rows();
        assertThat(finish(flow, KEY)).isEqualTo("GONE");
        assertThat(open(account, bytes("again"))).isNull();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void thePasswordAloneOpensNothing() {
        var account = imported();
        var flow = opened(account, KEY);
        assertRefused("NOT_PROVEN", flow, KEY);
        court.prove(flow, account, "PASSWORD");
        court.prove(flow, account, "SAVED");
        assertRefused("NOT_PROVEN", flow, KEY);
        court.prove(flow, account, "ISSUED");
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertRefused("NOT_PROVEN", flow, KEY);
    }

    @Test
    void theMailboxAloneOpensNothing() {
        var account = imported();
        var flow = court.flow("CLAIM", account);
        court.prove(flow, account, "ISSUED");
        assertRefused("GONE", flow, KEY);
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("GONE");
        opened(account, bytes("somebody else's browser"));
        assertRefused("GONE", flow, KEY);
        assertThat(court.finishClaim(flow, KEY)).isEqualTo("GONE");
    }

    @Test
    void aProofOfAnotherFlowOrAddressOpensNothing() {
        var account = imported();
        var other = court.flow("RECOVERY", account, bytes("other"));
        court.prove(other, account, "ISSUED");
        var flow = opened(account, KEY);
        assertRefused("NOT_PROVEN", flow, KEY);
        court.prove(flow, account, "ISSUED");
        court.root("update contact set version = version + 1");
        assertRefused("NOT_PROVEN", flow, KEY);
        assertRefused("GONE", flow, bytes("another browser"));
    }

    @Test
    void theClaimLinkEndsTheImportedPassword() {
        var account = imported();
        var typed = opened(account, bytes("who typed it"));
        court.root(
                "insert into claim_link (token_hash, account_id, expires_at) values (?, ?, regain.now() + interval '1 hour')",
                bytes("link"),
                account);
        var flow = court.flow("CLAIM", null);
        app.sql("select use_claim_link(?, ?)")
                .params(bytes("link"), flow)
                .query(UUID.class)
                .single();
        court.prove(flow, account, "ISSUED");
        court.prove(typed, account, "ISSUED");
        assertThat(finish(flow, KEY)).isEqualTo("DONE");
        assertThat(court.ask("select count(*) = 0 from imported_password")).isTrue();
        assertRefused("GONE", typed, bytes("who typed it"));
        assertThat(hashOf(account)).isNull();
    }

    @Test
    void anyPasswordOfTheirOwnEndsTheImportedOne() {
        var account = court.account("UNCLAIMED");
        court.root("insert into imported_password (account_id, hash) values (?, ?)", account, HASH);
        court.root("update account set state = 'ACTIVE'");
        assertThat(court.finishReset(court.provenRecovery(account), KEY)).isEqualTo("DONE");
        assertThat(court.ask("select count(*) = 0 from imported_password")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "state = 'SUSPENDED'",
                "state = 'DELETED'",
                "state = 'ACTIVE'",
                "password_compromised_at = regain.now()",
                "frozen_at = regain.now()"
            })
    void aStoppedAccountsHashIsGivenToNobodyAndOpensNothing(String stopped) {
        var account = imported();
        court.root("update account set " + stopped);
        assertThat(hashOf(account)).isNull();
        assertThat(open(account, KEY)).isNull();
    }

    @Test
    void whatWasStoppedSinceTheHashWasReadOpensNothing() {
        var account = imported();
        court.root("update account set auth_epoch = 1");
        assertThat(open(account, KEY)).isNull();
        court.root("update account set auth_epoch = 0");
        var flow = opened(account, KEY);
        court.prove(flow, account, "ISSUED");
        court.root("update account set state = 'SUSPENDED'");
        assertRefused("GONE", flow, KEY);
    }

    @Test
    void theHashIsHandedOutForACountedTryAndNotToWhoIsLockedOut() {
        var account = imported();
        for (var i = 0; i < 10; i++) {
            assertThat(hashOf(account)).isEqualTo(HASH);
        }
        assertThat(hashOf(account)).isNull();
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() ->
                        app.sql("select hash from imported_password").query().listOfRows())
                .withStackTraceContaining("permission denied");
        court.pass(Duration.ofSeconds(61));
        assertThat(hashOf(account)).isEqualTo(HASH);
        opened(account, KEY);
        assertThat(court.ask("select count(*) = 0 from sign_in_guard")).isTrue();
    }

    @Test
    void twoBrowsersAtOnceMakeOnePasswordVersion() throws ExecutionException, InterruptedException {
        var account = imported();
        var flows = Crowd.of(MANY, i -> opened(account, bytes("browser " + i)));
        assertThat(court.ask("select count(*) = 1 from flow where ended_at is null"))
                .isTrue();
        for (var flow : flows) {
            court.prove(flow, account, "ISSUED");
        }
        var results = Crowd.of(MANY, i -> finish(flows.get(i), bytes("browser " + i)));
        assertThat(frequency(results, "DONE")).isOne();
        assertThat(frequency(results, "GONE")).isEqualTo(MANY - 1);
        assertThat(court.ask("select count(*) = 1 from password")).isTrue();
    }

    @Test
    void nothingIsComparedWithTheHashOfWhoIsStopped() {
        var mei = imported();
        var flow = opened(mei, KEY);
        court.prove(flow, mei, "ISSUED");
        court.root("update account set state = 'SUSPENDED' where id = ?", mei);
        assertThat(toRefuse(flow, KEY)).isNull();
        court.root("update account set state = 'UNCLAIMED' where id = ?", mei);
        assertThat(toRefuse(flow, KEY)).isEqualTo(HASH);
    }

    @Test
    void anAccountThatExistsIsNeverTouched() {
        var account = court.account("ACTIVE");
        var before = court.rows();
        assertThat(importAs("name of " + account, HASH)).isEqualTo("NAME_TAKEN");
        assertThat(before.since(court.database)).isEmpty();
        var unclaimed = court.account("UNCLAIMED");
        assertThat(importAs("name of " + unclaimed, HASH)).isEqualTo("NAME_TAKEN");
        assertThat(court.ask("select count(*) = 0 from imported_password")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a password",
                "{noop}a password",
                "{SHA}cVHMLe8gHRb/U1p8OV7IimEMb7I=",
                "$2a$31$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "$2a$15$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi",
                "pbkdf2_sha256$1000000000$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "pbkdf2_sha256$2000001$seasalt2$56mh0WlVHuU7kiuDW+5Ny9UM9W0dnW/uRNBTSCnckXE=",
                "$argon2id$v=19$m=102400,t=1,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$argon2id$v=19$m=4096,t=11,p=2$c2FsdHNhbHQ$dJWExxMwTo/jICrRhbguqqV7uuk5P84D",
                "$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi\n"
            })
    void whatIsNoHashOrTooDearIsNotTaken(String hash) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> importAs("somebody new", hash))
                .withMessageContaining("imported_password_hash_check");
        assertThat(court.ask("select count(*) = 0 from account")).isTrue();
    }
}
