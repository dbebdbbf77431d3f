package org.regain.sessions;

import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Sessions that somebody ends. Spring Session only deletes their rows, and who deletes one that has lapsed by the database's clock leaves
/// its portals signed in, as is meant where nobody signed out.
@Repository
class JdbcSessionEnds {

    private final JdbcClient sql;

    JdbcSessionEnds(JdbcClient sql) {
        this.sql = sql;
    }

    void end(AccountId account, String session) {
        call("select end_session(?, ?)", account, session);
    }

    void endOthers(AccountId account, String session) {
        call("select end_other_sessions(?, ?)", account, session);
    }

    private void call(String statement, AccountId account, String session) {
        sql.sql(statement).params(account.value(), session).query((_, _) -> "").list();
    }
}
