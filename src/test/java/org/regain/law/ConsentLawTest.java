package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A portal that is somebody else's gets no code about anybody who has not allowed it, asked as the web's own role asks.
class ConsentLawTest extends ConsentScene {

    ConsentLawTest() throws SQLException {}

    @Test
    void nothingIsOpenedForWhoeverWasNotAskedOrRefused() {
        assertThat(opened("openid")).isNull();
        assertThat(answers(ERRAND, "openid email", false)).isTrue();
        assertThat(opened("openid")).isNull();
        assertThat(answers(ERRAND, "openid email", true)).isTrue();
        assertThat(opened("openid", "email")).isNotNull();
        assertThat(court.ask("select count(*) = 1 from portal_access")).isTrue();
        assertThat(
                        court.ask(
                                "select detail = client_id || ' openid email' from audit_event e, portal where e.kind = 'CONSENT_GIVEN'"))
                .isTrue();
    }

    @Test
    void moreThanWasAllowedIsAskedAndKeptBesideIt() {
        waits(ERRAND, "openid");
        assertThat(answers(ERRAND, "openid", true)).isTrue();
        assertThat(opened("openid")).isNotNull();
        assertThat(opened("openid", "email")).isNull();
        assertThat(court.ask(
                        "select missing and allowed = '{openid}' from portal_consent_asked(?, ?, '{openid,email}')",
                        portal,
                        ana))
                .isTrue();
        waits(ERRAND, "email openid");
        assertThat(answers(ERRAND, "email openid", true)).isTrue();
        assertThat(opened("openid", "email")).isNotNull();
        assertThat(opened("openid")).as("less").isNotNull();
        // What the portal was not registered for it never gets, and needs no consent to.
        assertThat(opened("openid", "roles")).isNotNull();
    }

    @Test
    void oneAnswersOnlyWhatWaitsForThisBrowserAsItWasShown() {
        var other = portal("Elsewhere");
        assertThat(answers(bytes("no errand"), "openid email", true)).isFalse();
        assertThat(answers(ERRAND, "openid", true)).as("fewer than were shown").isFalse();
        assertThat(answers(ERRAND, "openid email roles", true))
                .as("more than are asked")
                .isFalse();
        assertThat(answer(flow, KEY, ERRAND, other, "openid email"))
                .as("another portal")
                .isFalse();
        assertThat(answer(flow, bytes("a copy"), ERRAND, portal, "openid email"))
                .as("another's sign-in")
                .isFalse();
        assertThat(answer(
                        court.flow("SIGN_IN", ana, bytes("under way")),
                        bytes("under way"),
                        ERRAND,
                        portal,
                        "openid email"))
                .isFalse();
        court.pass(Duration.ofHours(2));
        assertThat(answers(ERRAND, "openid email", true)).as("it has lapsed").isFalse();
        assertThat(nothingKept()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "update portal set closed_at = regain.now()",
                "update portal set scopes = '{openid}'",
                "update account set state = 'SUSPENDED'",
                "update account set auth_epoch = auth_epoch + 1"
            })
    void nothingIsAllowedThatCanNoLongerBe(String meanwhile) {
        court.root(meanwhile);
        assertThat(answers(ERRAND, "openid email", true)).isFalse();
        assertThat(nothingKept()).isTrue();
    }

    @Test
    void aSignInThatNoLongerSufficesAllowsNothing() {
        court.app(ana);
        assertThat(answers(ERRAND, "openid email", true)).isFalse();
    }

    @Test
    void anotherOrganisationsPortalIsAllowedNothing() {
        court.root("insert into organisation (id, name) values (?, 'Fabrikam')", UUID.randomUUID());
        court.root("update portal set organisation_id = (select id from organisation where name = 'Fabrikam')");
        assertThat(answers(ERRAND, "openid email", true)).isFalse();
    }

    @Test
    void whatOneAllowsIsNobodyElses() {
        answers(ERRAND, "openid email", true);
        var ben = court.account("ACTIVE");
        session("ben", ben);
        var his = court.signedIn(ben, bytes("ben's"), "PASSWORD");
        assertThat(opens(his, bytes("ben's"), "ben", "openid")).isNull();
    }

    @Test
    void anotherRequestInTheSameBrowserIsNotAnswered() {
        answers(ERRAND, "openid email", false);
        assertThat(court.ask("select decision = 'REFUSED' and decided_by = ? from find_errand(?)", ana, ERRAND))
                .isTrue();
        waits(ERRAND, "openid");
        assertThat(court.ask("select decision is null and decided_by is null from find_errand(?)", ERRAND))
                .isTrue();
    }
}
