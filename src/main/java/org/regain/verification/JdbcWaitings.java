package org.regain.verification;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.regain.account.AccountId;
import org.regain.secret.Token;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Waitings in PostgreSQL, which no role of the application reads or writes but by its functions.
@Repository
class JdbcWaitings implements Waitings {

    private final JdbcClient sql;

    JdbcWaitings(JdbcClient sql) {
        this.sql = sql;
    }

    @Override
    public Optional<Waiting> of(AccountId account) {
        return sql.sql("select class, until, lapses_at from open_waiting(:account)")
                .param("account", account.value())
                .query((row, _) -> waiting(row))
                .optional();
    }

    @Override
    public int hours(AccountId account) {
        return sql.sql("select policy_of(:account, 'WAITING_HOURS')")
                .param("account", account.value())
                .query(Integer.class)
                .single();
    }

    @Override
    public Waiting.Asked ask(FlowId recovery, Token key) {
        return Waiting.Asked.valueOf(sql.sql("select ask_to_wait(:flow, :key)")
                .param("flow", recovery.value())
                .param("key", key.hash())
                .query(String.class)
                .single());
    }

    @Override
    public boolean object(UUID signIn, byte[] keyHash) {
        return sql.sql("select object_to_waiting(:flow, :key) is not null")
                .param("flow", signIn)
                .param("key", keyHash)
                .query(Boolean.class)
                .single();
    }

    @Override
    public List<Due> takeDue(int most) {
        return sql.sql("select account_id, class, until, lapses_at from take_waitings(:most)")
                .param("most", most)
                .query((row, _) -> new Due(new AccountId(row.getObject("account_id", UUID.class)), waiting(row)))
                .list();
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        return new Waiting(
                Method.standingFor(ProofClass.valueOf(row.getString("class"))),
                row.getTimestamp("until").toInstant(),
                row.getTimestamp("lapses_at").toInstant());
    }
}
