package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.jwk.JWK;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jwt.SignedJWT;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.support.Seed;

/// Random histories of keys: time goes on, a node looks or nobody does, an operator changes them, something is signed. What was signed
/// is verified at each later moment of its life, by whoever fetches the keys then; and, unless an operator changed them at once, by
/// whoever fetched them within the day before.
class SigningHistoriesTest extends SigningScene {

    private static final int STEPS = 150;

    /// As long as the longest session: for so long an ID token is shown again.
    private static final Duration LIFE = Duration.ofHours(24);

    private static final Duration KEPT = Duration.ofDays(1);
    private static final Duration MOMENT = Duration.ofMinutes(1);

    private record Signed(SignedJWT token, Instant at) {}

    private record Fetched(JWKSet keys, Instant at) {}

    private final List<Signed> signed = new ArrayList<>();
    private final List<Fetched> fetched = new ArrayList<>();
    private final Set<String> gone = new HashSet<>();
    private Set<String> last = Set.of();

    @Test
    void whatWasSignedIsVerifiedForAsLongAsItLives() throws Exception {
        var random = new Random(Seed.of(SigningHistoriesTest.class));
        var hours = List.of(1, 5, 12, 23, 24, 30, 24 * 10, 24 * 45, 24 * 89, 24 * 200);
        for (var step = 0; step < STEPS; step++) {
            switch (random.nextInt(10)) {
                case 0, 1, 2 -> clock.advance(Duration.ofHours(hours.get(random.nextInt(hours.size()))));
                case 3, 4 -> rotate.whatIsDue();
                case 5, 6, 7 -> sign(random.nextBoolean() ? "ES256" : "RS256");
                case 8 -> {
                    rotate.atOnce(false);
                    fetched.clear();
                }
                default -> withdraw(random.nextInt(4) == 0);
            }
            look();
        }
    }

    private void sign(String algorithm) throws Exception {
        var token = signed(algorithm);
        var now = clock.instant();
        for (var one : fetched) {
            if (one.at().isAfter(now.minus(KEPT).plus(MOMENT))) {
                assertThat(verifies(token, one.keys()))
                        .as("fetched " + one.at())
                        .isTrue();
            }
        }
        signed.add(new Signed(token, now));
    }

    private void withdraw(boolean really) throws Exception {
        if (really) {
            rotate.atOnce(true);
            for (var one : signed) {
                assertThat(verifies(one.token(), published())).isFalse();
            }
            signed.clear();
            fetched.clear();
        }
    }

    private void look() throws Exception {
        var keys = published();
        var now = clock.instant();
        for (var one : signed) {
            if (one.at().plus(LIFE).isAfter(now)) {
                assertThat(verifies(one.token(), keys)).as("signed " + one.at()).isTrue();
            }
        }
        fetched.add(new Fetched(keys, now));
        var names = new HashSet<>(keys.getKeys().stream().map(JWK::getKeyID).toList());
        assertThat(names).as("no name comes back").noneMatch(gone::contains);
        last.stream().filter(it -> !names.contains(it)).forEach(gone::add);
        last = names;
    }
}
