package org.regain.nodes;

import org.springframework.jdbc.core.simple.JdbcClient;

/// Commits wait for a standby that nobody is, as for a disk that does not answer, until this is closed. What waits is on the disk already, so it is
/// done then, whoever has gone away meanwhile.
final class SlowCommits implements AutoCloseable {

    private final JdbcClient sql;

    SlowCommits(JdbcClient sql) {
        this.sql = sql;
        set("alter system set synchronous_standby_names = 'nobody'");
    }

    /// Those that wait.
    int waiting() {
        return sql.sql("select count(*) from pg_stat_activity where wait_event = 'SyncRep'")
                .query(Integer.class)
                .single();
    }

    private void set(String how) {
        sql.sql(how).update();
        sql.sql("select pg_reload_conf()").query().listOfRows();
    }

    @Override
    public void close() {
        set("alter system reset synchronous_standby_names");
    }
}
