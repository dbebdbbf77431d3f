package org.regain.recovery;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.regain.verification.FlowId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Why a sign-in may have failed. The database tells it of a flow in which something was proven, and of no other.
@Repository
class Troubles {

    private static final Instant FAR = Instant.parse("9999-12-31T00:00:00Z");

    private final JdbcClient sql;

    Troubles(JdbcClient sql) {
        this.sql = sql;
    }

    /// Empty before a first proof.
    Optional<Trouble> of(FlowId flow) {
        return sql.sql("select * from what_happened(:flow)")
                .param("flow", flow.value())
                .query((row, _) -> trouble(row))
                .optional();
    }

    private static Trouble trouble(ResultSet row) throws SQLException {
        if (row.getString("state").equals("SUSPENDED")) {
            return new Trouble.Suspended();
        }
        if (row.getBoolean("compromised")) {
            return new Trouble.Compromised();
        }
        var failures = row.getInt("failures");
        var elsewhere = row.getInt("elsewhere");
        var until = instant(row.getTimestamp("locked_until"));
        if (until != null) {
            return new Trouble.Locked(
                    failures, instant(row.getTimestamp("since")), elsewhere, until.isBefore(FAR) ? until : null);
        }
        return failures > 0 ? new Trouble.Mistyped(failures, elsewhere) : new Trouble.None();
    }

    private static @Nullable Instant instant(@Nullable Timestamp at) {
        return at == null ? null : at.toInstant();
    }
}
