package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.RegainTest;
import org.regain.support.TestMail;
import org.regain.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// Both ways back, as people walk them.
@RegainTest
class RecoveryTest {

    private static final String ANA = "ana@contoso.example";
    private static final String OLD = "seven green bottles on a wall";
    private static final String NEW = "an entirely different phrase";

    @Autowired
    TestPeople people;

    @Autowired
    TestMail mail;

    @Value("${regain.base-url}")
    URI baseUrl;

    Claimant ana;

    @BeforeEach
    void anaHasAnAccount() {
        people.active(ANA, OLD);
        ana = new Claimant(baseUrl, mail);
    }

    @Test
    void whoForgotThePasswordChoosesANewOneAndSignsInWithIt() throws Exception {
        assertThat(ana.prove("ana", "FORGOTTEN", ANA).heading()).isEqualTo("Choose a new password");
        assertThat(ana.choosePassword(NEW).heading()).isEqualTo("Your password has been reset");
        assertThat(ana.signIn(ANA, OLD).status()).isEqualTo(422);
        assertThat(ana.signIn(ANA, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void whoIsLockedKeepsThePasswordTheyKnow() throws Exception {
        var stranger = new Claimant(baseUrl, mail);
        for (var i = 0; i < 10; i++) {
            stranger.signIn(ANA, "a wrong password, number " + i);
        }
        assertThat(ana.signIn(ANA, OLD).status()).isEqualTo(429);
        assertThat(ana.prove(ANA, "KNOWN", ANA).heading()).isEqualTo("Enter your existing password");
        assertThat(ana.enterExisting(OLD).heading()).isEqualTo("Your account is unlocked");
        assertThat(ana.signIn(ANA, OLD).heading()).isEqualTo("Your account");
    }
}
