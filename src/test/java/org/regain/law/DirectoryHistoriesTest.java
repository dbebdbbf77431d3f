package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.support.Seed;

/// Whatever is done to people of a directory in whatever order: a password follows only a writing that was begun by who had proven
/// enough, one at a time; one that was set past Regain is seen; and what an administrator stopped stays stopped.
class DirectoryHistoriesTest extends DirectoryScene {

    private static final int HISTORIES = 12;
    private static final int STEPS = 120;

    /// What is expected of one of them.
    private static final class Model {

        final UUID account;
        final Map<UUID, Boolean> proven = new HashMap<>();
        final List<UUID> flows = new ArrayList<>();

        @Nullable
        UUID open;

        int version = 1;
        Instant changedAt = before();
        boolean suspended;
        boolean byTheDirectory;

        Model(UUID account) {
            this.account = account;
        }
    }

    private Random chance = new Random();

    DirectoryHistoriesTest() throws SQLException {}

    @Test
    void holdInAnyOrder() {
        chance = new Random(Seed.of(getClass()));
        for (int history = 0; history < HISTORIES; history++) {
            var people = List.of(new Model(inDirectory("ACTIVE")), new Model(inDirectory("ACTIVE")));
            var told = new ArrayList<String>();
            for (int i = 0; i < STEPS; i++) {
                var one = people.get(chance.nextInt(people.size()));
                court.pass(Duration.ofSeconds(1 + chance.nextInt(60)));
                told.add(step(one, told));
                people.forEach(it -> holds(it, told));
            }
        }
    }

    private String step(Model one, List<String> told) {
        return switch (chance.nextInt(10)) {
            case 0 -> {
                var flow = court.flow(
                        "RECOVERY", one.account, bytes("key " + one.account + told.size() + one.flows.size()));
                court.root("update flow set key_hash = sha256(id::text::bytea) where id = ?", flow);
                var proven = chance.nextInt(3) > 0;
                if (proven) {
                    court.prove(flow, one.account, "ISSUED");
                }
                one.flows.add(flow);
                one.proven.put(flow, proven);
                yield "opens, proven " + proven;
            }
            case 1, 2 -> begins(one, told);
            case 3, 4 -> isWritten(one, told);
            case 5 -> {
                if (one.flows.isEmpty()) {
                    yield "nothing";
                }
                var flow = any(one);
                refused(flow);
                one.open = flow.equals(one.open) ? null : one.open;
                yield "refused";
            }
            case 6 -> isFound(one, told);
            case 7 -> stands(one, told);
            case 8 -> changes(one, told);
            default -> anAdministrator(one);
        };
    }

    private String begins(Model one, List<String> told) {
        if (one.flows.isEmpty()) {
            return "nothing";
        }
        var flow = any(one);
        var answer = begin(flow, bytes(flow.toString()), 0);
        if (answer.equals("OK")) {
            assertThat(one.proven.get(flow)).as("had proven enough: %s", told).isTrue();
            assertThat(one.open).as("one at a time: %s", told).isNull();
            assertThat(one.suspended).as("not who is suspended: %s", told).isFalse();
            one.open = flow;
        }
        return "begins " + answer;
    }

    /// By a fresh sign-in, with the password that is there as far as it is known, or with another.
    private String changes(Model one, List<String> told) {
        var key = bytes("signs in " + one.account + told.size());
        var signIn = court.signedIn(one.account, key, "PASSWORD");
        var flow = UUID.randomUUID();
        var known = chance.nextInt(3) > 0;
        var frozen = court.ask("select frozen_at is not null from account where id = ?", one.account);
        var answer = change(flow, signIn, key, known ? one.changedAt : one.changedAt.plusSeconds(9));
        var expected = one.suspended || frozen ? "no" : one.open != null ? "PENDING" : known ? "OK" : "no";
        assertThat(List.of("GONE", "NOT_PROVEN").contains(answer) ? "no" : answer)
                .as("%s", told)
                .isEqualTo(expected);
        if (answer.equals("OK")) {
            one.open = flow;
            one.flows.add(flow);
            one.proven.put(flow, true);
        }
        return "changes " + answer;
    }

    private String isWritten(Model one, List<String> told) {
        if (one.flows.isEmpty()) {
            return "nothing";
        }
        var flow = chance.nextBoolean() && one.open != null ? one.open : any(one);
        var epoch = epoch(one.account);
        var answer = written(flow);
        assertThat(answer).as("%s", told).isEqualTo(flow.equals(one.open) ? "DONE" : "GONE");
        assertThat(epoch(one.account) > epoch).isEqualTo(answer.equals("DONE"));
        if (answer.equals("DONE")) {
            one.version++;
            one.open = null;
            one.changedAt = after();
        }
        return "written " + answer;
    }

    private String isFound(Model one, List<String> told) {
        var at = chance.nextBoolean() ? one.changedAt : before().plusSeconds(chance.nextInt(3));
        var moved = one.open == null && !at.equals(one.changedAt);
        assertThat(found(one.account, at)).as("seen past Regain: %s", told).isEqualTo(moved);
        if (moved) {
            one.changedAt = at;
            assertThat(court.ask("select frozen_at is not null from account where id = ?", one.account))
                    .isTrue();
        }
        return "found, moved " + moved;
    }

    private String stands(Model one, List<String> told) {
        var there = chance.nextBoolean();
        var answer = standing(one.account, there);
        var expected = !there && !one.suspended
                ? "SUSPENDED"
                : there && one.suspended && one.byTheDirectory ? "SUSPENSION_LIFTED" : "UNCHANGED";
        assertThat(answer).as("%s", told).isEqualTo(expected);
        one.byTheDirectory = answer.equals("SUSPENDED") || (answer.equals("UNCHANGED") && one.byTheDirectory);
        one.suspended = answer.equals("UNCHANGED") ? one.suspended : answer.equals("SUSPENDED");
        return "there " + there + " " + answer;
    }

    /// Stops them or lifts that, by the row that their function leaves.
    private String anAdministrator(Model one) {
        one.byTheDirectory = false;
        one.suspended = !one.suspended;
        court.root(
                one.suspended
                        ? "update account set state = 'SUSPENDED', suspended_at = regain.now() where id = ?"
                        : "update account set state = 'ACTIVE', suspended_at = null where id = ?",
                one.account);
        return "an administrator, suspended " + one.suspended;
    }

    private void holds(Model one, List<String> told) {
        assertThat(version(one.account)).as("%s", told).isEqualTo(one.version);
        assertThat(court.ask("select (state = 'SUSPENDED') = ? from account where id = ?", one.suspended, one.account))
                .as("%s", told)
                .isTrue();
        assertThat(everyPasswordIsInItsPlace()).as("%s", told).isTrue();
        assertThat(number(
                        "select count(*)::integer from directory_write where account_id = ? and settled_at is null",
                        one.account))
                .as("%s", told)
                .isEqualTo(one.open == null ? 0 : 1);
    }

    private UUID any(Model one) {
        return one.flows.get(chance.nextInt(one.flows.size()));
    }
}
