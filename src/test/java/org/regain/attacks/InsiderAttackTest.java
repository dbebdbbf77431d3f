package org.regain.attacks;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.regain.account.EmailName;
import org.regain.account.Invitation;
import org.regain.account.Language;
import org.regain.account.OrganisationId;
import org.regain.account.Role;
import org.regain.account.UserName;
import org.regain.invite.Invitations;
import org.regain.invite.Invited;
import org.regain.support.Claimant;
import org.regain.support.HttpBrowser.Page;
import org.springframework.beans.factory.annotation.Autowired;

/// Attacks from within: by invitations, imports, and the weaker of two ways.
class InsiderAttackTest extends Attack {

    private static final String NEWCOMER = "new@contoso.example";
    private static final String PLANTED = "planted by an administrator";

    /// Of [#PLANTED], made by libxcrypt.
    private static final String OF_PLANTED = "$2b$04$abcdefghijklmnopqrstuuzvskgGWJg/9WgokTzoZJNiMxQ.2aSD.";

    @Autowired
    Invitations invitations;

    @Test
    void cve_2022_39306_anInvitationNeverReachesAnAccountThatExists() throws Exception {
        var before = rows();
        for (var email : List.of(VICTIM, "VICTORIA@CONTOSO.example")) {
            assertThat(invite(email, null)).isInstanceOf(Invited.NameTaken.class);
        }
        assertThat(invite("new@contoso.example", "Victoria")).isInstanceOf(Invited.NameTaken.class);
        assertThat(invite("new@contoso.example", "vіctoria")).isInstanceOf(Invited.LooksAlike.class);
        assertThat(invitations.link(victim)).isEmpty();
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void cve_2022_39306_aClaimLinkIsDeadOnceTheAccountIsClaimed() throws Exception {
        assertThat(invite("new@contoso.example", null)).isInstanceOf(Invited.Created.class);
        var link = Claimant.tokenFrom(mail.await("new@contoso.example", 1));
        var mine = somebody();
        mine.browser.get("/claim");
        mine.codeMailedTo("new@contoso.example", () -> mine.browser.submit("/claim", "token", link));
        people.run(sql -> sql.sql("update account set state = 'ACTIVE' where state = 'UNCLAIMED'")
                .update());
        var before = rows();
        var late = somebody();
        late.browser.get("/claim");
        assertThat(late.browser.submit("/claim", "token", link).status()).isEqualTo(410);
        assertThat(before.since(database)).isEmpty();
    }

    @Test
    void cve_2022_39306_theLinkAloneWithoutTheMailboxSetsNothing() throws Exception {
        invite("new@contoso.example", null);
        var link = Claimant.tokenFrom(mail.await("new@contoso.example", 1));
        var thief = somebody();
        thief.browser.get("/claim");
        thief.browser.submit("/claim", "token", link);
        for (var at = 0; at < 5; at++) {
            var fields = Map.of("at", "" + at, "newPassword", NEW, "confirmation", NEW, "_csrf", csrf(thief.browser));
            assertThat(thief.browser.postOnly("/claim/password", fields).statusCode())
                    .isEqualTo(409);
        }
        assertThat(count("select count(*) from account where state = 'UNCLAIMED' and id in "
                        + "(select account_id from account_name where key = 'new@contoso.example')"))
                .isEqualTo(1);
    }

    @Test
    void import_migration_noRowOfAnImportTouchesAnAccountThatExists() throws Exception {
        // import/migration
        var before = rows();
        var hash =
                "'$argon2id$v=19$m=19456,t=2,p=1,keyid=1$AAAAAAAAAAAAAAAAAAAAAA$AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA'";
        for (var statement : List.of(
                "update password set phc = " + hash,
                "insert into password (account_id, version, phc, flow_id) select account_id, 9, " + hash
                        + ", id from flow",
                "update contact set address = 'evil@evil.example'",
                "insert into proof (flow_id, account_id, class, method) select id, account_id, 'ISSUED', 'EMAIL' from flow",
                "update saved_code set used_at = null",
                "update account set state = 'ACTIVE', frozen_at = null",
                "delete from sign_in_guard",
                "delete from method_guard",
                "update account_role set role = 'GLOBAL_ADMIN'",
                "delete from audit_event")) {
            try (var app = database.asApp();
                    var sql = app.createStatement()) {
                assertThatExceptionOfType(SQLException.class)
                        .as(statement)
                        .isThrownBy(() -> sql.execute(statement))
                        .withMessageContaining("permission denied");
            }
        }
        assertThat(before.since(database)).isEmpty();
    }

    /// An administrator imports the victim-to-be with the hash of a password of their own choice.
    @Test
    void import_migration_whoPlantedAPasswordGetsNowhereWithoutTheMailbox() throws Exception {
        people.imported(NEWCOMER, OF_PLANTED);
        var before = rows();
        var planter = somebody();
        for (var i = 0; i < 3; i++) {
            assertThat(planter.signIn(NEWCOMER, PLANTED).heading()).isEqualTo("Confirm your address");
            for (var path : List.of("/", "/account/methods", "/account/password")) {
                assertThat(planter.browser.get(path).path()).as(path).isEqualTo("/sign-in");
            }
            planter.browser.get("/claim/code");
            for (var answer = 0; answer < 5; answer++) {
                planter.browser.submit("/claim/code", "code", "0000" + i + "00" + answer);
            }
            for (var at = 0; at < 9; at++) {
                var fields =
                        Map.of("at", "" + at, "newPassword", NEW, "confirmation", NEW, "_csrf", csrf(planter.browser));
                assertThat(planter.browser.postOnly("/claim/password", fields).statusCode())
                        .isEqualTo(409);
            }
        }
        assertThat(count("select count(*) from spring_session")).isZero();
        assertThat(before.since(database)).isEmpty();
        // The mailbox's owner claims the account by a link, and what was planted is nobody's password any more.
        claimByLink(NEWCOMER);
        assertThat(planter.signIn(NEWCOMER, PLANTED).status()).isEqualTo(422);
        assertThat(count("select count(*) from imported_password")).isZero();
    }

    /// The same administrator waits for the owner to come, before, during and after their first visit.
    @Test
    void import_migration_whoPlantedAPasswordNeverSignsInAsItsOwner() throws Exception {
        people.imported(NEWCOMER, OF_PLANTED);
        var planter = somebody();
        planter.codeMailedTo(NEWCOMER, () -> planter.signIn(NEWCOMER, PLANTED));
        assertNotSignedIn(planter, planter.browser.page());
        var owner = somebody();
        comesAndTypesTheCode(owner);
        planter.codeMailedTo(NEWCOMER, () -> planter.signIn(NEWCOMER, PLANTED));
        assertNotSignedIn(planter, planter.browser.page());
        comesAndTypesTheCode(owner);
        owner.browser.submit("/claim/password", "newPassword", PLANTED, "confirmation", PLANTED);
        assertThat(count(
                        "select count(*) from account a join account_name n on n.account_id = a.id where n.shown = ? and a.state = 'UNCLAIMED'",
                        NEWCOMER))
                .isEqualTo(1);
        owner.browser.submit("/claim/password", "newPassword", NEW, "confirmation", NEW);
        assertThat(owner.browser.get("/").heading()).isEqualTo("Your account");
        for (var late : List.of(planter, somebody())) {
            assertThat(late.signIn(NEWCOMER, PLANTED).status()).isEqualTo(422);
            assertNotSignedIn(late, late.browser.get("/claim/password"));
        }
        assertThat(somebody().signIn(NEWCOMER, NEW).heading()).isEqualTo("Your account");
    }

    private void comesAndTypesTheCode(Claimant owner) throws Exception {
        clock.advance(Duration.ofMinutes(16));
        var code = owner.codeMailedTo(NEWCOMER, () -> owner.signIn(NEWCOMER, PLANTED));
        assertThat(owner.browser.submit("/claim/code", "code", code).heading()).isEqualTo("Choose a new password");
    }

    private static void assertNotSignedIn(Claimant who, Page page) {
        assertThat(page.heading()).isNotEqualTo("Your account");
        assertThat(who.browser.get("/").path()).isEqualTo("/sign-in");
    }

    private void claimByLink(String address) throws Exception {
        people.run(sql -> sql.sql("delete from limit_count").update());
        people.run(sql -> sql.sql("delete from method_guard").update());
        mail.await(address, 3);
        mail.forget(address);
        var holder = somebody();
        holder.beginRecovery(address, "FORGOTTEN");
        holder.askForCode();
        var link = Claimant.tokenFrom(mail.newestOf(address));
        holder.browser.get("/claim");
        var code = holder.codeMailedTo(address, () -> holder.browser.submit("/claim", "token", link));
        holder.browser.submit("/claim/code", "code", code);
        holder.browser.submit("/claim/password", "newPassword", NEW, "confirmation", NEW);
        assertThat(somebody().signIn(address, NEW).heading()).isEqualTo("Your account");
    }

    @Test
    void method_downgrade_oneMailboxIsNotEnoughForAConsoleRole() throws Exception {
        // method-downgrade
        var id = people.active("admin@contoso.example", VICTIMS_PASSWORD, Role.USER_ADMIN);
        people.saveCodes(id);
        var thief = somebody();
        var page = thief.prove("admin@contoso.example", "FORGOTTEN", "admin@contoso.example");
        assertThat(page.heading()).isEqualTo("Verification step 2");
        // Through the other ending and back, which asks for less.
        var other = somebody();
        people.run(sql -> sql.sql("delete from limit_count").update());
        other.prove("admin@contoso.example", "KNOWN", "admin@contoso.example");
        var before = rows();
        assertThat(other.browser.submit("/recover/reset-instead").heading()).isEqualTo("Verification step 2");
        for (var at = 0; at < 9; at++) {
            for (var claimant : List.of(thief, other)) {
                var fields =
                        Map.of("at", "" + at, "newPassword", NEW, "confirmation", NEW, "_csrf", csrf(claimant.browser));
                assertThat(claimant.browser
                                .postOnly("/recover/new-password", fields)
                                .statusCode())
                        .isEqualTo(409);
            }
        }
        // A second code of the same class is no second proof.
        assertThat(other.browser.get("/recover/verify").html().select("button[value=EMAIL]"))
                .isEmpty();
        assertThat(before.since(database)).isEmpty();
    }

    private Invited invite(String email, @Nullable String userName) {
        var organisation = new UUID[1];
        people.run(sql -> {
            organisation[0] = sql.sql("select organisation_id from account where id = ?")
                    .param(victim.value())
                    .query(UUID.class)
                    .single();
            return 0;
        });
        var invitation = new Invitation(
                EmailName.of(email).orElseThrow(),
                userName == null ? null : UserName.of(userName).orElseThrow(),
                Set.of(),
                Language.ENGLISH);
        return invitations.invite(new OrganisationId(organisation[0]), invitation);
    }
}
