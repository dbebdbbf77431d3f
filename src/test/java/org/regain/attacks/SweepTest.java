package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.regain.account.AccountId;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.KeptRows;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// Every address that can be posted to, by everybody, against somebody else's account, and what changed of that account.
/// `docs/who-can-do-what.md` is what came of it; `mvn test -Dtest=SweepTest -Dsweep.write=true` writes it anew.
@Order(1)
class SweepTest extends Scene {

    private static final String PASSWORD = "seven green bottles on a wall";
    private static final Path PAGE = Path.of("docs/who-can-do-what.md");

    /// What somebody gets in by, and what stands between them and who guesses. No handler, no role.
    private static final List<String> NEVER = List.of(
            "password",
            "contact",
            "authenticator",
            "totp",
            "passkey",
            "saved_code",
            "proof",
            "proof_use",
            "method_guard",
            "factor_guard",
            "claim_link",
            "account.frozen_at",
            "account.language",
            "account_name.key",
            "account_name.account_id",
            "account_name.shown");

    @Autowired
    TestPostgres database;

    private final Map<Intruder, Present> present = new EnumMap<>(Intruder.class);
    private Victim victim;
    private VictimRows.Reader reader;
    private VictimRows untouched;
    private KeptRows kept;

    /// Once: after each try the rows, and the intruders' cookies, are put back to what they are after this.
    @BeforeEach
    void everybodyIsThere() throws SQLException {
        victim = newVictim();
        for (var intruder : Intruder.values()) {
            present.put(intruder, arrive(intruder));
        }
        everythingIsSent();
        kept = KeptRows.asTheyAre(database);
        reader = new VictimRows.Reader(database);
        untouched = reader.of(victim.account());
    }

    @AfterEach
    void theCopyIsGone() throws SQLException {
        reader.close();
        kept.close();
    }

    @Test
    void ghsa_9j8m_7563_8xvr_nobodyReachesSomebodyElsesCredential() throws Exception {
        var found = new LinkedHashMap<String, Map<Intruder, Set<String>>>();
        for (var handler : Handlers.all()) {
            if (handler.method().equals("POST") && !handler.who().equals("demo")) {
                var row = found.computeIfAbsent(handler.path(), _ -> new EnumMap<>(Intruder.class));
                for (var intruder : Intruder.values()) {
                    row.put(intruder, changesBy(intruder, handler));
                }
            }
        }
        found.forEach((path, row) -> row.forEach((intruder, changes) -> assertThat(changes)
                .as("%s by %s", path, intruder)
                .noneMatch(change -> NEVER.stream()
                        .anyMatch(never -> change.replaceAll("^[+-]", "").equals(never)
                                || change.replaceAll("^[+-]", "").startsWith(never + ".")))));
        var page = page(found);
        if (Boolean.getBoolean("sweep.write")) {
            Files.writeString(PAGE, page);
        }
        assertThat(page).isEqualTo(Files.readString(PAGE));
    }

    @Test
    void lookingChangesNothing() throws Exception {
        for (var intruder : Intruder.values()) {
            var who = asBefore(intruder);
            for (var handler : Handlers.all()) {
                if (handler.method().equals("GET") && !handler.who().equals("demo")) {
                    who.browser.get(handler.path()
                            .replaceAll("\\{.*}", victim.account().toString())
                            .replace("/**", "/regain.css"));
                }
            }
            assertThat(untouched.changesTo(reader.of(victim.account())))
                    .as("%s", intruder)
                    .isEmpty();
        }
    }

    private Set<String> changesBy(Intruder intruder, Handlers handler) throws SQLException {
        var changes = new TreeSet<String>();
        for (var choice : Intruder.bodies(handler, new Intruder.Aim("", "", List.of("")))) {
            for (var body : aimed(handler, choice)) {
                var change = tryOnce(intruder, handler, body);
                changes.addAll(change);
                if (!change.isEmpty()) {
                    break;
                }
            }
        }
        return changes;
    }

    private List<Map<String, String>> aimed(Handlers handler, Map<String, String> choice) {
        return Intruder.bodies(handler, victim.aim()).stream()
                .filter(it -> sameBut(choice, it))
                .toList();
    }

    private Set<String> tryOnce(Intruder intruder, Handlers handler, Map<String, String> body) throws SQLException {
        var who = asBefore(intruder);
        var before = untouched;
        if (handler.path().startsWith("/recover/")) {
            who.beginRecovery(victim.name(), "FORGOTTEN");
            before = reader.of(victim.account());
        }
        var sent = new LinkedHashMap<>(body);
        sent.put("_csrf", Objects.requireNonNull(present.get(intruder)).csrf());
        who.browser.postOnly(handler.path(), sent);
        return before.changesTo(reader.of(victim.account()));
    }

    /// Who has done nothing yet, to somebody to whom nothing was done.
    private Claimant asBefore(Intruder intruder) {
        everythingIsSent();
        kept.putBack();
        var one = Objects.requireNonNull(present.get(intruder));
        one.who().browser.cookies().clear();
        one.who().browser.cookies().putAll(one.cookies());
        return one.who();
    }

    /// The same choice among the values that do not depend on who is aimed at.
    private static boolean sameBut(Map<String, String> body, Map<String, String> aimed) {
        return body.keySet().equals(aimed.keySet())
                && body.entrySet().stream()
                        .filter(it -> !List.of("name", "address", "email", "person", "id", "file")
                                .contains(it.getKey()))
                        .allMatch(it -> it.getValue().equals(aimed.get(it.getKey())));
    }

    private record Victim(AccountId account, String name, Intruder.Aim aim) {}

    /// With everything that somebody can have: methods of each kind, codes, a session, a known browser, a lock.
    private Victim newVictim() {
        var name = "victim@contoso.example";
        var account = people.active(name, PASSWORD);
        people.saveCodes(account);
        people.addPhone(account, "+34600000009");
        somebody().signIn(name, PASSWORD);
        people.addTotp(account);
        somebody().signIn(name, "a wrong one");
        var ids = new ArrayList<String>(List.of(account.toString()));
        people.run(sql -> {
            ids.addAll(sql.sql("select id::text from contact where account_id = :id union all "
                            + "select id::text from authenticator where account_id = :id union all "
                            + "select session_id from spring_session where principal_name = cast(:id as text)")
                    .param("id", account.value())
                    .query(String.class)
                    .list());
            return 0;
        });
        return new Victim(account, name, new Intruder.Aim(name, account.toString(), ids));
    }

    /// @param cookies as they were at first
    private record Present(Claimant who, Map<String, String> cookies, String csrf) {}

    private Present arrive(Intruder intruder) {
        var who = somebody();
        if (intruder != Intruder.EVERYBODY) {
            var name = intruder.name().toLowerCase(Locale.ROOT).replace('_', '.') + "@contoso.example";
            var account = people.active(name, PASSWORD, intruder.roles());
            var app = AuthenticatorApp.with(people.addTotp(account).bytes());
            who.signIn(name, PASSWORD);
            who.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        }
        var csrf = who.browser.get("/sign-in").field("_csrf");
        return new Present(who, Map.copyOf(who.browser.cookies()), csrf);
    }

    private static String page(Map<String, Map<Intruder, Set<String>>> found) {
        var page = new StringBuilder("""
            # Who can do what to somebody else

            Every address that takes a POST was called as everybody, with well-formed bodies aimed at another person's account.
            That account has a password, methods of each kind, codes, a session, a known browser and a lock. The table says what changed in
            its rows: `+` is a new row, `-` one that is gone. `SweepTest` calls them all at each build and compares.

            Nobody, whoever they are, changes the password, addresses, authenticators, saved codes, proofs, claim links and
            names. Nobody clears a counter of wrong answers.

            | address | everybody | signed in | user administrator | global administrator |
            |---|---|---|---|---|
            """);
        found.forEach((path, row) -> {
            page.append("| `").append(path).append("` |");
            for (var intruder : Intruder.values()) {
                var changes = String.join(", ", row.getOrDefault(intruder, Set.of()));
                page.append(changes.isEmpty() ? " |" : " " + changes + " |");
            }
            page.append('\n');
        });
        return page.toString();
    }
}
