package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.dao.DataAccessException;

/// `invite` and the lists that are kept for it, called by hand as the console's role.
class InvitingTest extends AdminScene {

    private static final byte[] USER_KEY = bytes("user");
    private static final String START =
            "[{\"email_key\": \"new@b.example\", \"email\": \"new@b.example\", \"language\": \"en\", \"roles\": ";
    private static final String PLAIN = START + "[]}]";
    private static final String AGENT = START + "[\"SALES_AGENT\"]}]";
    private static final String ADMINISTRATOR = START + "[\"SALES_AGENT\", \"USER_ADMIN\"]}]";
    private static final String GLOBAL = START + "[\"GLOBAL_ADMIN\"]}]";
    private static final String HASH = START + "[], \"hash\": \"" + ImportScene.HASH + "\"}]";

    private UUID admin;
    private UUID global;
    private UUID user;

    InvitingTest() throws SQLException {}

    @BeforeEach
    void twoAdministratorsAreSignedIn() {
        admin = court.account("ACTIVE", "GLOBAL_ADMIN");
        global = console.signIn(admin, KEY, "PASSWORD", "TOTP");
        user = console.signIn(court.account("ACTIVE", "USER_ADMIN"), USER_KEY, "PASSWORD", "TOTP");
    }

    @Test
    void anAdministratorInvitesIntoTheirOwnOrganisationOnly() {
        court.root("insert into organisation (id, name) values (gen_random_uuid(), 'Fabrikam')");
        assertThat(invite(user, USER_KEY, PLAIN)).isEqualTo("DONE");
        assertThat(court.ask("""
                select n.organisation_id = a.organisation_id and n.state = 'UNCLAIMED'
                from account a, account n join account_name m on m.account_id = n.id
                where a.id = ? and m.key = 'new@b.example'
                """, admin)).isTrue();
        assertThat(court.ask("select count(*) = 1 from announcement where kind = 'INVITED'"))
                .isTrue();
        assertThat(court.ask("select count(*) = 1 from audit_event where kind = 'ACCOUNT_INVITED'"))
                .isTrue();
    }

    @Test
    void theOtherGlobalAdministratorsAreToldThatThereIsANewOne() {
        court.account("ACTIVE", "GLOBAL_ADMIN");
        assertThat(invite(global, KEY, ADMINISTRATOR)).isEqualTo("DONE");
        assertThat(court.ask("select not exists (select from announcement where kind = 'GLOBAL_ADMIN_ADDED')"))
                .isTrue();
        assertThat(invite(global, KEY, GLOBAL.replace("new@", "newer@"))).isEqualTo("DONE");
        assertThat(court.ask(
                        "select count(*) = 1 and bool_and(account_id <> ?) from announcement where kind = 'GLOBAL_ADMIN_ADDED'",
                        admin))
                .isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ADMINISTRATOR, GLOBAL, HASH})
    void c23_aUserAdministratorGivesNoRoleAndNoPassword(String people) {
        var before = court.rows();
        assertThat(invite(user, USER_KEY, people)).isEqualTo("NOT_ALLOWED");
        assertThat(before.since(court.database)).isEmpty();
        var list = keep(user, USER_KEY, people);
        var kept = court.rows();
        assertThat(use(user, USER_KEY, list)).isEqualTo("NOT_ALLOWED");
        assertThat(kept.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {AGENT, ADMINISTRATOR, GLOBAL, HASH})
    void aGlobalAdministratorGivesThemWithAFreshProofOnly(String people) {
        var list = keep(global, KEY, people);
        court.pass(Duration.ofMinutes(10).plusSeconds(1));
        var before = court.rows();
        assertThat(invite(global, KEY, people)).isEqualTo("STALE");
        assertThat(use(global, KEY, list)).isEqualTo("STALE");
        assertThat(before.since(court.database)).isEmpty();
        assertThat(invite(global, KEY, PLAIN)).isEqualTo("DONE");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "delete from proof where class = 'TOTP'",
                "update account set auth_epoch = auth_epoch + 1",
                "update account set state = 'SUSPENDED'",
                "update account set frozen_at = regain.now()",
                "update account_role set role = 'BILLING_ADMIN'"
            })
    void whoIsNoAdministratorAtThisMomentInvitesNobody(String spoiling) {
        var list = keep(global, KEY, PLAIN);
        court.root(spoiling);
        var before = court.rows();
        assertThat(invite(global, KEY, PLAIN)).isEqualTo("STALE");
        assertThat(kept(global, KEY, PLAIN)).isEmpty();
        assertThat(use(global, KEY, list)).isEqualTo("NONE");
        assertThat(look(global, KEY, list)).isZero();
        assertThat(before.since(court.database)).isEmpty();
    }

    @Test
    void aDayAfterSigningInNobodyIsInvited() {
        court.pass(Duration.ofHours(24).plusSeconds(1));
        assertThat(invite(global, KEY, PLAIN)).isEqualTo("STALE");
        assertThat(kept(global, KEY, PLAIN)).isEmpty();
    }

    @Test
    void aListIsItsUploadersForAnHourAndForOnce() {
        var list = keep(global, KEY, PLAIN);
        var before = court.rows();
        assertThat(use(user, USER_KEY, list)).isEqualTo("NONE");
        assertThat(use(global, bytes("another browser"), list)).isEqualTo("NONE");
        assertThat(look(user, USER_KEY, list)).isZero();
        assertThat(before.since(court.database)).isEmpty();
        court.pass(Duration.ofHours(1).plusSeconds(1));
        assertThat(look(global, KEY, list)).isZero();
        assertThat(use(global, KEY, list)).isEqualTo("NONE");
        var another = keep(global, KEY, PLAIN);
        assertThat(use(global, KEY, another)).isEqualTo("DONE");
        var used = court.rows();
        assertThat(use(global, KEY, another)).isEqualTo("UNCHANGED");
        assertThat(used.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "[]", "null", "\"x\"", "1"})
    void whatIsNoListOfPeopleIsRefused(String people) {
        assertThat(invite(global, KEY, people)).isEqualTo("NOT_ALLOWED");
    }

    @Test
    void aNameThatLooksLikeAnothersStopsTheWholeList() {
        court.root("update account_name set kind = 'USERNAME', skeleton = 'alike' where account_id = ?", admin);
        var alike = PLAIN.replace(
                "}]",
                "}, {\"email_key\": \"two@b.example\", \"email\": \"two@b.example\", \"language\": \"en\","
                        + " \"roles\": [], \"user_key\": \"al1ke\", \"user_shown\": \"al1ke\", \"skeleton\": \"alike\"}]");
        var before = court.rows();
        assertThat(invite(global, KEY, alike)).isEqualTo("LOOKS_ALIKE");
        assertThat(before.since(court.database)).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select people from invitation_list",
                "insert into invitation_list (organisation_id, account_id, people) select organisation_id, id, '[]' from account",
                "select import_account(gen_random_uuid(), id, 'en', '{}', 'x', 'x@b.example', gen_random_uuid(), null, null, null, 'x') from organisation",
                "select create_account(gen_random_uuid(), id, 'en', '{GLOBAL_ADMIN}', 'x', 'x@b.example', gen_random_uuid(), null, null, null) from organisation",
                "select hash from imported_password",
                "select token_hash from claim_link"
            })
    void theConsolesRoleHasNoOtherWay(String statement) {
        assertThatExceptionOfType(DataAccessException.class)
                .isThrownBy(() -> console.sql.sql(statement).query().listOfRows())
                .withStackTraceContaining("permission denied");
    }

    private String invite(UUID by, byte[] key, String people) {
        return console.ask("select result from invite(?, ?, cast(? as jsonb), '', '')", by, key, people);
    }

    private UUID keep(UUID by, byte[] key, String people) {
        return kept(by, key, people).orElseThrow();
    }

    private Optional<UUID> kept(UUID by, byte[] key, String people) {
        return console.sql
                .sql("select keep_invitations(?, ?, cast(? as jsonb))")
                .params(by, key, people)
                .query((row, _) -> Optional.ofNullable(row.getObject(1, UUID.class)))
                .single();
    }

    private int look(UUID by, byte[] key, UUID list) {
        return console.sql
                .sql("select state from look_at_invitations(?, ?, ?)")
                .params(by, key, list)
                .query()
                .listOfRows()
                .size();
    }

    private String use(UUID by, byte[] key, UUID list) {
        return console.sql
                .sql("select use_invitations(?, ?, ?, '', '')")
                .params(by, key, list)
                .query(String.class)
                .single();
    }
}
