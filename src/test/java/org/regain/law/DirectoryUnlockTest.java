package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An account that is unlocked by the password that a directory keeps.
class DirectoryUnlockTest extends DirectoryScene {

    DirectoryUnlockTest() throws SQLException {}

    /// Whoever runs the directory may have set it, and with it one proof would be enough for what takes two.
    @Test
    void thePasswordThatIsThereThawsNothingForWhoHasMoreToProve() {
        var account = inDirectory("ACTIVE", "GLOBAL_ADMIN");
        court.app(account);
        assertThat(found(account, after())).isTrue();
        assertThat(unlock(account, KEY)).isEqualTo("DONE");
        assertThat(isFrozen(account)).isTrue();
        assertThat(unlock(account, bytes("another browser's"), "TOTP")).isEqualTo("DONE");
        assertThat(isFrozen(account)).isFalse();
    }

    private String unlock(UUID account, byte[] key, String... also) {
        var flow = court.flow("RECOVERY", account, key);
        court.prove(flow, account, "ISSUED");
        for (var kind : also) {
            court.prove(flow, account, kind);
        }
        app.sql("select count_password_try(?, ?)").params(flow, key).query().listOfRows();
        var standIn = court.root
                .sql("select phc from password where account_id = ? order by version desc limit 1")
                .param(account)
                .query(String.class)
                .single();
        return app.sql("select finish_unlock(?, ?, ?, ?, '{}')")
                .params(flow, key, version(account), proofOf(standIn))
                .query(String.class)
                .single();
    }

    private boolean isFrozen(UUID account) {
        return court.ask("select frozen_at is not null from account where id = ?", account);
    }
}
