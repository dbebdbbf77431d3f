package org.regain.verification;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.secret.Code;
import org.regain.secret.TotpSecret;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Scene;
import org.springframework.beans.factory.annotation.Autowired;

/// RFC 6238 §§ 5.2 and 6: the codes of apps whose clock is not ours.
class AppDriftTest extends Scene {

    private static final int MOST = 35;
    /// By so many seconds a code may be taken later than it was judged here, on a machine that stands still meanwhile.
    private static final int LATE = 3;
    /// The begin of a step, a minute or two from now.
    private final Instant noon =
            Instant.ofEpochSecond(Math.ceilDiv(Instant.now().getEpochSecond(), 60) * 60 + 60);

    @Autowired
    private Totp totp;

    @Autowired
    private Authenticators authenticators;

    private final List<Phone> phones = new ArrayList<>();

    /// An app, and by how many seconds it is ahead.
    private record Phone(AccountId account, UUID id, TotpSecret secret, AuthenticatorApp app, int ahead) {}

    @BeforeEach
    void noonComes() {
        clock.set(noon);
    }

    @Test
    void c06_theCodeThatIsShownIsTakenInEachSecondOfAStepWhateverTheDrift() {
        for (var ahead = -MOST; ahead <= MOST; ahead++) {
            phones.add(phone(ahead));
        }
        var slow = new HashSet<Phone>();
        for (var second = 0; second < 30; second++) {
            for (var phone : phones) {
                // Two steps and a second on, so that each second of a step comes once.
                clock.set(noon.plusSeconds(61L * second));
                var now = clock.instant();
                var shown = shown(phone, now);
                assertThat(totp.matchingStep(phone.secret, code(phone.app.codeOf(shown)), now, Totp.Drift.UNKNOWN))
                        .as("first: %d s ahead at second %d", phone.ahead, second)
                        .hasValue(shown);
                assertThat(totp.matchingStep(phone.secret, code(phone.app.codeOf(shown)), now, known(phone)))
                        .as("known: %d s ahead at second %d", phone.ahead, second)
                        .hasValue(shown);
                assertThat(take(phone, shown)).isTrue();
                assertThat(take(phone, shown)).as("a replay").isFalse();
                used(phone);
                // Where the machine stood still meanwhile, the code was typed later than people type: that is learnt too.
                if (Duration.between(now, clock.instant()).compareTo(Duration.ofSeconds(LATE)) > 0) {
                    slow.add(phone);
                    forget(phone);
                }
            }
        }
        phones.removeAll(slow);
        for (var phone : phones) {
            assertThat(known(phone).least()).isBetween(phone.ahead - 6, phone.ahead);
            // Seconds that passed before a code was taken left out as many at a step's end.
            assertThat(known(phone).most()).isBetween(phone.ahead, phone.ahead + 6 + LATE);
        }
    }

    @Test
    void c06_itIsLearntSoThatACodeLivesNoLongerThanItIsShownAndTyped() {
        var fast = phone(20);
        for (var second = 0; second < 30; second++) {
            clock.set(noon.plusSeconds(61L * second));
            take(fast, shown(fast, clock.instant()));
            used(fast);
        }
        var drift = known(fast);
        var taken = 0;
        var shownAt = noon.plusSeconds(3600);
        var code = fast.app.codeAt(shownAt.plusSeconds(20));
        for (var second = -120; second < 120; second++) {
            taken += totp.matchingStep(fast.secret, code(code), shownAt.plusSeconds(second), drift)
                            .isPresent()
                    ? 1
                    : 0;
        }
        assertThat(taken).isBetween(30, 30 + 5 + 12);
    }

    @Test
    void c06_aNewAppsClockMayBeAStepOffAndNoMore() {
        var app = phone(0);
        for (var second = 0; second < 30; second++) {
            var now = noon.plusSeconds(second);
            for (var ahead : new int[] {-90, -75, 66, 90, 3600, -3600}) {
                assertThat(totp.matchingStep(
                                app.secret, code(app.app.codeAt(now.plusSeconds(ahead))), now, Totp.Drift.UNKNOWN))
                        .as("%d s ahead at second %d", ahead, second)
                        .isEmpty();
            }
        }
    }

    @Test
    void c06_whatIsKnownFadesAsClocksGoOn() {
        var app = phone(0);
        for (var second = 0; second < 30; second++) {
            clock.set(noon.plusSeconds(61L * second));
            take(app, shown(app, clock.instant()));
            used(app);
        }
        var atOnce = known(app);
        clock.advance(Duration.ofHours(10));
        assertThat(known(app).least()).isBetween(atOnce.least() - 11, atOnce.least() - 9);
        assertThat(known(app).most()).isBetween(atOnce.most() + 9, atOnce.most() + 11);
        clock.advance(Duration.ofDays(3650));
        assertThat(known(app).most() - known(app).least()).isBetween(68, 70);
    }

    /// A clock that goes wrong by ten seconds a week is followed for a year.
    @Test
    void c06_aClockThatGoesOnGoingWrongIsFollowed() {
        var ahead = 0;
        var app = phone(0);
        for (var week = 0; week < 52; week++) {
            clock.set(noon.plus(Duration.ofDays(7L * week)).plusSeconds(week % 30));
            var now = clock.instant();
            var shown = now.plusSeconds(ahead).getEpochSecond() / 30;
            assertThat(totp.matchingStep(app.secret, code(app.app.codeOf(shown)), now, known(app)))
                    .as("week %d", week)
                    .hasValue(shown);
            assertThat(take(app, shown)).isTrue();
            used(app);
            ahead += 10;
        }
    }

    /// A code is judged, and then waits for the database: however long, the app's next code is taken, and no older one than before.
    @Test
    void whatWasTakenLongAfterItWasJudgedTeachesNothing() {
        var unknown = phone(0);
        assertThat(take(unknown, shown(unknown, noon.minusSeconds(90)))).isTrue();
        used(unknown);
        assertThat(known(unknown)).isEqualTo(Totp.Drift.UNKNOWN);
        var fast = phone(20);
        for (var second = 0; second < 30; second++) {
            clock.set(noon.plusSeconds(61L * second));
            take(fast, shown(fast, clock.instant()));
            used(fast);
        }
        var drift = known(fast);
        clock.advance(Duration.ofMinutes(10));
        take(fast, shown(fast, clock.instant().minusSeconds(120)));
        used(fast);
        assertThat(known(fast)).isEqualTo(drift);
    }

    private Phone phone(int ahead) {
        var account = people.unclaimed("p" + (ahead + 100) + "@contoso.example");
        var secret = people.addTotp(account);
        var id = authenticators.totps(account).getFirst().authenticator();
        return new Phone(account, id, secret, AuthenticatorApp.with(secret.bytes()), ahead);
    }

    private Totp.Drift known(Phone phone) {
        return authenticators.totps(phone.account).getFirst().drift();
    }

    private boolean take(Phone phone, long step) {
        return count("select take_app_step(?, ?)::integer", phone.id, step) == 1;
    }

    private void used(Phone phone) {
        people.run(sql -> sql.sql("update authenticator set last_used_at = regain.now() where id = ?")
                .param(phone.id)
                .update());
    }

    private void forget(Phone phone) {
        people.run(sql -> sql.sql("update totp set drift_least = -35, drift_most = 35 where authenticator_id = ?")
                .param(phone.id)
                .update());
    }

    private static long shown(Phone phone, Instant now) {
        return now.plusSeconds(phone.ahead).getEpochSecond() / 30;
    }

    private static Code code(String typed) {
        return Code.parse(typed).orElseThrow();
    }
}
