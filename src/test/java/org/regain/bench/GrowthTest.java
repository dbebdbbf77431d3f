package org.regain.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.regain.support.Scene;

/// Signing in, recovering and looking for somebody among a thousand people, a hundred thousand and a million, one request after the other, in one
/// run. Run by hand: `mvn test -Dtest=GrowthTest -Dbench=true`, and `-Dbench.people=1000,10000000` for other sizes.
@EnabledIfSystemProperty(named = "bench", matches = "true")
class GrowthTest extends Scene {

    private static final List<Integer> SIZES = Arrays.stream(
                    System.getProperty("bench.people", "1000,100000,1000000").split(","))
            .map(Integer::valueOf)
            .toList();
    private static final int SOMEBODY = 40;
    private static final int DISCARDED = 10;

    @Test
    void measures() throws Exception {
        for (var i = 0; i < SOMEBODY; i++) {
            people.active(email(i), phrase(i, 0));
        }
        var there = 0;
        // The first one is measured twice: the compiler is at work all along, and only the second counts.
        for (var round = -1; round < SIZES.size(); round++) {
            var size = SIZES.get(Math.max(round, 0));
            seed(there, size);
            there = size;
            var signIns = new ArrayList<Double>();
            var recoveries = new ArrayList<Double>();
            for (var i = 0; i < SOMEBODY; i++) {
                var number = i;
                var before = Math.max(round, -1) + 1;
                signIns.add(milliseconds(() -> assertThat(somebody()
                                .signIn(email(number), phrase(number, before))
                                .status())
                        .isEqualTo(200)));
                recoveries.add(milliseconds(() -> {
                    var claimant = somebody();
                    claimant.prove(email(number), "FORGOTTEN", email(number));
                    assertThat(claimant.choosePassword(phrase(number, before + 1))
                                    .heading())
                            .isEqualTo("Your password has been reset");
                }));
                forgetLimits();
            }
            System.out.printf(
                    "%,11d people: a sign-in %.0f ms, a recovery %.0f ms%s%n",
                    size, median(signIns), median(recoveries), round < 0 ? " (does not count)" : "");
        }
    }

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private static double milliseconds(Work work) throws Exception {
        var begin = System.nanoTime();
        work.run();
        return (System.nanoTime() - begin) / 1e6;
    }

    private static double median(List<Double> times) {
        var sorted = times.stream().skip(DISCARDED).sorted().toList();
        return sorted.get(sorted.size() / 2);
    }

    private static String email(int number) {
        return "somebody" + number + "@contoso.example";
    }

    private static String phrase(int number, int time) {
        return "an initial pass phrase " + number + " of time " + time;
    }

    /// People with a name, an address, a password, ten saved codes, a browser and five events each; none of them can sign in. Each of the three parts
    /// takes about as long as the others.
    private void seed(int from, int to) {
        if (to <= from) {
            return;
        }
        var tables = PARTS.stream().flatMap(List::stream).map(Rows::table).toArray(String[]::new);
        // Made anew out of what is there, an index takes a tenth of the time that row after row takes.
        var indexes = new ArrayList<String>();
        people.run(sql -> {
            indexes.addAll(sql.sql("""
                            select pg_get_indexdef(i.indexrelid) from pg_index i
                            where i.indrelid = any (?::regclass[]) and not exists (select from pg_constraint c where c.conindid = i.indexrelid)
                            """).param(tables).query(String.class).list());
            return sql.sql("""
                    do $$ declare it regclass; begin
                        for it in select i.indexrelid::regclass from pg_index i where i.indrelid = any ('{%s}'::regclass[])
                                  and not exists (select from pg_constraint c where c.conindid = i.indexrelid) loop
                            execute 'drop index ' || it;
                        end loop;
                    end $$
                    """.formatted(String.join(",", tables))).update();
        });
        PARTS.parallelStream().forEach(part -> insert(part, from, to));
        people.run(sql -> {
            sql.sql("set maintenance_work_mem = '1GB'").update();
            indexes.forEach(index -> sql.sql(index).update());
            return sql.sql("analyze").update();
        });
    }

    private void insert(List<Rows> part, int from, int to) {
        people.run(sql -> {
            sql.sql("set session_replication_role = replica").update();
            for (var rows : part) {
                sql.sql("insert into %s %s from generate_series(:from, :to) n, generate_series(1, :each) k"
                                .formatted(rows.table, rows.select))
                        .param("from", from + 1)
                        .param("to", to)
                        .param("each", rows.each)
                        .update();
            }
            return 0;
        });
    }

    /// @param each how many a person has
    private record Rows(String table, int each, String select) {}

    private static final List<List<Rows>> PARTS = List.of(
            List.of(
                    new Rows("account", 1, """
                            (id, organisation_id, state, claimed_at)
                            select md5('account' || n)::uuid, (select id from organisation limit 1), 'ACTIVE', regain.now()
                            """),
                    new Rows("account_name", 1, """
                            (key, account_id, kind, shown, skeleton)
                            select 'user' || n || '@bench.example', md5('account' || n)::uuid, 'EMAIL', 'user' || n || '@bench.example',
                                   'user' || n || '@bench.example'
                            """),
                    new Rows("contact", 1, """
                            (id, account_id, kind, address, confirmed_at)
                            select md5('contact' || n)::uuid, md5('account' || n)::uuid, 'EMAIL', 'user' || n || '@bench.example', regain.now()
                            """),
                    new Rows("password", 1, """
                            (account_id, version, phc, flow_id)
                            select md5('account' || n)::uuid, 1,
                                   '$argon2id$v=19$m=7168,t=5,p=1,keyid=1$' || left(md5(n::text), 22) || '$' || left(md5('a' || n) || md5('b' || n), 43),
                                   md5('flow' || n)::uuid
                            """),
                    new Rows("known_device", 1, """
                            (token_hash, account_id) select sha256(('device' || n)::bytea), md5('account' || n)::uuid
                            """)),
            List.of(new Rows("saved_code", 10, """
                    (id, account_id, mac)
                    select gen_random_uuid(), md5('account' || n)::uuid, sha256((n || 'code' || k)::bytea)
                    """)),
            List.of(new Rows("audit_event", 5, """
                    (id, at, kind, account_id, organisation_id, source, browser)
                    select gen_random_uuid(), regain.now() - k * interval '1 day', 'SIGNED_IN', md5('account' || n)::uuid,
                           (select id from organisation limit 1), '192.0.2.1', 'Firefox, Linux'
                    """)));
}
