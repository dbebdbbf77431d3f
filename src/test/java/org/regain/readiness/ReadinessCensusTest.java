package org.regain.readiness;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;

/// Who could get back in, worked out for everybody by the rule that each of them reads.
class ReadinessCensusTest extends Scene {

    @Autowired
    ReadinessCensus census;

    @Autowired
    Holdings holdings;

    @Test
    void everybodyWhoIsActiveIsCounted() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        var nora = people.active("nora@contoso.example", "seven green bottles on a wall", Role.GLOBAL_ADMIN);
        var ready = people.active("li.wei@contoso.example", "seven green bottles on a wall");
        people.addAddress(ready, "li.wei@home.example");
        people.saveCodes(ready);
        var nobody = people.active("kim@contoso.example", "seven green bottles on a wall");
        people.run(sql -> sql.sql("update contact set removed_at = regain.now() where account_id = ?")
                .param(nobody.value())
                .update());
        people.suspended("pavel@contoso.example", "seven green bottles on a wall");
        people.unclaimed("zoe@contoso.example");
        census.count();
        assertThat(state(ana)).isEqualTo("AT_RISK");
        assertThat(state(nora)).as("falls short of two").isEqualTo("NOT_READY");
        assertThat(state(ready)).isEqualTo("READY");
        assertThat(state(nobody)).isEqualTo("NOT_READY");
        assertThat(count("select count(*) from readiness")).isEqualTo(4);
        for (var account : List.of(ana, nora, ready, nobody)) {
            assertThat(state(account))
                    .isEqualTo(holdings.readiness(holdings.of(account)).state().name());
        }
        census.keepTheDay();
        census.keepTheDay();
        assertThat(one("select ready || ' ' || at_risk || ' ' || not_ready || ' ' || unclaimed from readiness_day"))
                // The first start has made one more who has not claimed their account.
                .isEqualTo("1 1 2 " + count("select count(*) from account where state = 'UNCLAIMED'"));
    }

    @Test
    void nothingIsWorkedOutTwiceBeforeItIsDue() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        census.count();
        var computed = moment("computed_at", ana);
        census.count();
        assertThat(moment("computed_at", ana)).isEqualTo(computed);
        clock.advance(ReadinessCensus.AT_MOST);
        census.count();
        assertThat(moment("computed_at", ana)).isAfter(computed);
    }

    @Test
    void aChangeIsWorkedOutTheNextTime() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        census.count();
        people.saveCodes(ana);
        census.count();
        assertThat(state(ana)).isEqualTo("READY");
    }

    @Test
    void whatIsInQuarantineIsDueWhenItsTimeIsServed() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        people.saveCodes(ana);
        people.run(sql -> sql.sql("update saved_code set serves_from = regain.now() + interval '3 days'")
                .update());
        census.count();
        assertThat(state(ana)).isEqualTo("AT_RISK");
        assertThat(moment("due_at", ana)).isCloseTo(in(3), within(1, ChronoUnit.MINUTES));
        clock.advance(Duration.ofDays(3));
        census.count();
        assertThat(state(ana)).isEqualTo("READY");
    }

    @Test
    void whoOnceHadToProveTwoThingsIsJudgedByThatAsTheLawDoes() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        people.addTotp(ana);
        people.run(sql ->
                sql.sql("update authenticator set removed_at = regain.now()").update());
        clock.advance(Duration.ofDays(40));
        census.count();
        assertThat(state(ana)).isEqualTo("NOT_READY");
        assertThat(asked(ana)).isEqualTo(2);
        assertThat(one("select two_asked('" + ana.value() + "')::text")).isEqualTo("true");
    }

    /// What is left of the one way down: three days.
    @Test
    void aSecondFactorThatItsOwnerTookAwayAsksForTwoAsLongAsTheLawDoes() {
        var ana = people.active("ana@contoso.example", "seven green bottles on a wall");
        people.addTotp(ana);
        people.run(sql ->
                sql.sql("update authenticator set removed_at = regain.now()").update());
        people.run(sql -> sql.sql("update account set two_since = null").update());
        census.count();
        assertThat(moment("due_at", ana)).isCloseTo(in(3), within(1, ChronoUnit.MINUTES));
        assertThat(asked(ana)).isEqualTo(2);
        clock.advance(Duration.ofDays(3));
        assertThat(asked(ana)).isEqualTo(1);
        assertThat(one("select two_asked('" + ana.value() + "')::text")).isEqualTo("false");
    }

    @Test
    void severalNodesMayCountAtOnce() {
        IntStream.range(0, 40)
                .forEach(n -> people.active("p" + n + "@contoso.example", "seven green bottles on a wall"));
        try (var nodes = Executors.newVirtualThreadPerTaskExecutor()) {
            IntStream.range(0, 4).forEach(_ -> nodes.execute(census::count));
        }
        assertThat(count("select count(*) from readiness where state = 'AT_RISK'"))
                .isEqualTo(40);
    }

    private int asked(AccountId account) {
        return holdings.of(account).holding(holdings.usable()).asked();
    }

    private Instant in(int days) {
        return clock.instant().plus(Duration.ofDays(days));
    }

    private String state(AccountId account) {
        return one("select state from readiness where account_id = '" + account.value() + "'");
    }

    private Instant moment(String column, AccountId account) {
        return OffsetDateTime.parse(one("select to_json(" + column + ")#>>'{}' from readiness where account_id = '"
                        + account.value() + "'"))
                .toInstant();
    }

    private String one(String query) {
        var found = new String[1];
        people.run(sql -> {
            found[0] = sql.sql(query).query(String.class).single();
            return 1;
        });
        return found[0];
    }
}
