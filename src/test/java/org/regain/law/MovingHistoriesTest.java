package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.SEEN;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.support.Seed;

/// Whatever is offered, taken and called off in whatever order: a password moves the way that is offered, by who may have a new one, and by nobody else.
class MovingHistoriesTest extends MovingScene {

    private static final int HISTORIES = 12;
    private static final int STEPS = 100;

    /// What is expected of one of them.
    private static final class Model {

        final UUID account;
        final String entry;
        boolean there;
        boolean frozen;
        int version = 1;
        Instant changedAt = before();

        /// IN, OUT or nothing.
        @Nullable
        String way;

        Model(UUID account, boolean there) {
            this.account = account;
            this.entry = account.toString();
            this.there = there;
        }
    }

    private Random chance = new Random();
    private final List<String> told = new ArrayList<>();

    MovingHistoriesTest() throws SQLException {}

    @Test
    void holdInAnyOrder() {
        chance = new Random(Seed.of(getClass()));
        var moved = 0;
        for (int history = 0; history < HISTORIES; history++) {
            var people = List.of(new Model(inDirectory("ACTIVE"), true), new Model(court.account("ACTIVE"), false));
            told.clear();
            for (int i = 0; i < STEPS; i++) {
                var one = people.get(chance.nextInt(people.size()));
                var there = one.there;
                court.pass(Duration.ofSeconds(1 + chance.nextInt(60)));
                told.add(step(one));
                moved += one.there == there ? 0 : 1;
                people.forEach(this::holds);
            }
        }
        assertThat(moved).as("how often somebody moved").isGreaterThan(HISTORIES);
    }

    private String step(Model one) {
        return switch (chance.nextInt(9)) {
            case 0 -> {
                var answer = offerIn(organisation(), one.account, one.entry);
                says(answer, one.there ? "NOT_HERE" : one.way == null ? "OFFERED" : "UNCHANGED");
                one.way = one.there ? one.way : "IN";
                yield "offers the way in: " + answer;
            }
            case 1 -> {
                var answer = offerOut(organisation(), one.account);
                says(answer, !one.there ? "NOT_THERE" : one.way == null ? "OFFERED" : "UNCHANGED");
                one.way = one.there ? "OUT" : one.way;
                yield "offers the way out: " + answer;
            }
            case 2 -> {
                isVoid(one.entry);
                one.way = "IN".equals(one.way) ? null : one.way;
                yield "is void";
            }
            case 3, 4 -> movesIn(one);
            case 5, 6 -> changes(one);
            case 7 -> resets(one);
            default -> {
                var at = before().plusSeconds(chance.nextInt(3));
                var seen = found(one.account, at);
                assertThat(seen).as("%s", told).isEqualTo(one.there && !at.equals(one.changedAt));
                one.changedAt = seen ? at : one.changedAt;
                one.frozen |= seen;
                yield "is found, moved " + seen;
            }
        };
    }

    private String movesIn(Model one) {
        var fresh = chance.nextInt(4) > 0;
        var key = key();
        var by = signsIn(one, key, fresh);
        var answer = moveIn(by, key, one.version, seen(one), one.entry, standIn());
        var expected =
                one.frozen ? "GONE" : !fresh ? "NOT_PROVEN" : "IN".equals(one.way) && !one.there ? "DONE" : "VOID";
        says(answer, expected);
        if (answer.equals("DONE")) {
            hasAnother(one, true);
            one.changedAt = before();
        }
        return "moves in, fresh " + fresh + ": " + answer;
    }

    private String changes(Model one) {
        var fresh = chance.nextInt(4) > 0;
        var key = key();
        var by = signsIn(one, key, fresh);
        var answer = changeHere(by, key, seen(one), court.unused());
        var may = !one.there || "OUT".equals(one.way);
        says(answer, one.frozen ? "GONE" : fresh && may ? "DONE" : "NOT_PROVEN");
        if (answer.equals("DONE")) {
            hasAnother(one, false);
        }
        return "changes, fresh " + fresh + ": " + answer;
    }

    private String resets(Model one) {
        var proven = chance.nextInt(3) > 0;
        var key = key();
        var flow = court.flow("RECOVERY", one.account, key);
        if (proven) {
            court.prove(flow, one.account, "ISSUED");
        }
        var answer = app.sql("select result from finish_reset(?, ?, ?, true, '{}')")
                .params(flow, key, court.unused())
                .query(String.class)
                .single();
        says(answer, proven && (!one.there || "OUT".equals(one.way)) ? "DONE" : "NOT_PROVEN");
        if (answer.equals("DONE")) {
            hasAnother(one, false);
            one.frozen = false;
        }
        return "resets, proven " + proven + ": " + answer;
    }

    private static void hasAnother(Model one, boolean there) {
        one.version++;
        one.way = one.there == there ? one.way : null;
        one.there = there;
    }

    private byte[] key() {
        return bytes("key " + UUID.randomUUID());
    }

    private UUID signsIn(Model one, byte[] key, boolean fresh) {
        var by = court.signedIn(one.account, key, "PASSWORD");
        if (!fresh) {
            court.pass(Duration.ofMinutes(11));
        }
        return by;
    }

    private byte[] seen(Model one) {
        return one.there ? proofOf(court.password(one.account)) : SEEN;
    }

    private void says(String answer, String expected) {
        assertThat(answer).as("%s", told).isEqualTo(expected);
    }

    private void holds(Model one) {
        assertThat(version(one.account)).as("%s", told).isEqualTo(one.version);
        assertThat(entryOf(one.account)).as("%s", told).isEqualTo(one.there ? one.entry : "");
        assertThat(offered(one.account))
                .as("%s", told)
                .isEqualTo(one.way == null ? List.of() : List.of(one.way + " " + one.entry));
        assertThat(everyPasswordIsInItsPlace()).as("%s", told).isTrue();
        assertThat(court.ask("select (frozen_at is not null) = ? from account where id = ?", one.frozen, one.account))
                .as("%s", told)
                .isTrue();
    }
}
