package org.regain.admin;

import java.sql.Timestamp;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// Who is in the organisation's directory and cannot be anybody here, or not by what they are called there, for administrators to mend it there.
@Repository
class DirectoryRefusals {

    private static final int SHOWN = 50;

    private final JdbcClient sql;

    DirectoryRefusals(@Qualifier("adminDataSource") DataSource admin) {
        this.sql = JdbcClient.create(admin);
    }

    /// @param userName what they are called there
    /// @param reason   a key of `directory.why`
    record Line(String userName, String reason) {}

    /// @param readAt when the directory was last read to its end
    /// @param many   how many there are
    /// @param lines  the first of them
    record Found(Instant readAt, int many, List<Line> lines) {}

    /// Nothing where no directory was ever read.
    Optional<Found> find() {
        return sql.sql("select finished_at from directory_reading where finished_at is not null")
                .query(Timestamp.class)
                .optional()
                .map(at -> new Found(at.toInstant(), count(), lines()));
    }

    private int count() {
        return sql.sql("select count(*)::integer from directory_refused_entry")
                .query(Integer.class)
                .single();
    }

    private List<Line> lines() {
        return sql.sql("select user_name, reason from directory_refused_entry order by user_name, entry limit :most")
                .param("most", SHOWN)
                .query((row, _) -> new Line(row.getString("user_name"), row.getString("reason")))
                .list();
    }
}
