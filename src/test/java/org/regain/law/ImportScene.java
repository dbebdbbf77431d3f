package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Mei comes from another system; what is asked of the functions that let her in, as the web's role.
abstract class ImportScene extends RacesScene {

    static final String HASH = "$2a$10$abcdefghijklmnopqrstuuuiTX3/OegyRK.sSrMD91M/LFH/ydkCi";
    static final byte[] NAME = bytes("name");

    ImportScene() throws SQLException {}

    final UUID imported() {
        assertThat(importAs("mei", HASH)).isEqualTo("CREATED");
        return court.root.sql("select id from account").query(UUID.class).single();
    }

    final String importAs(String name, String hash) {
        return court.root.sql("""
                        select import_account(gen_random_uuid(), id, 'en', '{}', ?, 'mei@b.example', gen_random_uuid(),
                                              null, null, null, ?)
                        from organisation
                        """).params(name, hash).query(String.class).single();
    }

    final @Nullable String hashOf(UUID account) {
        return app.sql("select imported from begin_sign_in(?, ?, null)")
                .params(
                        court.root
                                .sql("select key from account_name where account_id = ?")
                                .param(account)
                                .query(String.class)
                                .single(),
                        NAME)
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    final UUID opened(UUID account, byte[] key) {
        var flow = open(account, key);
        assertThat(flow).isNotNull();
        return Objects.requireNonNull(flow);
    }

    /// Null: refused.
    final @Nullable UUID open(UUID account, byte[] key) {
        var flow = UUID.randomUUID();
        var done = app.sql("select open_first_sign_in(?, 0, ?, ?, ?, 'en', '', '')")
                .params(account, NAME, flow, key)
                .query(Boolean.class)
                .single();
        return done ? flow : null;
    }

    final String begunBy(UUID flow) {
        return app.sql("select claim_begun_by(?)")
                .param(flow)
                .query(String.class)
                .single();
    }

    /// Null: there is nothing to compare with, or not for who asks.
    final @Nullable String toRefuse(UUID flow, byte[] key) {
        return app.sql("select hash_to_refuse(?, ?)")
                .params(flow, key)
                .query((row, _) -> Optional.ofNullable(row.getString(1)))
                .single()
                .orElse(null);
    }

    /// Compares, as [org.regain.password.BroughtPassword] does, and finishes.
    final String finish(UUID flow, byte[] key) {
        toRefuse(flow, key);
        return court.finishClaim(flow, key);
    }

    final void assertRefused(String answer, UUID flow, byte[] key) {
        var before = court.rows();
        assertThat(finish(flow, key)).isEqualTo(answer);
        assertThat(before.since(court.database)).isEmpty();
    }
}
