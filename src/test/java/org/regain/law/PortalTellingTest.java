package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/// Which portals are told next that a session is over.
class PortalTellingTest extends PortalLawScene {

    PortalTellingTest() throws SQLException {}

    /// Rows of a portal that wants to hear nothing any more stand in nobody's way, nor do those of one that never answers.
    @Test
    void whoeverIsToBeToldIsToldThoughOthersAreNot() {
        var silent = portal("silent");
        var portal = portal("Orders", "(select id from organisation)", "https://p.example/out");
        for (var i = 0; i < 9; i++) {
            court.root(
                    "insert into portal_logout (portal_id, sub, sid, created_at) values (?, 'x', 'x', regain.now() - interval '1 hour')",
                    silent);
            court.root(
                    "insert into portal_logout (portal_id, sub, sid, created_at, attempts) values (?, 'slow', 'x', regain.now() - interval '1 hour', 3)",
                    portal);
        }
        court.root("insert into portal_logout (portal_id, sub, sid) values (?, 'quick', 'x')", portal);
        assertThat(court.app
                        .sql("select sub from claim_logouts(8)")
                        .query(String.class)
                        .list())
                .contains("quick")
                .doesNotContain("x");
        court.pass(Duration.ofHours(25));
        court.app.sql("select tidy()").query().listOfRows();
        assertThat(court.ask("select count(*) = 0 from portal_logout where sub = 'x' and state = 'QUEUED'"))
                .isTrue();
    }
}
