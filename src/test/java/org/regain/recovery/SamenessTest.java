package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// Before the first proof nothing tells a name that somebody has from one that nobody has: not a byte of a page, not a
/// header, not a cookie's length, not a limit, not a row.
class SamenessTest extends SamenessScene {

    @Test
    void theWayUpToTheFirstProofIsTheSameForEverybody() {
        var names = names();
        var expected = recover(NOBODY);
        assertThat(String.join("\n", expected.seen()))
                .contains(
                        "Verification step 1",
                        "4 more tries",
                        "We can send the next code in",
                        "wrong answers for this method")
                .doesNotContain("??");
        names.forEach((who, name) -> {
            var walked = recover(name);
            assertSame(who, walked.seen(), expected.seen());
            assertThat(walked.rows()).as("rows written for %s", who).isEqualTo(expected.rows());
        });
    }

    @Test
    void signingInWithAWrongPasswordIsTheSameForEverybodyUpToTheLockAndThroughIt() {
        var names = names();
        var expected = signIn(NOBODY);
        assertThat(String.join("\n", expected.seen()))
                .contains("don&#39;t go together", "Try again in 1 minute", "Try again in 2 minutes");
        names.forEach((who, name) -> {
            var walked = signIn(name);
            assertSame(who, walked.seen(), expected.seen());
            assertThat(walked.rows()).as("rows written for %s", who).isEqualTo(expected.rows());
        });
    }

    @Test
    void theOtherNameOfALockedAccountIsLikeANameThatNobodyHas() {
        signIn(ANA);
        signIn(NOBODY);
        assertSame("ana", signIn("ana").seen(), signIn("nobody").seen());
    }

    @Test
    void theOtherNameOfALockedAccountIsLikeANameThatNobodyHasAlsoForTheSameMistakeAgain() {
        signIn(ANA);
        assertSame("ana", sameMistake("ana"), sameMistake("nobody"));
    }

    @Test
    void theOtherNameOfAnAccountWhoseLimitsAreUsedUpIsLikeANameThatNobodyHas() {
        recover(ANA);
        recover(NOBODY);
        assertSame("ana", recover("ana").seen(), recover("nobody").seen());
    }

    @Test
    void aLockedAccountIsRecoveredLikeANameThatNobodyHas() {
        signIn(ANA);
        assertSame("locked", recover(ANA).seen(), recover(NOBODY).seen());
    }

    /// @param seen every answer
    /// @param rows how many each table got
    private record Walked(List<String> seen, Map<String, Integer> rows) {}

    /// Both reasons and both methods, wrong answers until they are held, codes until they are limited.
    private Walked recover(String name) {
        ownersWereToldToday();
        var before = rows();
        var who = new Stranger();
        for (var reason : List.of("FORGOTTEN", "KNOWN")) {
            forgetSources();
            who.get("/recover");
            who.post("/recover", "name", name);
            who.post("/recover/reason", "reason", "");
            who.get("/recover/reason");
            who.post("/recover/reason", "reason", reason);
            who.post("/recover/verify/method", "method", "EMAIL");
            if (reason.equals("FORGOTTEN")) {
                for (var i = 0; i < 5; i++) {
                    who.post("/recover/verify/code", "code", "1234567" + i);
                }
                who.post("/recover/verify/method", "method", "EMAIL");
                who.post("/recover/verify/again");
                for (var i = 0; i < 5; i++) {
                    who.post("/recover/verify/code", "code", "7654321" + i);
                }
                who.post("/recover/verify/method", "method", "EMAIL");
            }
            who.post("/recover/verify/method", "method", "SAVED_CODE");
            for (var i = 0; i < 6; i++) {
                who.post("/recover/verify/code", "code", "0000-0000-0000-0000-0000-0000-0" + i);
            }
            who.get("/recover/permit");
            who.post("/recover/permit", "permit", "K7Q2M-9XH4G");
            who.get("/recover/new-password");
            who.get("/recover/done");
        }
        // A third code may be asked for later, but answers to it are held for an hour.
        clock.advance(Duration.ofMinutes(16));
        who.get("/recover");
        who.post("/recover", "name", name);
        who.post("/recover/reason", "reason", "FORGOTTEN");
        who.post("/recover/verify/method", "method", "EMAIL");
        who.post("/recover/verify/code", "code", "11111111");
        clock.advance(Duration.ofMinutes(16));
        who.get("/recover/verify");
        return new Walked(who.seen, added(before, rows()));
    }

    private Walked signIn(String name) {
        ownersWereToldToday();
        forgetSources();
        var before = rows();
        var who = new Stranger();
        who.get("/sign-in");
        for (var i = 0; i < 14; i++) {
            who.post("/sign-in", "name", name, "password", "wrong password number " + i);
        }
        clock.advance(Duration.ofSeconds(61));
        for (var i = 20; i < 23; i++) {
            who.post("/sign-in", "name", name, "password", "wrong password number " + i);
        }
        clock.advance(Duration.ofHours(2));
        return new Walked(who.seen, added(before, rows()));
    }

    private List<String> sameMistake(String name) {
        forgetSources();
        var who = new Stranger();
        who.get("/sign-in");
        for (var i = 0; i < 12; i++) {
            who.post("/sign-in", "name", name, "password", "the same mistake again and again");
        }
        return who.seen;
    }
}
