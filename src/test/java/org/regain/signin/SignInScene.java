package org.regain.signin;

import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.Scene;

/// Ana has an account and knows her password; what tests of signing in have in common.
public abstract class SignInScene extends Scene {

    protected static final String ANA = "ana@contoso.example";
    protected static final String RIGHT = "seven green bottles on a wall";
    protected static final String NEW = "an entirely different phrase";

    protected AccountId account;
    protected Claimant ana;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, RIGHT);
        ana = somebody();
    }

    /// So many different wrong passwords.
    protected void fail(Claimant who, String name, int times) {
        for (var i = 0; i < times; i++) {
            who.signIn(name, "not this one " + UUID.randomUUID());
        }
    }
}
