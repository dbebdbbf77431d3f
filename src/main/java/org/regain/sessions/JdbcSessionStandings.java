package org.regain.sessions;

import java.sql.Types;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSessionStandings implements SessionStandings {

    private final JdbcClient sql;

    JdbcSessionStandings(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public SessionStanding of(@Nullable SignInProof proof) {
        return SessionStanding.valueOf(sql.sql("select standing from session_standing(:flow, :key)")
                .param("flow", proof == null ? null : proof.flow().value(), Types.OTHER)
                .param("key", proof == null ? null : proof.key().hash(), Types.BINARY)
                .query(String.class)
                .single());
    }
}
