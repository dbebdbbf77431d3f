package org.regain.sessions;

import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

@Repository
class JdbcSessionStandings implements SessionStandings {

    private final JdbcClient sql;

    JdbcSessionStandings(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public SessionStanding of(SignInRef signIn) {
        return SessionStanding.valueOf(sql.sql("select standing from session_standing(:flow, :key)")
                .param("flow", signIn.flow())
                .param("key", signIn.keyHash())
                .query(String.class)
                .single());
    }
}
