package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/// Whether newcomers of a directory are written to says a global administrator with a fresh proof; and nobody else than who makes an account
/// asks for its mail, once.
class NewcomersLawTest extends RatchetScene {

    NewcomersLawTest() throws SQLException {}

    private static final String NOBODY = "organisation where newcomer_language is null";

    @Test
    void nobodyIsWrittenToUntilItIsChosen() {
        assertThat(count(NOBODY)).isEqualTo(1);
        assertThat(add("li", null)).isEqualTo("CREATED");
        assertThat(count("announcement")).isZero();
    }

    @Test
    void aGlobalAdministratorChoosesAndItIsWrittenDownWithWhoDidIt() {
        assertThat(write("es")).isEqualTo("DONE");
        assertThat(write("es")).isEqualTo("UNCHANGED");
        assertThat(write("zh-CN")).isEqualTo("DONE");
        assertThat(write(null)).isEqualTo("DONE");
        assertThat(write(null)).isEqualTo("UNCHANGED");
        assertThat(audited("NEWCOMERS_WRITTEN_TO", first, "es")).isTrue();
        assertThat(audited("NEWCOMERS_WRITTEN_TO", first, "zh-CN")).isTrue();
        assertThat(count("audit_event where kind = 'NEWCOMERS_NOT_WRITTEN_TO' and detail is null"))
                .isEqualTo(1);
        assertThat(count("audit_event")).isEqualTo(3);
    }

    @Test
    void aUserAdministratorAnOldProofAndOneProofChooseNothing() {
        court.root("insert into account_role values (?, 'USER_ADMIN', '2020-01-01')", ana);
        key = bytes("ana");
        byFirst = console.signIn(ana, key, "PASSWORD", "TOTP");
        assertThat(write("es")).isEqualTo("STALE");
        key = bytes("one proof");
        byFirst = console.signIn(first, key, "PASSWORD");
        assertThat(write("es")).isEqualTo("STALE");
        signIn();
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        assertThat(write("es")).isEqualTo("STALE");
        assertThat(count(NOBODY)).isEqualTo(1);
        assertThat(count("audit_event")).isZero();
    }

    @Test
    void nobodyChoosesForAnotherOrganisation() {
        var other = UUID.randomUUID();
        court.root("insert into organisation (id, name) values (?, 'Woodgrove')", other);
        assertThat(write("es")).isEqualTo("DONE");
        assertThat(court.ask("select newcomer_language is null from organisation where id = ?", other))
                .isTrue();
    }

    @Test
    void whoeverIsMadeByAReadingIsWrittenToAndWhoIsNotMadeIsNot() {
        write("es");
        assertThat(add("li", null)).isEqualTo("CREATED");
        assertThat(add("li", null)).isEqualTo("NAME_TAKEN");
        assertThat(add("wei", "zh-CN")).isEqualTo("CREATED");
        assertThat(count("announcement where kind = 'INVITED'")).isEqualTo(2);
        assertThat(languageOf("li")).isEqualTo("es");
        assertThat(languageOf("wei")).isEqualTo("zh-CN");
    }

    /// Not by what comes of the entry later, and not when the choice is made after they came.
    @Test
    void nothingElseThatAReadingDoesAsksForAMail() {
        add("before", null);
        write("en");
        add("li", null);
        court.root("delete from announcement");
        write(null);
        write("en");
        for (var name : List.of("before", "li")) {
            var account = accountOf(name);
            court.app
                    .sql("select directory_called(?, ?, ?, ?)")
                    .params(account, name + "2", name + "2", name + "2")
                    .query(String.class)
                    .single();
            court.app
                    .sql("select directory_reached(?, ?, ?)")
                    .params(account, name + "2@contoso.example", name + "2@contoso.example")
                    .query(String.class)
                    .single();
            for (var there : List.of(false, true)) {
                court.app
                        .sql("select directory_standing(?, ?)")
                        .params(account, there)
                        .query(String.class)
                        .single();
            }
        }
        assertThat(count("announcement")).isZero();
        assertThat(count("account where state = 'UNCLAIMED'")).isEqualTo(2);
    }

    /// Whoever reads the mailbox would have half of what a claim takes.
    @Test
    void noClaimLinkIsMadeForPeopleOfADirectory() {
        add("li", null);
        assertThat(putLink(accountOf("li"))).isFalse();
        assertThat(count("claim_link")).isZero();
        assertThat(count("audit_event where kind = 'CLAIM_LINK_MADE'")).isZero();
        assertThat(putLink(court.account("UNCLAIMED"))).isTrue();
    }

    @Test
    void noRoleChoosesOrAsksForAMailByItself() throws SQLException {
        add("li", null);
        for (var connection : List.of(court.database.asApp(), court.database.asAdmin())) {
            try (connection) {
                var attempts = new Attempts(connection);
                for (var statement : List.of(
                        "update regain.organisation set newcomer_language = 'en'",
                        "insert into regain.organisation (id, name, newcomer_language) values (gen_random_uuid(), 'x', 'en')",
                        "insert into regain.announcement (account_id, kind) select id, 'INVITED' from regain.account")) {
                    assertThat(attempts.fails(statement)).as(statement).isEqualTo("42501");
                }
            }
        }
        try (var web = court.database.asApp()) {
            assertThat(new Attempts(web).fails("select regain.write_to_newcomers(gen_random_uuid(), '', 'en', '', '')"))
                    .isEqualTo("42501");
        }
    }

    private String write(@Nullable String language) {
        return console.sql
                .sql("select write_to_newcomers(?, ?, cast(? as text), '', '')")
                .param(byFirst)
                .param(key)
                .param(language)
                .query(String.class)
                .single();
    }

    private String add(String name, @Nullable String language) {
        return court.app
                .sql("""
                        select add_directory_person(gen_random_uuid(), id, cast(? as text), ?, ?, gen_random_uuid(), ?, ?, ?, ?, null)
                        from organisation order by created_at limit 1
                        """)
                .param(language)
                .param(name + "@contoso.example")
                .param(name + "@contoso.example")
                .param(name)
                .param(name)
                .param(name)
                .param(UUID.randomUUID().toString())
                .query(String.class)
                .single();
    }

    private boolean putLink(UUID account) {
        return court.app
                .sql("select put_claim_link(?, sha256(?))")
                .params(account, bytes("link of " + account))
                .query(Boolean.class)
                .single();
    }

    private UUID accountOf(String name) {
        return court.root
                .sql("select account_id from account_name where key = ?")
                .param(name)
                .query(UUID.class)
                .single();
    }

    private String languageOf(String name) {
        return court.root
                .sql("select language from account where id = ?")
                .param(accountOf(name))
                .query(String.class)
                .single();
    }

    private int count(String rows) {
        return court.root
                .sql("select count(*)::integer from " + rows)
                .query(Integer.class)
                .single();
    }
}
