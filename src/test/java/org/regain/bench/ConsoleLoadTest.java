package org.regain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;
import org.regain.support.Claimant;
import org.regain.support.Scene;
import org.regain.support.TestPostgres;
import org.springframework.beans.factory.annotation.Autowired;

/// Each page of the console over 100,000 people and 5 million events, beside the page that asks the database least, in one
/// run. Run by hand: `mvn test -Dtest=ConsoleLoadTest -Dbench=true`.
@EnabledIfSystemProperty(named = "bench", matches = "true")
class ConsoleLoadTest extends Scene {

    private static final int PEOPLE = Integer.getInteger("people", 100_000);
    private static final int EVENTS = Integer.getInteger("events", 5_000_000);
    /// In the last 86 days: `-Drecoveries=5000000`.
    private static final int RECOVERIES = Integer.getInteger("recoveries", 50_000);
    private static final int ROUNDS_BEFORE = 15;
    private static final int TIMES = 60;
    private static final String PASSWORD = "seven green bottles on a wall";

    private static final List<String> PAGES = List.of(
            "/account/password",
            "/admin/people",
            "/admin/people?q=user99999",
            "/admin/people?q=nobody-has-this",
            "/admin/people?state=SUSPENDED",
            "/admin/people?role=USER_ADMIN",
            "/admin/people?readiness=AT_RISK",
            "/admin/people?after=user5@bench.example",
            "/admin/people/SOMEBODY",
            "/admin/audit",
            "/admin/audit?person=user77777",
            "/admin/audit?kind=PASSWORD_RESET",
            "/admin/audit?by=marta",
            "/admin/audit?from=2026-03-01&to=2026-03-02",
            "/admin/audit?kind=NEVER_HAPPENED",
            "/admin/readiness",
            "/admin/recoveries?days=90",
            "/admin/delivery");

    @Autowired
    TestPostgres database;

    @Test
    void measures() throws Exception {
        var marta = people.active("marta@bench.example", PASSWORD, Role.GLOBAL_ADMIN);
        seed(marta.toString());
        var admin = somebody();
        var app = AuthenticatorApp.with(people.addTotp(marta).bytes());
        admin.signIn("marta@bench.example", PASSWORD);
        admin.browser.submit("/sign-in/verify/code", "code", app.codeAt(clock.instant()));
        var somebody = admin.browser
                .get("/admin/people?q=user5000@")
                .html()
                .select("tbody a")
                .attr("href");
        var times = times(admin, somebody);
        var base = p95(times.getFirst());
        for (var i = 0; i < PAGES.size(); i++) {
            var sorted = times.get(i);
            System.out.printf(
                    "%-45s p50 %6.1f ms  p95 %6.1f ms  ratio %5.1f%n",
                    PAGES.get(i), sorted.get(TIMES / 2), p95(sorted), p95(sorted) / base);
        }
        System.out.println(export(admin));
    }

    private static double p95(List<Double> sorted) {
        return sorted.get(TIMES * 95 / 100);
    }

    /// Of each page, sorted, in milliseconds. All pages are opened in turn, round after round, so that whatever else the
    /// machine does meets all of them alike; the first rounds are thrown away.
    private static List<List<Double>> times(Claimant admin, String somebody) {
        var times =
                PAGES.stream().map(_ -> (List<Double>) new ArrayList<Double>()).toList();
        for (var round = -ROUNDS_BEFORE; round < TIMES; round++) {
            for (var i = 0; i < PAGES.size(); i++) {
                var path = PAGES.get(i).equals("/admin/people/SOMEBODY") ? somebody : PAGES.get(i);
                var start = System.nanoTime();
                assertThat(admin.browser.get(path).status()).as(path).isEqualTo(200);
                if (round >= 0) {
                    times.get(i).add((System.nanoTime() - start) / 1e6);
                }
            }
        }
        times.forEach(Collections::sort);
        return times;
    }

    private String export(Claimant admin) throws IOException, InterruptedException {
        var request = HttpRequest.newBuilder(baseUrl.resolve("/admin/audit/export?format=JSONL"))
                .header(
                        "Cookie",
                        admin.browser.cookies().entrySet().stream()
                                .map(it -> it.getKey() + "=" + it.getValue())
                                .collect(Collectors.joining("; ")))
                .build();
        var start = System.nanoTime();
        var bytes = 0L;
        try (InputStream body = HttpClient.newHttpClient()
                .send(request, BodyHandlers.ofInputStream())
                .body()) {
            var buffer = new byte[1 << 16];
            for (var n = body.read(buffer); n >= 0; n = body.read(buffer)) {
                bytes += n;
            }
        }
        var used = Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory();
        return "export of everything: %d MB in %.1f s, heap in use after it %d MB"
                .formatted(bytes >> 20, (System.nanoTime() - start) / 1e9, used >> 20);
    }

    private void seed(String admin) {
        people.run(sql -> {
            sql.sql("set session_replication_role = replica").update();
            sql.sql("""
                    insert into account (id, organisation_id, state)
                    select md5('account' || n)::uuid, (select id from organisation limit 1),
                           case when n % 1000 = 0 then 'SUSPENDED' when n % 40 = 0 then 'UNCLAIMED' else 'ACTIVE' end
                    from generate_series(1, :people) n
                    """).param("people", PEOPLE).update();
            sql.sql("""
                    insert into account_name (key, account_id, kind, shown, skeleton)
                    select case k when 'EMAIL' then 'user' || n || '@bench.example' else 'user' || n end,
                           md5('account' || n)::uuid, k,
                           case k when 'EMAIL' then 'user' || n || '@bench.example' else 'user' || n end, 'user' || n
                    from generate_series(1, :people) n, unnest(array ['EMAIL', 'USERNAME']) k
                    """).param("people", PEOPLE).update();
            sql.sql("""
                    insert into account_role (account_id, role)
                    select md5('account' || n)::uuid, case when n % 500 = 0 then 'USER_ADMIN' else 'SALES_AGENT' end
                    from generate_series(1, :people) n
                    """).param("people", PEOPLE).update();
            sql.sql("""
                    insert into readiness (account_id, state, computed_at, due_at)
                    select md5('account' || n)::uuid, (array ['READY', 'READY', 'READY', 'AT_RISK', 'NOT_READY'])[1 + n % 5],
                           regain.now(), regain.now() + interval '7 days'
                    from generate_series(1, :people) n
                    """).param("people", PEOPLE).update();
            sql.sql("""
                    insert into audit_event (id, at, kind, account_id, organisation_id, actor_id, source, browser)
                    select gen_random_uuid(), regain.now() - n * interval '6 seconds',
                           case when n % 100 = 0 then 'PASSWORD_RESET' when n % 3 = 0 then 'SIGN_IN_REFUSED' else 'SIGNED_IN' end,
                           md5('account' || (1 + n % :people))::uuid, (select id from organisation limit 1),
                           case when n % 5000 = 0 then cast(:admin as uuid) end, '192.0.2.' || n % 250, 'Firefox, Linux'
                    from generate_series(1, :events) n
                    """)
                    .param("people", PEOPLE)
                    .param("events", EVENTS)
                    .param("admin", admin)
                    .update();
            sql.sql("""
                    insert into flow (id, purpose, key_hash, account_id, name_mac, language, source, browser, opened_at, expires_at,
                                      completed_at, outcome)
                    select gen_random_uuid(), 'RECOVERY', sha256(('flow' || n)::bytea), md5('account' || n)::uuid, sha256('x'),
                           'en', '', '', regain.now() - n * make_interval(secs => :apart), regain.now() - n * make_interval(secs => :apart) + interval '15 minutes',
                           case when n % 4 > 0 then regain.now() - n * make_interval(secs => :apart) + n % 300 * interval '1 second' end,
                           case when n % 4 > 0 then 'RESET' end
                    from generate_series(1, :recoveries) n
                    """)
                    .param("recoveries", RECOVERIES)
                    .param("apart", Duration.ofDays(86).toSeconds() / (double) RECOVERIES)
                    .update();
            // As they would have been, an hour after each.
            sql.sql("delete from recovery_count").update();
            sql.sql("select count_recoveries()").query().listOfRows();
            return sql.sql("analyze").update();
        });
    }
}
