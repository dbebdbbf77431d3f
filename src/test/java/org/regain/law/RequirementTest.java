package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.regain.support.Seed;

/// How much is asked of somebody never falls by what anybody without proof can press, cause or wait for: every way in which what
/// they have becomes less, in random histories beside a model of three lines.
class RequirementTest extends Registering {

    private static final int HISTORIES = 40;
    private static final int EVENTS = 40;

    /// What can happen to an account. By two proofs of its owner: one of them only.
    private enum Event {
        APP_ADDED,
        PASSKEY_ADDED,
        ADDRESS_ADDED,
        CODES_RENEWED,
        CODES_USED_UP,
        REMOVED_BY_ONE_PROOF,
        REMOVED_BY_TWO_PROOFS,
        NOT_ME,
        CONSOLE_ROLE_GIVEN,
        ROLES_TAKEN,
        SUSPENDED_AND_LIFTED,
        A_HUNDRED_WRONG_ANSWERS,
        KEY_SPOILT,
        NEW_PASSWORD_REQUIRED,
        SIGNED_IN_AND_FALLS_SHORT,
        TIDIED,
        POLICY_TIGHTENED,
        POLICY_LOOSENED,
        HOURS_PASS,
        WEEKS_PASS
    }

    /// Of all histories: how often it happened, made what there is less than two, and made less to be asked for.
    private record Tally(int times, int missing, int fell) {

        Tally and(boolean isMissing, boolean hasFallen) {
            return new Tally(times + 1, missing + (isMissing ? 1 : 0), fell + (hasFallen ? 1 : 0));
        }
    }

    private final Map<Event, Tally> table = new EnumMap<>(Event.class);
    private UUID account = UUID.randomUUID();
    /// The model: asked for two since a role or a second factor, until the owner took it back by two proofs.
    private boolean two;
    private int names;

    RequirementTest() throws SQLException {}

    @Test
    void itFallsByNothingButTwoProofsOfTheOwner() {
        var seed = Seed.of(getClass());
        var random = new Random(seed);
        for (var history = 0; history < HISTORIES; history++) {
            account = court.account("ACTIVE");
            savedCode(account, "first of " + account);
            two = false;
            var events = new ArrayList<Event>();
            for (var i = 0; i < EVENTS; i++) {
                var event = Event.values()[random.nextInt(Event.values().length)];
                events.add(event);
                var before = required();
                var had = available();
                happens(event, random);
                var after = required();
                assertThat(two && after < 2)
                        .as("seed %d: asked for %d after %s", seed, after, events)
                        .isFalse();
                table.put(
                        event,
                        table.getOrDefault(event, new Tally(0, 0, 0)).and(had >= 2 && available() < 2, after < before));
            }
            court.root("delete from policy_change");
        }
        table.forEach((event, tally) -> System.out.printf(
                "%-26s %4d times, %3d times less than two left, %3d times less asked for%n",
                event, tally.times(), tally.missing(), tally.fell()));
        // Of whom the policy alone asked, and those who took it back themselves, three days later.
        assertThat(table.entrySet().stream()
                        .filter(it -> it.getValue().fell() > 0)
                        .map(Map.Entry::getKey))
                .isSubsetOf(Event.POLICY_LOOSENED, Event.HOURS_PASS, Event.WEEKS_PASS);
        assertThat(table.values().stream().mapToInt(Tally::missing).sum())
                .as("something was missing at all")
                .isPositive();
    }

    private void happens(Event event, Random random) {
        switch (event) {
            case APP_ADDED -> {
                var session = session("PASSWORD", "TOTP");
                two |= confirm(session, bytes(session.toString()), awaited(session, bytes(session.toString())))
                        .equals("CONFIRMED");
            }
            case PASSKEY_ADDED -> {
                var session = session("PASSKEY");
                two |= addPasskey(session, bytes(session.toString()), "passkey " + names++)
                        .equals("CONFIRMED");
            }
            case ADDRESS_ADDED -> address(account, "EMAIL", "address " + names++);
            case CODES_RENEWED -> {
                var session = session("PASSKEY");
                renew(session, bytes(session.toString()), "code " + names++, "code " + names++);
            }
            case CODES_USED_UP ->
                court.root(
                        "update saved_code set used_at = regain.now() where account_id = ? and used_at is null",
                        account);
            case REMOVED_BY_ONE_PROOF -> removed(random, "PASSWORD");
            case REMOVED_BY_TWO_PROOFS -> {
                var factors = factors();
                var done = removed(random, "PASSWORD", "TOTP").equals("DONE");
                var isFactor = factors() < factors;
                if (isFactor && done && !court.ask("select has_second_factor(?)", account) && !hasRole()) {
                    two = false;
                }
            }
            case NOT_ME -> notMe(random);
            case CONSOLE_ROLE_GIVEN -> {
                court.root(
                        "insert into account_role (account_id, role) values (?, 'USER_ADMIN') on conflict do nothing",
                        account);
                two = true;
            }
            case ROLES_TAKEN -> court.root("delete from account_role where account_id = ?", account);
            case SUSPENDED_AND_LIFTED -> {
                court.root("update account set state = 'SUSPENDED', suspended_at = regain.now() where id = ?", account);
                court.root("update account set state = 'ACTIVE', suspended_at = null where id = ?", account);
            }
            case A_HUNDRED_WRONG_ANSWERS -> court.root("""
                    insert into method_guard (subject, kind, account_id, consecutive) select ?, k, ?, 100
                    from unnest(array ['EMAIL', 'TOTP']) k on conflict do nothing
                    """, bytes("guard of " + account), account);
            case KEY_SPOILT -> court.root("""
                    update totp set sealed = '\\x00' where authenticator_id in (select id from authenticator where account_id = ?)
                    """, account);
            case NEW_PASSWORD_REQUIRED ->
                court.root("update account set password_compromised_at = regain.now() where id = ?", account);
            case SIGNED_IN_AND_FALLS_SHORT -> {
                court.root
                        .sql("select note_shortfall(?)")
                        .param(account)
                        .query()
                        .listOfRows();
                court.root("update shortfall set told_at = told_at - interval '20 days' where account_id = ?", account);
            }
            case TIDIED -> court.app.sql("select tidy()").query().listOfRows();
            case POLICY_TIGHTENED -> policy(2);
            case POLICY_LOOSENED -> policy(1);
            case HOURS_PASS -> court.pass(Duration.ofHours(random.nextInt(80)));
            case WEEKS_PASS -> court.pass(Duration.ofDays(7 + random.nextInt(30)));
        }
        // A freeze would stop everything that comes after; its owner has proven who they are.
        court.root(
                "update account set frozen_at = null, password_compromised_at = null where id = ? and ?",
                account,
                random.nextBoolean());
    }

    /// Any link of a notice, of this account or of before.
    private void notMe(Random random) {
        var kinds = org.regain.delivery.NoticeKind.values();
        var link = bytes("link " + names++);
        court.root(
                "insert into repudiation_link (token_hash, account_id, kind, expires_at) values (?, ?, ?, regain.now() + interval '7 days')",
                link,
                account,
                kinds[random.nextInt(kinds.length)].name());
        court.app.sql("select repudiate(?)").param(link).query().listOfRows();
    }

    private String removed(Random random, String... by) {
        var methods = methods();
        if (methods.isEmpty()) {
            return "NONE";
        }
        var session = session(by);
        return remove(session, bytes(session.toString()), methods.get(random.nextInt(methods.size())));
    }

    private List<UUID> methods() {
        return court.root.sql("""
                        select id from contact where account_id = :it and removed_at is null
                        union all select id from authenticator where account_id = :it and removed_at is null
                        """).param("it", account).query(UUID.class).list();
    }

    /// Just signed in by these, with a handle named after it.
    private UUID session(String... classes) {
        var flow = UUID.randomUUID();
        court.root("""
                insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, expires_at,
                                  completed_at, outcome, auth_epoch)
                select ?, 'SIGN_IN', ?, id, ?, 'en', '', '', regain.now() + interval '15 minutes', regain.now(), 'SIGNED_IN',
                       auth_epoch
                from account where id = ?
                """, flow, bytes(flow.toString()), bytes("name"), account);
        for (var one : classes) {
            court.prove(flow, account, one);
        }
        return flow;
    }

    private void policy(int proofs) {
        court.root("""
                insert into policy_change (organisation_id, setting, from_value, to_value, proposed_by, effective_at)
                select organisation_id, 'RECOVERY_PROOFS', 1, ?, id, regain.now() from account where id = ?
                """, proofs, account);
    }

    private boolean hasRole() {
        return court.ask("select has_role(?, array ['USER_ADMIN'])", account);
    }

    private int factors() {
        return number("select count(*)::integer from authenticator where account_id = ? and removed_at is null");
    }

    private int required() {
        return number("select required_classes(?)");
    }

    private int available() {
        return number("select available_classes(?)");
    }

    private int number(String question) {
        return court.root.sql(question).param(account).query(Integer.class).single();
    }
}
