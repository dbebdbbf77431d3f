package org.regain.signin;

import java.net.URI;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.support.Claimant;
import org.regain.support.RegainTest;
import org.regain.support.TestClock;
import org.regain.support.TestMail;
import org.regain.support.TestPeople;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

/// Ana has an account and knows her password; what tests of signing in have in common.
@RegainTest
abstract class SignInScene {

    static final String ANA = "ana@contoso.example";
    static final String RIGHT = "seven green bottles on a wall";
    static final String NEW = "an entirely different phrase";

    @Autowired
    TestPeople people;

    @Autowired
    TestMail mail;

    @Autowired
    TestClock clock;

    @Value("${regain.base-url}")
    URI baseUrl;

    AccountId account;
    Claimant ana;

    @BeforeEach
    void anaHasAnAccount() {
        account = people.active(ANA, RIGHT);
        ana = somebody();
    }

    Claimant somebody() {
        return new Claimant(baseUrl, mail);
    }

    int count(String query, Object... values) {
        return people.run(
                sql -> sql.sql(query).params(values).query(Integer.class).single());
    }

    void forgetLimits() {
        people.run(sql -> sql.sql("delete from limit_count").update());
    }

    /// So many different wrong passwords.
    void fail(Claimant who, String name, int times) {
        for (var i = 0; i < times; i++) {
            who.signIn(name, "not this one " + UUID.randomUUID());
        }
    }
}
