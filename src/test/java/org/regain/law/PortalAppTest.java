package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// An app listens on its own machine, at whichever port is free (RFC 8252 § 7.3).
class PortalAppTest extends PortalChangesScene {

    PortalAppTest() throws SQLException {}

    @Test
    void aCodeEndsWithTheAddressThatItWentToWhateverThePort() {
        var draft = DRAFT.formatted("App", "PUBLIC", false, "").replace(CALLBACK, "http://127.0.0.1/cb");
        var portal = done(add(draft, null));
        court.root("update portal set redirect_uris = redirect_uris || 'http://127.0.0.1/other'::text");
        var stays = access(portal, ana, "http://127.0.0.1:49152/cb", false);
        access(portal, ana, "http://127.0.0.1:49152/other", false);
        var used = access(portal, ana, "http://127.0.0.1:49152/other", true);
        assertThat(narrow(portal, "REDIRECT", "http://127.0.0.1/other")).isEqualTo("DONE");
        assertThat(court.root
                        .sql("select id from portal_access")
                        .query(UUID.class)
                        .list())
                .containsExactlyInAnyOrder(stays, used);
    }
}
