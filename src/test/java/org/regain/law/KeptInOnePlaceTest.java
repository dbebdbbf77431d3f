package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.NEW;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.dao.DataAccessException;

/// A password is kept here or in the directory, and by no way in the wrong one of the two.
class KeptInOnePlaceTest extends DirectoryScene {

    KeptInOnePlaceTest() throws SQLException {}

    /// Every way to a password, with each kind of it, for each kind of person.
    @ParameterizedTest
    @CsvSource({"true, true, 4", "true, false, 1", "false, true, 1", "false, false, 4"})
    void noWayLeadsToAPasswordInTheWrongPlace(boolean there, boolean stands, int versions) {
        var account = there ? inDirectory("ACTIVE") : court.account("ACTIVE");
        var reset = court.provenRecovery(account);
        trying("select finish_reset(?, ?, ?, true, '{}')", reset, KEY, one(stands));
        trying("select begin_directory_write(?, ?, 0, null)", reset, KEY);
        trying("select directory_written(?, ?, '{}', null, null)", reset, one(stands));
        var key = bytes("signed in");
        var seen = there ? proofOf(court.password(account)) : SEEN;
        trying(
                "select rehash_password(?, ?, ?, ?)",
                account,
                version(account),
                seen,
                one(stands).replace("keyid=1", "keyid=2"));
        trying(
                "select change_password(?, ?, ?, ?, ?, ?, ?, ?, true, null, '', '')",
                court.signedIn(account, key, "PASSWORD"),
                key,
                UUID.randomUUID(),
                bytes("change"),
                bytes("name"),
                version(account),
                there ? proofOf(court.password(account)) : SEEN,
                one(stands));
        var again = bytes("signed in again");
        var change = UUID.randomUUID();
        trying(
                "select begin_directory_change(?, ?, ?, ?, ?, ?, ?, null, '', '')",
                court.signedIn(account, again, "PASSWORD"),
                again,
                change,
                bytes("another change"),
                bytes("name"),
                version(account),
                there ? proofOf(court.password(account)) : SEEN);
        trying("select directory_written(?, ?, '{}', null, null)", change, one(stands));
        var unclaimed = there ? inDirectory("UNCLAIMED") : court.account("UNCLAIMED");
        var claim = court.flow("CLAIM", unclaimed, bytes("claim"));
        court.prove(claim, unclaimed, "ISSUED");
        court.root(
                "insert into claim_link (token_hash, account_id, flow_id, expires_at) values (?, ?, ?, regain.now() + interval '1 day')",
                bytes("link"),
                unclaimed,
                claim);
        trying("select finish_claim(?, ?, ?, true, '{}')", claim, bytes("claim"), one(stands));
        assertThat(everyPasswordIsInItsPlace()).isTrue();
        assertThat(version(account) + version(unclaimed)).isEqualTo(versions);
        if (there != stands) {
            assertThatExceptionOfType(DataAccessException.class)
                    .isThrownBy(() -> court.root("update password set phc = ?", one(stands)))
                    .withStackTraceContaining("kept in one place");
        }
    }

    private static String one(boolean stands) {
        return stands ? standIn() : NEW.replace("b".repeat(22), salt());
    }

    private void trying(String statement, Object... params) {
        try {
            app.sql(statement).params(params).query((_, _) -> "").list();
        } catch (DataAccessException e) {
            assertThat(e.getMostSpecificCause()).hasMessageContaining("kept in one place");
        }
    }

    @Test
    void whatADirectoryKeepsIsBroughtByNobodyElse() {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root(
                        "insert into imported_password (account_id, hash) values (?, '$directory$')",
                        court.account("UNCLAIMED")));
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> court.root(
                        "insert into imported_password (account_id, hash) values (?, ?)",
                        inDirectory("UNCLAIMED"),
                        ImportScene.HASH));
    }
}
