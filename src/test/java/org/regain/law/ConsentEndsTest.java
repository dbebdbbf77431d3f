package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.KEY;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// What was allowed is kept until it is taken back, through a reset, and not for ever.
class ConsentEndsTest extends ConsentScene {

    ConsentEndsTest() throws SQLException {}

    @Test
    void takingItBackEndsAllThatWasOpenedThereByWhicheverSession() {
        answers(ERRAND, "openid email", true);
        session("ana elsewhere", ana);
        opened("openid");
        opens(flow, KEY, "ana elsewhere", "openid");
        var own = portal("Orders");
        court.root("update portal set redirect_uris = '{https://o.example/}' where id = ?", own);
        court.app
                .sql("select open_portal(?, ?, ?, 'ana', '{openid}', 'https://o.example/', 'x', null, ?, null)")
                .params(own, flow, KEY, bytes("at another"))
                .query()
                .listOfRows();
        court.root("update portal_access set code_used_at = regain.now()");
        var consent = court.root
                .sql("select id from consents_of(?)")
                .param(ana)
                .query(UUID.class)
                .single();
        assertThat(takenBack(court.account("ACTIVE"), consent))
                .as("by somebody else")
                .isFalse();
        assertThat(takenBack(ana, consent)).isTrue();
        assertThat(court.ask("select count(*) = 1 and bool_and(portal_id = ?) from portal_access", own))
                .isTrue();
        assertThat(court.ask("select count(*) = 2 and bool_and(portal_id = ?) from portal_logout", portal))
                .isTrue();
        assertThat(opened("openid")).isNull();
        assertThat(takenBack(ana, consent)).as("once").isFalse();
        assertThat(court.ask(
                        "select count(*) = 1 from audit_event where kind = 'CONSENT_TAKEN_BACK' and account_id = ?",
                        ana))
                .isTrue();
    }

    @Test
    void aResetKeepsItAndDeletingTheAccountForGoodDoesNot() {
        answers(ERRAND, "openid email", true);
        court.root
                .sql("select end_what_was_open(?, null, null)::text")
                .param(ana)
                .query()
                .listOfRows();
        assertThat(nothingKept()).isFalse();
        court.root("update account set state = 'DELETED', deleted_at = regain.now() where id = ?", ana);
        court.pass(Duration.ofDays(30));
        court.root.sql("select tidy()").query().listOfRows();
        assertThat(nothingKept()).isTrue();
    }

    @Test
    void whatWasNotUsedForFourHundredDaysIsAskedAgain() {
        answers(ERRAND, "openid email", true);
        court.pass(Duration.ofDays(399));
        court.root.sql("select tidy()").query().listOfRows();
        flow = court.signedIn(ana, bytes("a year later"), "PASSWORD");
        assertThat(opens(flow, bytes("a year later"), "ana", "openid")).isNotNull();
        court.pass(Duration.ofDays(399));
        court.root.sql("select tidy()").query().listOfRows();
        assertThat(nothingKept()).as("it was used").isFalse();
        court.pass(Duration.ofDays(2));
        court.root.sql("select tidy()").query().listOfRows();
        assertThat(nothingKept()).isTrue();
    }
}
