package org.regain.recovery;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.Role;
import org.regain.limits.Limit;
import org.regain.secret.Opener;
import org.regain.support.HttpBrowser;
import org.regain.support.OutboxTap;
import org.regain.support.TestPostgres;
import org.regain.verification.Method;
import org.springframework.beans.factory.annotation.Autowired;

/// What a stranger sees, and what the database gets, for somebody and for nobody.
abstract class SamenessScene extends RecoveryScene {

    static final String NOBODY = "nobody@contoso.example";

    /// Rows that only an account can have, written beside the same number of messages: a claim link, a notice's link.
    /// `limit_total` is split at random.
    private static final List<String> NOT_COMPARED = List.of("claim_link", "repudiation_link", "limit_total");

    @Autowired
    TestPostgres database;

    @Autowired
    Opener opener;

    OutboxTap tap;

    @BeforeEach
    void messagesAreTaken() throws SQLException {
        tap = new OutboxTap(database, opener);
    }

    @AfterEach
    void messagesAreSentAgain() {
        tap.close();
    }

    /// Names to be compared with that of nobody.
    Map<String, String> names() {
        people.suspended("sam@contoso.example", OLD);
        people.unclaimed("uma@contoso.example");
        people.saveCodes(people.active("adam@contoso.example", OLD, Role.GLOBAL_ADMIN));
        people.addAddress(people.active("twofold@contoso.example", OLD), "second@contoso.example");
        var names = new LinkedHashMap<String, String>();
        names.put("known", ANA);
        names.put("suspended", "sam@contoso.example");
        names.put("unclaimed", "uma@contoso.example");
        names.put("administrator", "adam@contoso.example");
        names.put("unknown user name", "nobody");
        people.active("kim@contoso.example", OLD);
        names.put("user name", "kim");
        return names;
    }

    /// One stranger at a browser, and everything that came back.
    final class Stranger {

        final HttpBrowser browser = new HttpBrowser(baseUrl);
        final List<String> seen = new ArrayList<>();

        void get(String path) {
            note("GET " + path, browser.get(path).response());
        }

        void post(String action, String... namesAndValues) {
            var answer = browser.postOnly(action, form(browser.page(), action, namesAndValues));
            note("POST " + action, answer);
            if (answer.statusCode() == 302) {
                get(answer.headers().firstValue("Location").orElseThrow());
            } else {
                // Answered with a page: where the flow stands, shown anew for its current form.
                get(action.startsWith("/recover/") ? "/recover/verify" : action);
            }
        }

        private void note(String request, HttpResponse<String> answer) {
            // Whether the server closes a connection follows how many requests it has carried, whoever they are about.
            var headers = new TreeSet<>(answer.headers().map().keySet());
            headers.remove("connection");
            var cookies = answer.headers().allValues("Set-Cookie").stream()
                    .map(cookie -> cookie.replaceFirst("=([^;]*)", "=" + cookie.indexOf(';')))
                    .toList();
            var messages = tap.drain().stream().map(it -> it.sealedBytes()).toList();
            seen.add(String.join(
                    "\n",
                    request + " " + answer.statusCode(),
                    "to " + answer.headers().firstValue("Location"),
                    "headers " + headers,
                    "cookies " + cookies,
                    "outbox " + messages,
                    answer.body()
                            .replaceAll("(name=\"_csrf\" value=\")[^\"]*", "$1")
                            .replaceAll("(challenge&quot;:&quot;)[^&]*", "$1")
                            .replaceAll("(<input id=\"name\"[^>]*? value=\")[^\"]*", "$1")));
        }
    }

    /// How many rows each table has.
    Map<String, Integer> rows() {
        var tables = tap.sql()
                .sql("select tablename from pg_tables where schemaname = 'regain' order by 1")
                .query(String.class)
                .list();
        var rows = new TreeMap<String, Integer>();
        for (var table : tables) {
            if (!NOT_COMPARED.contains(table)) {
                // Beside each claim link, which is not compared either, an event is written.
                var those = table.equals("audit_event") ? " where kind <> 'CLAIM_LINK_MADE'" : "";
                rows.put(table, count("select count(*) from " + table + those));
            }
        }
        return rows;
    }

    static Map<String, Integer> added(Map<String, Integer> before, Map<String, Integer> after) {
        var added = new TreeMap<String, Integer>();
        after.forEach((table, rows) -> {
            if (rows - before.getOrDefault(table, 0) != 0) {
                added.put(table, rows - before.getOrDefault(table, 0));
            }
        });
        return added;
    }

    /// Telling an owner, once a day, that a counter has closed writes rows that nobody's name has (docs/threats.md).
    void ownersWereToldToday() {
        var counters = Stream.concat(
                        Arrays.stream(Method.values())
                                .flatMap(it -> Stream.of("METHOD_HELD " + it, "METHOD_CLOSED " + it)),
                        Stream.concat(
                                Arrays.stream(Limit.values()).map(Limit::name),
                                Stream.of("ANSWERS_A_DAY", "EXISTING_PASSWORD", "PASSWORD_CLOSED")))
                .toList();
        people.run(sql -> sql.sql(
                        "insert into told_today (account_id, what) select id, what from account, unnest(string_to_array(?, ',')) what on conflict do nothing")
                .param(String.join(",", counters))
                .update());
    }

    void forgetSources() {
        people.run(sql -> sql.sql("delete from limit_count where name like '%FROM_SOURCE'")
                .update());
    }

    static void assertSame(String who, List<String> seen, List<String> expected) {
        assertThat(seen).as(who).hasSameSizeAs(expected);
        for (var i = 0; i < seen.size(); i++) {
            var lines = seen.get(i).lines().toList();
            var others = expected.get(i).lines().toList();
            for (var n = 0; n < Math.min(lines.size(), others.size()); n++) {
                assertThat(lines.get(n))
                        .as("%s, answer %s, %s, line %s", who, i, lines.getFirst(), n)
                        .isEqualTo(others.get(n));
            }
            assertThat(seen.get(i)).as("%s, answer %s", who, i).isEqualTo(expected.get(i));
        }
    }
}
