package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// While nodes are updated one after the other, those of the release before work with a database that this one has changed. So what they call
/// is there, gives what they read, and their roles still may.
class EarlierCallsTest extends ReleasesScene {

    /// Asked by a start alone, and none of an earlier release starts any more.
    private static final Set<String> AT_A_START = Set.of("present_keys(text[],bytea[])");

    private static final String RELIED_ON = """
            with role (name) as (values ('regain_app'), ('regain_admin'), ('regain_mailer')),
            called as (
                select r.name as role, p.* from pg_proc p cross join role r
                where p.pronamespace = 'regain'::regnamespace and has_function_privilege(r.name, p.oid, 'EXECUTE')),
            rowed as (
                select r.name as role, c.oid as of_table, c.relname, a.attname, k.kind
                from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
                cross join role r cross join (values ('SELECT'), ('INSERT'), ('UPDATE')) k (kind)
                where c.relnamespace = 'regain'::regnamespace and c.relkind in ('r', 'v', 'p')
                  and has_column_privilege(r.name, c.oid, a.attnum, k.kind))
            select format('%s calls %s', role, oid::regprocedure) from called
            union all
            select format('%s reads %s %s of %s', role, o.name, format_type(o.type, null), p.oid::regprocedure)
            from called p cross join lateral unnest(p.proargnames, p.proallargtypes, p.proargmodes) o (name, type, mode) where o.mode in ('o', 't', 'b')
            union all
            select format('%s gets %s of %s', role, format_type(prorettype, null), oid::regprocedure)
            from called where not (prorettype = 'record'::regtype)
            union all
            select format('%s may %s %s.%s', role, lower(kind), relname, attname) from rowed
            union all
            select format('%s may delete %s', r.name, c.relname) from pg_class c cross join role r
            where c.relnamespace = 'regain'::regnamespace and c.relkind in ('r', 'p') and has_table_privilege(r.name, c.oid, 'DELETE')
            """;

    /// Where a column has to be given, only rows of those are taken who know of it.
    private static final String MUST_BE_GIVEN = """
            select c.relname || '.' || a.attname
            from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attnum > 0 and not a.attisdropped
            where c.relnamespace = 'regain'::regnamespace and c.relkind in ('r', 'p') and a.attnotnull and not a.atthasdef and a.attidentity = ''
              and c.relname = any (?)
            """;

    @ParameterizedTest
    @MethodSource("releases")
    void whatItsNodesRelyOnIsStillThere(Path release) throws Exception {
        install(release);
        var before = relied();
        var tables = upgraded.sql(
                        "select relname from pg_class where relnamespace = 'regain'::regnamespace and relkind in ('r', 'p')")
                .query(String.class)
                .list();
        var given = given(tables);

        new Migrations(database()).bringUpToDate();

        before.removeAll(relied());
        before.removeIf(it -> AT_A_START.stream().anyMatch(it::endsWith));
        assertThat(before).as("what is gone").isEmpty();
        assertThat(given(tables)).as("what has to be given").isSubsetOf(given);
    }

    /// Their days end with the first moment after them.
    @ParameterizedTest
    @ValueSource(strings = {"numbers", "days", "times", "methods"})
    void aDayIsTheSameDayToThem(String what) throws Exception {
        install(Path.of("src/test/resources/releases/0.1.0.zip"));
        new Migrations(database()).bringUpToDate();
        // Somebody gets back in today.
        upgraded.sql("""
                        select result from finish_reset('00000000-0000-0000-0000-0000000000f1', sha256('recovery 1'),
                            '$argon2id$v=19$m=19456,t=2,p=1,keyid=1$' || repeat('b', 22) || '$' || repeat('b', 43), true, '{}')
                        """).query(String.class).single();
        for (var day : List.of("today", "today - 1", "today + 1")) {
            var both = upgraded.sql("""
                            with days (today) as (select (regain.now() at time zone 'UTC')::date),
                            day (it) as (select %2$s from days),
                            ours as (select r::text from day cross join organisation o cross join lateral recovery_%1$s(o.id, day.it, day.it) r),
                            theirs as (select r::text from day cross join organisation o cross join lateral
                                recovery_%1$s(o.id, day.it::timestamp at time zone 'UTC', (day.it + 1)::timestamp at time zone 'UTC') r)
                            select array(select r from ours order by 1)::text as ours, array(select r from theirs order by 1)::text as theirs
                            """.formatted(what, day)).query().singleRow();
            assertThat(both.get("theirs")).as(day).isEqualTo(both.get("ours"));
        }
    }

    private Set<String> relied() {
        return new TreeSet<>(upgraded.sql(RELIED_ON).query(String.class).list());
    }

    private Set<String> given(List<String> tables) {
        return new TreeSet<>(upgraded.sql(MUST_BE_GIVEN)
                .param(tables.toArray(String[]::new))
                .query(String.class)
                .list());
    }
}
