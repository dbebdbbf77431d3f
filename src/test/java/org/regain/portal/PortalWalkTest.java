package org.regain.portal;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.oauth2.sdk.AuthorizationCode;
import com.nimbusds.oauth2.sdk.TokenRevocationRequest;
import com.nimbusds.oauth2.sdk.token.RefreshToken;
import com.nimbusds.openid.connect.sdk.token.OIDCTokens;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.regain.support.Claimant;
import org.regain.support.Deeper;
import org.regain.support.Seed;
import org.regain.support.Thoroughness;

/// Arriving, refreshing, coming twice, revoking, signing out, ending the others, unlocking, resetting and time, in any order, over HTTP;
/// and a promise that knows none of the rules' homes: what has ended serves nobody again, and what has not ended serves.
/// `-Dseed=…` repeats a failure.
@Deeper
class PortalWalkTest extends PortalScene {

    private static final int WALKS = Thoroughness.times(3, 10);
    /// Of few walks some lack what is rare; they go on until all was met.
    private static final int MOST_WALKS = 30;
    private static final List<String> KINDS =
            List.of("arrive", "exchange", "late", "refresh", "twice", "revoke", "sign out", "end others", "reset");
    private static final int STEPS = 30;
    private static final Duration CODE_LIFE = Duration.ofMinutes(1);
    private static final Duration ACCESS_LIFE = Duration.ofMinutes(5);

    private List<Seat> seats = List.of();
    private final List<Given> given = new ArrayList<>();
    private final List<Code> codes = new ArrayList<>();
    private final Set<Object> over = new HashSet<>();
    private final Set<String> met = new HashSet<>();
    private List<String> told = List.of();
    private String password = RIGHT;
    private int sessions;
    private int passwords;

    /// A browser, and which of its sessions it is in.
    private static final class Seat {
        final Claimant who;
        int session;

        Seat(Claimant who) {
            this.who = who;
        }
    }

    /// A code that nobody has exchanged yet.
    private record Code(AuthorizationCode code, int session, Instant made) {}

    /// What a portal was given for a code, and every token since.
    private static final class Given {
        final int session;
        final List<RefreshToken> used = new ArrayList<>();
        OIDCTokens tokens;
        Instant until;

        Given(int session, OIDCTokens tokens, Instant until) {
            this.session = session;
            this.tokens = tokens;
            this.until = until;
        }
    }

    @Test
    void whatHasEndedServesNobodyAgainAndWhatHasNotServes() throws Exception {
        var seed = Seed.of(getClass());
        for (var walk = 0; walk < WALKS || (walk < MOST_WALKS && !met.containsAll(KINDS)); walk++) {
            begin();
            var chance = new Random(seed + walk);
            for (var step = 0; step < STEPS; step++, assertServes()) {
                forgetLimits();
                step(chance);
            }
        }
        assertThat(met).containsAll(KINDS);
    }

    private void begin() {
        told = new ArrayList<>();
        given.clear();
        codes.clear();
        seats = List.of(new Seat(somebody()), new Seat(somebody()));
    }

    private void step(Random chance) throws Exception {
        var seat = seats.get(chance.nextInt(seats.size()));
        var live = given.stream().filter(it -> !over.contains(it)).toList();
        var of = live.isEmpty() || chance.nextInt(4) == 0 ? given : live;
        var one = of.isEmpty() ? null : of.get(chance.nextInt(of.size()));
        var n = chance.nextInt(100);
        if (n < 28 || (one == null && codes.isEmpty())) {
            arrives(seat);
        } else if (n < 44 || one == null) {
            exchanges(chance);
        } else if (n < 58) {
            refreshes(one);
        } else if (n < 68) {
            comesTwice(one, chance);
        } else if (n < 73) {
            revokes(one);
        } else if (n < 78) {
            signsOut(seat);
        } else if (n < 83) {
            endsOthers(seat);
        } else if (n < 86) {
            says("unlock");
            proven("KNOWN").enterExisting(password);
        } else if (n < 90) {
            resets();
        } else {
            var time = Duration.ofSeconds(chance.nextInt(240));
            says("+" + time);
            clock.advance(time);
        }
    }

    private void arrives(Seat seat) throws Exception {
        says("arrive");
        var to = ledTo(seat.who, portal.asks());
        if (to.equals("/sign-in")) {
            seat.who.signIn(ANA, password);
            seat.session = ++sessions;
            to = ledTo(seat.who, "/portal/go-on");
        } else {
            assertThat(seat.session).as("signed in: %s", told).isPositive();
        }
        codes.add(new Code(portal.code(to), seat.session, clock.instant()));
    }

    /// The newest code mostly, an older one sometimes.
    private void exchanges(Random chance) throws Exception {
        if (codes.isEmpty()) {
            return;
        }
        var one = codes.remove(chance.nextInt(3) == 0 ? 0 : codes.size() - 1);
        var answer = portal.exchange(one.code());
        if (over.contains(one) || clock.instant().isAfter(one.made().plus(CODE_LIFE))) {
            says("late");
            ReplayTest.refused(answer, "invalid_grant");
            return;
        }
        says("exchange");
        var tokens = StockClient.tokens(answer).getOIDCTokens();
        given.add(new Given(one.session(), tokens, clock.instant().plus(ACCESS_LIFE)));
    }

    private void refreshes(Given one) throws Exception {
        says("refresh");
        var answer = portal.refresh(one.tokens.getRefreshToken());
        if (over.contains(one)) {
            ReplayTest.refused(answer, "invalid_grant");
            return;
        }
        var tokens = StockClient.tokens(answer).getOIDCTokens();
        one.used.add(one.tokens.getRefreshToken());
        one.tokens = tokens;
        one.until = clock.instant().plus(ACCESS_LIFE);
    }

    private void comesTwice(Given one, Random chance) throws Exception {
        if (one.used.isEmpty()) {
            refreshes(one);
        }
        if (!one.used.isEmpty()) {
            says("twice");
            ReplayTest.refused(portal.refresh(one.used.get(chance.nextInt(one.used.size()))), "invalid_grant");
            over.add(one);
        }
    }

    private void revokes(Given one) throws Exception {
        says("revoke");
        new TokenRevocationRequest(
                        portal.provider.getRevocationEndpointURI(),
                        portal.authentication(),
                        one.tokens.getRefreshToken())
                .toHTTPRequest()
                .send();
        over.add(one);
    }

    private void signsOut(Seat seat) {
        if (isSignedIn(seat)) {
            says("sign out");
            seat.who.browser.submit("/sign-out");
            ends(seat.session, true);
            seat.session = 0;
        }
    }

    private void endsOthers(Seat seat) {
        if (isSignedIn(seat) && seat.who.browser.page().body().contains("/sessions/end-others")) {
            says("end others");
            seat.who.browser.submit("/sessions/end-others");
            ends(seat.session, false);
            seats.stream().filter(other -> other != seat).forEach(other -> other.session = 0);
        }
    }

    private void resets() throws Exception {
        says("reset");
        password = "phrase number " + ++passwords + " of many";
        proven("FORGOTTEN").choosePassword(password);
        over.addAll(given);
        over.addAll(codes);
        seats.forEach(seat -> seat.session = 0);
    }

    private Claimant proven(String reason) throws Exception {
        var who = somebody();
        who.prove(ANA, reason, ANA);
        return who;
    }

    private void ends(int session, boolean its) {
        given.stream().filter(one -> (one.session == session) == its).forEach(over::add);
        codes.stream().filter(one -> (one.session() == session) == its).forEach(over::add);
    }

    private boolean isSignedIn(Seat seat) {
        var signedIn = seat.who.browser.get("/").heading().equals("Your account");
        assertThat(signedIn).as("%s", told).isEqualTo(seat.session > 0);
        return signedIn;
    }

    private void assertServes() throws Exception {
        for (var one : given) {
            var serves = !over.contains(one) && clock.instant().isBefore(one.until);
            assertThat(portal.userInfo(one.tokens.getAccessToken()).getStatusCode())
                    .as("after %s", told)
                    .isEqualTo(serves ? 200 : 401);
        }
    }

    private void says(String what) {
        met.add(what);
        told.add(what);
    }
}
