package org.regain.admin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.regain.account.Role;
import org.regain.support.Claimant;
import org.regain.support.RowDiff;

/// The long ways round by which an administrator could end up with somebody else's account. Each is named by its path in
/// `docs/threats.md`: `p…` of the first table, `path…` of the second.
class DetoursTest extends ConsoleScene {

    /// Whatever is done to an account and undone, it has the credentials it had.
    private static final List<String> KEPT = List.of(
            "password",
            "contact",
            "authenticator",
            "totp",
            "passkey",
            "saved_code",
            "proof",
            "claim_link",
            "account_name");

    @Test
    void p8_path3_whateverIsTakenAndGivenBackTheCredentialsAreTheSame() {
        people.saveCodes(ana);
        var admin = marta();
        var before = RowDiff.of(database, KEPT);
        for (var change :
                List.of("SUSPENDED", "SUSPENSION_LIFTED", "SESSIONS_ENDED", "ACCOUNT_DELETED", "ACCOUNT_RESTORED")) {
            assertThat(changes(admin, ana, change).refusal()).as(change).isEmpty();
        }
        assertThat(before.since(database)).isEmpty();
        assertThat(somebody().signIn(ANA, PASSWORD).heading()).isEqualTo("Your account");
    }

    @Test
    void p10_path5_noChangeClearsACounterThatStandsBetweenAGuesserAndTheAccount() {
        var guesser = somebody();
        for (var i = 0; i < 10; i++) {
            guesser.signIn(ANA, "wrong number " + i);
        }
        guesser.beginRecovery(ANA, "FORGOTTEN");
        guesser.browser.submit("/recover/verify/method", "method", "EMAIL");
        guesser.typeCode("00000000");
        var admin = marta();
        var counters = List.of("sign_in_guard", "method_guard", "limit_count");
        var before = RowDiff.of(database, counters);
        for (var change : Standing.values()) {
            changes(admin, ana, change.name());
        }
        assertThat(before.since(database)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(
            value = Standing.class,
            names = {"ACCOUNT_DELETED", "SUSPENDED", "NEW_PASSWORD_REQUIRED"},
            mode = EnumSource.Mode.EXCLUDE)
    void p8_aFreezeThatItsOwnerAskedForStays(Standing change) {
        people.run(sql -> sql.sql("update account set frozen_at = regain.now() where id = ?")
                .param(ana.value())
                .update());
        var admin = marta();
        changes(admin, ana, "SUSPENDED");
        changes(admin, ana, "SUSPENSION_LIFTED");
        changes(admin, ana, change.name());
        assertThat(text("select (frozen_at is not null)::text from account where id = ?", ana.value()))
                .isEqualTo("true");
    }

    @Test
    void p7_path6_takingSomebodysRoleAwayLowersNoBar() throws Exception {
        people.saveCodes(omar);
        assertThat(changesRoles(marta(), omar, "SALES_AGENT").body()).contains("The roles are changed");
        clock.advance(Duration.ofDays(31));
        var insider = somebody();
        assertThat(insider.prove(OMAR, "FORGOTTEN", OMAR).heading()).isEqualTo("Verification step 2");
    }

    @Test
    void p7_askingForANewPasswordLowersNoBar() throws Exception {
        people.saveCodes(omar);
        changes(marta(), omar, "NEW_PASSWORD_REQUIRED");
        var insider = somebody();
        assertThat(insider.prove(OMAR, "FORGOTTEN", OMAR).heading()).isEqualTo("Verification step 2");
        insider.browser.get("/recover/new-password");
        assertThat(text("select max(version)::text from password where account_id = ?", omar.value()))
                .isEqualTo("1");
    }

    @Test
    void p4_path10_anInvitationAgainGoesWhereTheFirstWentAndReachesNobodyWhoHasClaimed() throws Exception {
        var diego = people.unclaimed("diego@contoso.example");
        var admin = omar();
        var fields = Map.of("_csrf", csrf(admin), "person", diego.toString());
        assertThat(admin.browser.post("/admin/people/invite-again", fields).body())
                .contains("on its way");
        assertThat(Claimant.tokenFrom(mail.await("diego@contoso.example", 1))).isNotEmpty();
        // Its row says so only once the mail server's answer is read.
        everythingIsSent();
        var before = RowDiff.of(database, List.of("claim_link", "announcement", "outbox", "account"));
        var toAna = Map.of("_csrf", csrf(admin), "person", ana.toString());
        assertThat(admin.browser.post("/admin/people/invite-again", toAna).refusal())
                .isNotEmpty();
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void p1_path1_noPageOfTheConsoleTakesAnythingThatCouldBeACredential() {
        var admin = marta();
        for (var page :
                List.of("/admin/people", path(ana), path(omar), path(marta), "/admin/audit", "/admin/readiness")) {
            var inputs = admin.browser
                    .get(page)
                    .html()
                    .select("input, textarea, select")
                    .eachAttr("name");
            assertThat(inputs)
                    .as(page)
                    .noneMatch(name -> name.matches("(?i).*(password|code|secret|token|address|phone|number|email).*"));
        }
    }

    @Test
    void p5_path18_noPageOfTheConsoleShowsWhereCodesGoNorAnythingThatOpensTheAccount() {
        people.addAddress(ana, "ana.private@elsewhere.example");
        people.addPhone(ana, "+34600000009");
        var codes = people.saveCodes(ana);
        var admin = marta();
        for (var page : List.of(
                "/admin/people?q=ana",
                path(ana),
                "/admin/audit?person=ana",
                "/admin/audit/export?format=CSV",
                "/admin/audit/export?format=JSONL")) {
            assertThat(admin.browser.get(page).body())
                    .as(page)
                    .doesNotContain(
                            "elsewhere.example",
                            "600000009",
                            "600 00 00 09",
                            codes.getFirst().text(),
                            "$argon2id");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "select phc from password",
                "select mac from saved_code",
                "select mac from challenge",
                "select sealed from outbox",
                "select sealed from totp",
                "select public_key from passkey",
                "select address from contact",
                "select key_hash from flow",
                "select token_hash from claim_link",
                "select token_hash from known_device",
                "select session_id from spring_session",
                "select attribute_bytes from spring_session_attributes",
                "update contact set address = 'evil@evil.example'",
                "insert into claim_link (token_hash, account_id, expires_at) select '\\x00', id, regain.now() from account",
                "insert into spring_session (primary_id) values ('x')",
                "insert into proof (flow_id) select id from flow",
                "insert into announcement (account_id, kind) select id, 'INVITED' from account",
                "update account set state = 'ACTIVE', password_compromised_at = null",
                "update account_role set role = 'GLOBAL_ADMIN'",
                "delete from sign_in_guard",
                "delete from method_guard",
                "delete from limit_count",
                "delete from audit_event",
                "insert into policy_change (setting) values ('RECOVERY_PROOFS')",
                "select put_claim_link(gen_random_uuid(), '\\x00')",
                "select create_account(null, null, null, null, null, null, null, null, null, null)",
                "select answer_challenge(null, null, null::bytea[], null)",
                "select finish_reset(null, null, null, true, null)",
                "select take_announcements(1)"
            })
    void p5_p9_p11_p12_theConsolesOwnRoleIsRefusedByTheDatabase(String statement) throws SQLException {
        try (var connection = database.asAdmin();
                var sql = connection.createStatement()) {
            assertThat(catchThrowableOfType(SQLException.class, () -> sql.execute(statement))
                            .getSQLState())
                    .isEqualTo("42501");
        }
    }

    @Test
    void p12_path17_everyChangeLeavesATraceThatTheConsoleCannotRemoveAndItsPersonSees() throws Exception {
        changes(omar(), ana, "SESSIONS_ENDED");
        var who = somebody();
        who.signIn(ANA, PASSWORD);
        assertThat(who.browser.get("/").body()).contains("Sessions ended");
        assertThat(Claimant.textOf(mail.await(ANA, 1))).contains("ended all your sessions");
    }

    @Test
    void p3_path4_nobodySignsInAsSomebodyElse() {
        var admin = marta();
        admin.browser.get(path(ana));
        assertThat(admin.browser.get("/").body()).contains(MARTA).doesNotContain(ANA);
        assertThat(count("select count(*) from spring_session where principal_name = ?", ana.toString()))
                .isZero();
    }

    @Test
    void path21_noOtherRoleOpensTheConsole() {
        var number = 0;
        for (var role : Set.of(Role.BILLING_ADMIN, Role.ADMIN_AGENT, Role.SALES_AGENT, Role.HELPDESK_AGENT)) {
            var name = "agent%d@contoso.example".formatted(number++);
            var agent = administrator(name, people.active(name, PASSWORD, role));
            assertThat(agent.browser.get("/admin/people").status())
                    .as("%s", role)
                    .isEqualTo(403);
            var before = RowDiff.of(database, List.of("account", "audit_event"));
            assertThat(changes(agent, ana, "SUSPENDED").status()).isEqualTo(403);
            assertThat(before.since(database)).isEmpty();
        }
    }

    @Test
    void path8_anAccountThatWasDeletedCannotBeMadeAnewUnderItsNames() {
        changes(marta(), ana, "ACCOUNT_DELETED");
        people.run(sql -> {
            assertThat(sql.sql("""
                            select create_account(gen_random_uuid(), organisation_id, 'en', '{}', 'ana@contoso.example',
                                                  'ana@contoso.example', gen_random_uuid(), null, null, null)
                            from account where id = ?
                            """).param(ana.value()).query(String.class).single())
                    .isEqualTo("NAME_TAKEN");
            return 0;
        });
    }
}
