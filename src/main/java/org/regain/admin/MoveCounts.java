package org.regain.admin;

import javax.sql.DataSource;
import org.regain.account.OrganisationId;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// How many people have moved their password into the organisation's directory or out of it, and how many still may.
@Repository
class MoveCounts {

    private final JdbcClient sql;

    MoveCounts(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    record Counted(int movedIn, int toMoveIn, int movedOut, int toMoveOut) {

        public boolean isAny() {
            return movedIn + toMoveIn + movedOut + toMoveOut > 0;
        }
    }

    Counted of(OrganisationId organisation) {
        return sql.sql("select moved_in, to_move_in, moved_out, to_move_out from moves_counted(:organisation)")
                .param("organisation", organisation.value())
                .query((row, _) -> new Counted(
                        row.getInt("moved_in"),
                        row.getInt("to_move_in"),
                        row.getInt("moved_out"),
                        row.getInt("to_move_out")))
                .single();
    }
}
