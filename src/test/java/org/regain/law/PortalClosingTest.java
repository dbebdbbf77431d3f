package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;
import static org.regain.support.Deadline.await;

import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.regain.support.Deadline;

/// Whoever signs in to a portal while it is closed gets nothing there that outlives it.
class PortalClosingTest extends PortalLawScene {

    private final UUID portal = portal("Orders");
    private final UUID ana = court.account("ACTIVE");
    private final UUID flow = court.signedIn(ana, KEY, "PASSWORD");

    PortalClosingTest() throws SQLException {
        court.root(
                "insert into spring_session values (?, 'ana', 0, 0, 0, 9999999999999, ?)",
                UUID.randomUUID().toString(),
                ana.toString());
    }

    @Test
    void nothingIsOpenedAtOneThatIsClosed() {
        court.root("update portal set closed_at = regain.now() where id = ?", portal);
        assertThat(opens()).isFalse();
    }

    @Test
    void whoOpensOneWhileItIsBeingClosedWaitsAndGetsNothing() throws Exception {
        try (var closing = court.database.asSuperuser()) {
            closing.setAutoCommit(false);
            closing.createStatement().execute("select from regain.portal for no key update");
            var opened = CompletableFuture.supplyAsync(this::opens);
            await().until(() -> court.ask("select exists (select from pg_locks where not granted)"));
            closing.createStatement().execute("update regain.portal set closed_at = regain.now()");
            closing.commit();
            assertThat(opened.get(Deadline.HANGING.toSeconds(), TimeUnit.SECONDS))
                    .isFalse();
        }
    }

    private boolean opens() {
        return court.app
                .sql(
                        "select open_portal(?, ?, ?, 'ana', '{openid}', 'https://p.example/', 'x', null, ?, null) is not null")
                .params(portal, flow, KEY, bytes("code"))
                .query(Boolean.class)
                .single();
    }
}
