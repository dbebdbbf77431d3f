package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.support.Seed;
import org.regain.support.Thoroughness;

/// Adding, proposing, approving, withdrawing, taking away, stopping, closing and time, in any order, and two promises that know none of
/// the functions: nothing serves that was not there at first or approved by a second one three days ago, and what was taken away, or
/// withdrawn, does not come back without that.
class PortalHistoriesTest extends PortalChangesScene {

    private static final int HISTORIES = Thoroughness.times(25, 200);
    private static final int STEPS = 40;
    private static final List<String> ADDRESSES =
            List.of("https://a.example/", "https://b.example/", "https://c.example/");
    private static final List<String> SCOPES = List.of("email", "roles", "offline_access");

    private final Map<String, Instant> serves = new HashMap<>();
    private final List<Waiting> waiting = new ArrayList<>();
    private final Set<String> met = new HashSet<>();
    private List<String> told = List.of();
    private @Nullable UUID portal;

    PortalHistoriesTest() throws SQLException {}

    private record Waiting(UUID id, String element, boolean approved, Instant from) {}

    @Test
    void nothingServesBeforeTwoHaveSaidSoAndThreeDaysHavePassed() {
        var chance = new Random(Seed.of(getClass()));
        for (var history = 0; history < HISTORIES; history++) {
            begin("History " + history);
            for (var step = 0; step < STEPS; step++) {
                step(chance);
                assertThat(served()).as("after %s", told).isEqualTo(expected());
            }
        }
        assertThat(met)
                .contains("PROPOSED", "APPROVED", "WITHDRAWN", "NARROWED", "SERVES", "STOPPED", "CLOSED", "LAPSED");
    }

    private void begin(String name) {
        serves.clear();
        waiting.clear();
        told = new ArrayList<>();
        court.root("update account set state = 'ACTIVE'");
        signIn();
        portal = added(name);
        for (var element : List.of("REDIRECT " + CALLBACK, "SCOPE openid", "SCOPE profile")) {
            serves.put(element, Instant.MIN);
        }
    }

    private void step(Random chance) {
        var address = ADDRESSES.get(chance.nextInt(3));
        var what = chance.nextBoolean() ? "REDIRECT" : "SCOPE";
        var value = what.equals("SCOPE") ? SCOPES.get(chance.nextInt(3)) : address;
        var element = what + " " + value;
        var one = waiting.isEmpty() ? null : waiting.get(chance.nextInt(waiting.size()));
        var n = chance.nextInt(100);
        if (n < 30) {
            proposes(what, value, element);
        } else if (n < 62 && one != null) {
            if (n < 55) {
                approves(one);
            } else {
                withdraws(one);
            }
        } else if (n < 72) {
            takesAway(what, value, element);
        } else if (n < 94) {
            passes(Duration.ofHours(chance.nextInt(80)));
        } else if (n < 96) {
            passes(Duration.ofDays(30));
        } else if (n < 98) {
            stops();
        } else {
            closes();
        }
    }

    private void proposes(String what, String value, String element) {
        if (portal != null
                && told("propose " + element, propose(portal, what, value)).equals("PROPOSED")) {
            assertThat(serves).doesNotContainKey(element);
            met.add("PROPOSED");
            waiting.add(new Waiting(newest(what, value), element, false, clock().plus(Duration.ofDays(30))));
        }
    }

    private UUID newest(String what, String value) {
        return court.root
                .sql(
                        "select id from portal_change where portal_id = ? and what = ? and value = ? order by proposed_at desc limit 1")
                .param(portal)
                .param(what)
                .param(value)
                .query(UUID.class)
                .single();
    }

    private void approves(Waiting one) {
        if (told("approve " + one.element(), approveChange(one.id())).equals("DONE")) {
            assertThat(one.approved()).isFalse();
            met.add("APPROVED");
            waiting.remove(one);
            waiting.add(new Waiting(one.id(), one.element(), true, clock().plus(THREE_DAYS)));
        }
    }

    private void withdraws(Waiting one) {
        if (told("withdraw " + one.element(), withdrawChange(one.id())).equals("DONE")) {
            met.add("WITHDRAWN");
            waiting.remove(one);
        }
    }

    private void takesAway(String what, String value, String element) {
        if (portal != null
                && told("take away " + element, narrow(portal, what, value)).equals("DONE")) {
            met.add("NARROWED");
            assertThat(serves.remove(element)).isNotNull();
        }
    }

    private void stops() {
        court.root("update account set state = 'SUSPENDED' where id = ?", second);
        court.root("update account set state = 'ACTIVE' where id = ?", second);
        told("stop", "");
        met.add("STOPPED");
        waiting.clear();
        signIn();
    }

    private void closes() {
        if (portal != null && told("close", close(portal)).equals("DONE")) {
            met.add("CLOSED");
            serves.clear();
            waiting.clear();
        }
    }

    private void passes(Duration time) {
        court.pass(time);
        told("pass " + time, "");
        signIn();
        for (var one : List.copyOf(waiting)) {
            if (!one.from().isAfter(clock())) {
                waiting.remove(one);
                met.add(one.approved() ? "SERVES" : "LAPSED");
                if (one.approved()) {
                    serves.put(one.element(), one.from());
                }
            }
        }
    }

    private String told(String step, String answer) {
        told.add(step + " " + answer);
        return answer;
    }

    private Instant clock() {
        return court.root
                .sql("select regain.now()")
                .query(OffsetDateTime.class)
                .single()
                .toInstant();
    }

    private Set<String> expected() {
        return serves.keySet();
    }

    /// What the web reads of it.
    private Set<String> served() {
        return new HashSet<>(
                court.app.sql("""
                        select 'REDIRECT ' || u from find_portal(:id, null), unnest(redirect_uris) u
                        union all select 'SCOPE ' || s from find_portal(:id, null), unnest(scopes) s
                        """).param("id", portal).query(String.class).list());
    }
}
