package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.regain.support.Deeper;
import org.regain.support.Seed;
import org.regain.support.Thoroughness;
import org.springframework.jdbc.support.SqlArrayValue;

/// Crowds of everything at once, on the same few accounts: whatever locks rows goes by the order in `docs/locks.md`, so nobody waits
/// for somebody who waits for them. PostgreSQL ends one of two who do, and that fails the test.
@Deeper
class CrossingsTest extends CrossingsScene {

    private static final int AT_ONCE = 30;
    private static final Duration TIME =
            Duration.ofSeconds(Long.getLong("crossings.seconds", Thoroughness.times(2, 20)));

    private final Map<String, AtomicInteger> answers = new ConcurrentSkipListMap<>();
    private List<UUID> people = List.of();
    private UUID portal = new UUID(0, 0);
    private int round;

    CrossingsTest() throws SQLException {}

    @Test
    void nobodyWaitsForWhoWaitsForThem() throws Exception {
        var chance = new Random(Seed.of(getClass()));
        for (var end = System.nanoTime() + TIME.toNanos(); round < 3 || System.nanoTime() < end; round++) {
            people = Stream.of("GLOBAL_ADMIN", "GLOBAL_ADMIN", "SALES_AGENT")
                    .map(this::somebody)
                    .toList();
            portal = portal(people);
            var deeds = chance.ints(AT_ONCE, 0, 1_000).toArray();
            Crowd.of(AT_ONCE, i -> does(i, deeds[i]));
        }
        System.out.printf("CrossingsTest: %d crowds, %s%n", round, answers);
        assertThat(answers.keySet())
                .as("what was done at all")
                .contains("finish_reset DONE", "change_password DONE", "repudiate");
    }

    private String does(int who, int chance) {
        var account = people.get(chance % 3);
        var other = people.get(chance / 3 % 3);
        var which = account.toString() + chance / 9 % 3;
        var session = key("session", account.toString());
        var deed = DEEDS.get(who % DEEDS.size());
        var answer = switch (deed) {
            case "finish_reset" ->
                app(
                        "select result from finish_reset(?, ?, ?, true, ?)",
                        flow("proven", which),
                        key("proven", which),
                        hash(),
                        none());
            case "finish_unlock" ->
                app(
                        "select finish_unlock(?, ?, 1, ?, ?)",
                        flow("proven", which),
                        key("proven", which),
                        Court.SEEN,
                        none());
            case "answer" ->
                answer(flow("asked", which), key("asked", which), chance % 2 == 0 ? RIGHT : bytes("wrong"), who);
            case "sign_in" -> signIn(account, who, chance);
            case "repudiate" -> app("select repudiate(?)::text", (Object) key("link", which));
            case "remove_method" ->
                app(
                        "select remove_method(?, ?, ?, '', '')",
                        flow("session", account.toString()),
                        session,
                        method(account, chance));
            case "add" ->
                app(
                        "select add_contact(?, ?, gen_random_uuid(), 'EMAIL', ?)",
                        flow("session", account.toString()),
                        session,
                        who + "@b.example");
            case "renew" ->
                app(
                        "select renew_saved_codes(?, ?, ?, '', '')::text",
                        flow("session", account.toString()),
                        session,
                        new SqlArrayValue("bytea", (Object[]) new byte[][] {bytes("new" + which + who)}));
            case "change_password" ->
                app(
                        "select result from change_password(?, ?, ?, ?, ?, 1, ?, ?, true, null, '', '')",
                        flow("session", account.toString()),
                        session,
                        UUID.randomUUID(),
                        bytes("change" + round + who),
                        bytes("name"),
                        Court.SEEN,
                        hash());
            case "change_standing" ->
                admin(
                        "select change_standing(?, ?, ?, ?, '', '')",
                        flow("session", account.toString()),
                        session,
                        other,
                        List.of("SUSPENDED", "SUSPENSION_LIFTED", "SESSIONS_ENDED", "NEW_PASSWORD_REQUIRED")
                                .get(chance / 27 % 4));
            case "change_roles" ->
                admin(
                        "select change_roles(?, ?, ?, ?, '', '')",
                        flow("session", account.toString()),
                        session,
                        other,
                        new SqlArrayValue("text", (Object[])
                                (chance % 2 == 0 ? new String[] {"GLOBAL_ADMIN"} : new String[] {"USER_ADMIN"})));
            case "change_policy" ->
                admin(
                        "select change_policy(?, ?, 'WAITING_HOURS', ?, '', '')",
                        flow("session", account.toString()),
                        session,
                        24 + chance % 100);
            case "approve_policy", "withdraw_policy" ->
                admin(
                        "select " + deed
                                + "(?, ?, (select id from policy_change order by proposed_at desc, id limit 1), '', '')",
                        flow("session", account.toString()),
                        session);
            case "object" -> app("select object_to_waiting(?, ?)::text", flow("session", account.toString()), session);
            case "portal" -> atThePortal(portal, account, session, chance);
            case "wait" -> app("select ask_to_wait(?, ?)::text", flow("proven", which), key("proven", which));
            case "take" ->
                app("select count(*)::text from take_announcements(20)")
                        + app("select count(*)::text from take_waitings(20)");
            default -> app("select tidy()::text");
        };
        answers.computeIfAbsent(
                        deed + (answer == null || !answer.matches("[A-Z_]+") ? "" : " " + answer),
                        _ -> new AtomicInteger())
                .incrementAndGet();
        return deed;
    }

    private static final List<String> DEEDS = List.of(
            "finish_reset",
            "answer",
            "change_standing",
            "sign_in",
            "repudiate",
            "remove_method",
            "change_roles",
            "finish_unlock",
            "add",
            "renew",
            "change_password",
            "change_policy",
            "approve_policy",
            "withdraw_policy",
            "object",
            "portal",
            "wait",
            "take",
            "tidy");

    private String signIn(UUID account, int who, int chance) {
        var name = bytes("name " + chance % 2);
        app("select shown_until::text from begin_sign_in(?, ?, null)", "name of " + account, name);
        return chance % 3 == 0
                ? app("select sign_in_wrong(?, ?, null, ?)::text", account, name, bytes("wrong " + who))
                : app(
                        "select sign_in_right(?, 1, ?, 0, ?, null, ?, ?, 'en', '', '')",
                        account,
                        Court.SEEN,
                        name,
                        UUID.randomUUID(),
                        bytes("sign-in " + round + who));
    }

    private UUID method(UUID account, int chance) {
        return chance % 2 == 0
                ? app.sql("select id from contact where account_id = ? order by id limit 1")
                        .param(account)
                        .query(UUID.class)
                        .single()
                : app.sql("select id from authenticator where account_id = ? order by id limit 1")
                        .param(account)
                        .query(UUID.class)
                        .single();
    }
}
