package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/// Both ways back, as people walk them.
class RecoveryTest extends RecoveryScene {

    @Test
    void whoForgotThePasswordChoosesANewOneAndSignsInWithIt() throws Exception {
        assertThat(ana.prove("ana", "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(ana.signIn(ANA, OLD).status()).isEqualTo(422);
        assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void whoIsLockedKeepsThePasswordTheyKnow() throws Exception {
        var stranger = somebody();
        for (var i = 0; i < 10; i++) {
            stranger.signIn(ANA, "a wrong password, number " + i);
        }
        assertThat(ana.signIn(ANA, OLD).status()).isEqualTo(429);
        assertThat(ana.prove(ANA, "KNOWN", ANA).heading()).isEqualTo("Enter your existing password");
        assertThat(ana.enterExisting(OLD).heading()).isEqualTo("Your account is unlocked");
        assertThat(ana.signIn(ANA, OLD).heading()).isEqualTo("Your account");
    }
}
