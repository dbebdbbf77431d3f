package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// By which secrets a portal shows that it is itself.
class PortalSecretTest extends PortalLawScene {

    private final UUID portal = portal("Orders");

    PortalSecretTest() throws SQLException {}

    @Test
    void aSecretThatWasEndedServesNoMore() {
        court.root("insert into portal_secret (hash, portal_id) values (?, ?)", bytes("secret"), portal);
        assertThat(right("secret")).isTrue();
        assertThat(right("another")).isFalse();
        court.root("insert into portal_secret (hash, portal_id) values (?, ?)", bytes("theirs"), portal("another"));
        assertThat(right("theirs")).as("another portal's").isFalse();
        court.root("update portal_secret set ended_at = regain.now() + interval '1 hour'");
        assertThat(right("secret")).isTrue();
        court.pass(Duration.ofHours(1));
        assertThat(right("secret")).isFalse();
    }

    private boolean right(String secret) {
        return court.ask("select portal_secret_right(?, ?)", portal, bytes(secret));
    }
}
