package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.CountingSockets;
import org.regain.support.RegainTest;
import org.regain.support.TestMail;
import org.regain.support.TestPeople;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Value;

@RegainTest
class RecoveryCostTest {

    private static final String ANA = "ana@contoso.example";
    /// GET sign-in, GET and POST recover, GET and POST reason, GET verify, POST method, GET code, POST code, GET and POST new
    /// password, GET done.
    private static final int REQUESTS = 12;

    @Autowired
    TestPostgres database;

    @Autowired
    TestPeople people;

    @Autowired
    TestMail mail;

    @Value("${regain.base-url}")
    URI baseUrl;

    @Test
    void aRequestOfARecoveryWaitsForTheDatabaseThreeTimesAtMostOnAverage() throws Exception {
        people.active(ANA, "seven green bottles on a wall");
        recover("an entirely different phrase");
        var before = CountingSockets.ofRequests(database.name());
        recover("yet another phrase altogether");
        var turns = CountingSockets.ofRequests(database.name()) - before;
        assertThat(turns).isPositive().isLessThanOrEqualTo(3 * REQUESTS);
        assertThat(people.run(sql -> sql.sql("select count(*) from regain.spring_session")
                        .query(Integer.class)
                        .single()))
                .as("sessions before sign-in")
                .isZero();
    }

    private void recover(String password) throws Exception {
        var ana = new Claimant(baseUrl, mail);
        ana.browser.get("/sign-in");
        ana.prove(ANA, "FORGOTTEN", ANA);
        assertThat(ana.choosePassword(password).heading()).isEqualTo("Your password has been reset");
    }
}
