package org.regain.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatNoException;

import java.io.IOException;
import java.nio.file.Path;
import java.util.TreeSet;
import java.util.zip.ZipFile;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// Whoever runs an earlier release starts this one: the database is brought up to date under people, and whoever is in the middle of
/// something goes on.
class UpgradeTest extends ReleasesScene {

    private static final Path HERE = Path.of("src/main/resources/db/migration");

    @ParameterizedTest
    @MethodSource("releases")
    void whatWasReleasedStaysAsItIs(Path release) throws IOException {
        var versioned = new TreeSet<String>();
        try (var zip = new ZipFile(release.toFile())) {
            for (var entry :
                    zip.stream().filter(it -> it.getName().startsWith("V")).toList()) {
                versioned.add(entry.getName());
                assertThat(HERE.resolve(entry.getName()))
                        .as("a table is changed by a new V file, never in one that was released")
                        .hasBinaryContent(zip.getInputStream(entry).readAllBytes());
            }
        }
        assertThat(versioned).contains("V1__tables.sql");
    }

    @ParameterizedTest
    @MethodSource("releases")
    void itsDatabaseIsBroughtUpToDateUnderPeople(Path release) throws Exception {
        install(release);
        new Migrations(database()).bringUpToDate();
        assertThatNoException().isThrownBy(() -> new CatalogCheck(Catalog.expected()).require(database()));

        assertThat(ask(
                        "select result from finish_reset(?::uuid, sha256('recovery 1'), ?, true, '{}')",
                        id('f', 1),
                        phc()))
                .as("whoever had proven everything chooses their password")
                .isEqualTo("DONE");
        assertThat(ask("select proven_classes(?::uuid)", id('f', 2)) + " of "
                        + ask("select required_classes(?::uuid)", id('a', 2)))
                .as("whoever had shown one proof has shown one, and is asked for no fewer than before")
                .isEqualTo("1 of 2");
        assertThat(ask("select finish_reset(?::uuid, sha256('recovery 2'), ?, true, '{}')::text", id('f', 2), phc()))
                .contains("NOT_PROVEN");
        assertThat(ask("select put_claim_link(?::uuid, sha256('another'))", id('a', 3)))
                .isEqualTo("t");
        assertThat(ask("select count(*) from find_portal_access('REFRESH', sha256('refresh'))"))
                .as("whoever was signed in at a portal still is")
                .isEqualTo("1");
        assertThat(ask("select state from outbox"))
                .as("what waited to be sent waits")
                .isEqualTo("QUEUED");
        assertThat(ask("select memory_kib || ' and ' || passes from hash_cost"))
                .as("people's passwords cost what they cost")
                .isEqualTo("19456 and 2");
        assertThat(ask("select policy(id, 'WAITING_HOURS') from organisation"))
                .as("a weaker rule that nobody approved does not hold")
                .isEqualTo("72");
        assertThat(
                        ask(
                                "select string_agg(ending || ' ' || many, ', ' order by ending) from recovery_numbers((select id from organisation), '-infinity', 'infinity')"))
                .as("what was begun before is in the numbers")
                .isEqualTo("OPEN 1, RESET 1");

        writeAgainWhatADumpWouldWrite();
        assertThatNoException()
                .as("a backup that was restored is what it was")
                .isThrownBy(() -> new CatalogCheck(Catalog.expected()).require(database()));
    }

    /// Out of a dump everything is made by what PostgreSQL says of it, which need not be how it was made.
    private void writeAgainWhatADumpWouldWrite() {
        upgraded.sql("""
                do $$ declare it record; begin
                    set local check_function_bodies = off;
                    for it in select conrelid::regclass as on_table, conname, pg_get_constraintdef(oid) as definition from pg_constraint
                              where contype = 'c' and connamespace = 'regain'::regnamespace loop
                        execute format('alter table %s drop constraint %I, add constraint %I %s', it.on_table, it.conname, it.conname, it.definition);
                    end loop;
                    for it in select indexrelid::regclass as name, pg_get_indexdef(indexrelid) as definition
                              from pg_index i join pg_class c on c.oid = i.indrelid
                              where c.relnamespace = 'regain'::regnamespace and (indpred is not null or indexprs is not null) loop
                        execute format('drop index %s', it.name);
                        execute it.definition;
                    end loop;
                    for it in select pg_get_functiondef(oid) as definition from pg_proc where pronamespace = 'regain'::regnamespace loop
                        execute it.definition;
                    end loop;
                end $$
                """).update();
    }

    private String ask(String question, Object... params) {
        return upgraded.sql(question)
                .params(params)
                .query((row, _) -> String.valueOf(row.getString(1)))
                .single();
    }

    private static String id(char kind, int number) {
        return "00000000-0000-0000-0000-0000000000" + kind + number;
    }

    private static String phc() {
        return "$argon2id$v=19$m=19456,t=2,p=1,keyid=1$" + "b".repeat(22) + "$" + "b".repeat(43);
    }
}
