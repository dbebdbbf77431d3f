package org.regain.signin;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.regain.support.AuthenticatorApp;
import org.regain.support.SoftAuthenticator;

/// A code serves once, and its owner alone.
class SecondFactorCodesTest extends SecondFactorScene {

    static final String BO = "bo@contoso.example";

    @Test
    void asvs_6_5_1_aCodeServesOnceWhoeverTypesItNext() {
        var app = appOfAna();
        var thief = somebody();
        ana.signIn(ANA, RIGHT);
        thief.signIn(ANA, RIGHT);
        var code = shows(app);
        assertThat(answers(ana, code).heading()).isEqualTo("Your account");
        assertThat(answers(thief, code).refusal()).contains("isn't right, or it has been used already");
        assertThat(sessions()).isEqualTo(1);
    }

    @Test
    void asvs_6_5_1_ofManyWhoTypeTheSameCodeAtTheSameMomentOneGetsIn() throws Exception {
        var app = appOfAna();
        var many = IntStream.range(0, 5).mapToObj(_ -> somebody()).toList();
        many.forEach(one -> one.signIn(ANA, RIGHT));
        var together = new CyclicBarrier(many.size());
        var code = shows(app);
        try (var pool = Executors.newVirtualThreadPerTaskExecutor()) {
            var replies = many.stream()
                    .map(one -> pool.submit(() -> {
                        together.await();
                        return answers(one, code).status();
                    }))
                    .toList();
            for (var reply : replies) {
                assertThat(reply.get()).isIn(200, 422);
            }
        }
        assertThat(sessions()).isEqualTo(1);
        assertThat(count("select count(*) from proof where class = 'TOTP'")).isEqualTo(1);
    }

    @Test
    void theCodeOfSomebodyElsesAppIsWrong() {
        appOfAna();
        var bo = people.active(BO, RIGHT);
        var his = AuthenticatorApp.with(people.addTotp(bo).bytes());
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, shows(his)).status()).isEqualTo(422);
        assertThat(count("select count(*) from totp where last_step > 0"))
                .as("and his is not used up by it")
                .isZero();
    }

    @Test
    void theSavedCodeOfSomebodyElseIsWrongAndStaysHis() {
        appOfAna();
        people.saveCodes(account);
        var his = people.saveCodes(people.active(BO, RIGHT));
        ana.signIn(ANA, RIGHT);
        chooses(ana, "SAVED_CODE");
        assertThat(answers(ana, his.getFirst().text()).status()).isEqualTo(422);
        assertThat(count("select count(*) from saved_code where used_at is not null"))
                .isZero();
    }

    @Test
    void thePasskeyOfSomebodyElseIsWrongBesideThePassword() {
        passkeyOfAna();
        var his = new SoftAuthenticator(SoftAuthenticator.Kind.ES256, baseUrl.toString());
        people.addPasskey(people.active(BO, RIGHT), his);
        ana.signIn(ANA, RIGHT);
        assertThat(answers(ana, his).refusal()).contains("That passkey doesn't open this account");
        assertThat(sessions()).isZero();
    }

    @Test
    void asvs_6_5_5_anAppsCodeLivesAStepLongerAtMostAndNoOlderOneServes() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        for (var seconds : new int[] {-100, 100}) {
            var other = app.codeAt(clock.instant().plusSeconds(seconds));
            assertThat(answers(ana, other).status()).isEqualTo(422);
        }
    }

    @Test
    void anAppThatWasRemovedMeanwhileProvesNothing() {
        var app = appOfAna();
        ana.signIn(ANA, RIGHT);
        people.run(sql ->
                sql.sql("update authenticator set removed_at = regain.now()").update());
        assertThat(answers(ana, shows(app)).status()).isEqualTo(422);
        assertThat(sessions()).isZero();
    }
}
