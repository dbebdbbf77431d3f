package org.regain.invite;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.regain.account.AccountId;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/// What the console and others asked to have said, and was not said yet.
@Repository
class AwaitedAnnouncements {

    /// The kind that asks for an invitation. Every other is an [org.regain.delivery.AnnouncementKind].
    static final String INVITED = "INVITED";

    private final JdbcClient sql;

    AwaitedAnnouncements(JdbcClient sql) {
        this.sql = sql;
    }

    record Awaited(AccountId account, String kind, Instant at) {}

    boolean any() {
        return sql.sql("select exists (select from announcement)")
                .query(Boolean.class)
                .single();
    }

    /// Takes the oldest away, in the caller's transaction; another node takes others meanwhile.
    List<Awaited> take(int most) {
        return sql.sql("select account_id, kind, at from take_announcements(:most)")
                .param("most", most)
                .query((row, _) -> new Awaited(
                        new AccountId(row.getObject("account_id", UUID.class)),
                        row.getString("kind"),
                        row.getTimestamp("at").toInstant()))
                .list();
    }
}
