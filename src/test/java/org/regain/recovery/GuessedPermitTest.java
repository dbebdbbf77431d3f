package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.regain.audit.Origin;
import org.regain.recovery.UsePermit.Using;
import org.regain.secret.Token;
import org.springframework.beans.factory.annotation.Autowired;

/// Permits are guessed thirty times an hour from one network. Requests of tests come from this machine, which is not counted.
class GuessedPermitTest extends RecoveryScene {

    private static final Origin SOMEWHERE = new Origin("192.0.2.17", "a browser");

    @Autowired
    UsePermit usePermit;

    @Autowired
    RecoveryFlows flows;

    @Test
    void theThirtyFirstPermitOfAnHourIsNotLookedAt() {
        ana.beginRecovery(ANA, "FORGOTTEN");
        var cookie = Objects.requireNonNull(ana.browser.cookies().get("__Host-recovery"));
        var key = Token.parse(cookie).orElseThrow();
        var flow = flows.find(key).orElseThrow();
        for (var i = 0; i < 30; i++) {
            assertThat(usePermit.use(flow, key, "K7Q2M-9XH4G", SOMEWHERE)).isEqualTo(new Using.Unknown());
        }
        assertThat(usePermit.use(flow, key, "K7Q2M-9XH4G", SOMEWHERE)).isInstanceOf(Using.Limited.class);
    }
}
