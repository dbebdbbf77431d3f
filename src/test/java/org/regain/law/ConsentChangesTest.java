package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/// Whose a portal is: marked as somebody else's by one administrator and at once; not any more by two and after three days.
class ConsentChangesTest extends PortalChangesScene {

    private static final String MARKED = ", \"third_party\": true";

    ConsentChangesTest() throws SQLException {}

    @Test
    void oneIsAddedAsSomebodyElsesOrAsTheOrganisationsOwn() {
        assertThat(reads(added("Orders"), "third_party")).containsExactly("false");
        assertThat(reads(marked(), "third_party")).containsExactly("true");
    }

    @Test
    void theMarkHoldsAtOnceAndWhatWasNeverAllowedEnds() {
        var portal = added("Orders");
        var asked = court.account("ACTIVE");
        allowed(portal, asked, "{openid,profile}");
        var kept = access(portal, asked, CALLBACK, true);
        access(portal, ana, CALLBACK, true);
        var less = court.account("ACTIVE");
        allowed(portal, less, "{openid}");
        access(portal, less, CALLBACK, true);
        assertThat(narrow(portal, "WHOSE", "OURS")).isEqualTo("UNCHANGED");
        assertThat(narrow(portal, "WHOSE", "OTHERS")).isEqualTo("DONE");
        assertThat(reads(portal, "third_party")).containsExactly("true");
        assertThat(court.ask("select array_agg(id) = array[?::uuid] from portal_access", kept))
                .isTrue();
        assertThat(count("portal_logout where portal_id = ?", portal)).isEqualTo(2);
        assertThat(narrow(portal, "WHOSE", "OTHERS")).isEqualTo("UNCHANGED");
        assertThat(count("audit_event where kind = 'PORTAL_NARROWED' and detail like '% WHOSE OTHERS'"))
                .isEqualTo(1);
    }

    @Test
    void thatNobodyIsAskedAnyMoreTakesTwoAndThreeDays() {
        var portal = marked();
        assertThat(propose(portal, "WHOSE", "OTHERS")).isEqualTo("NOT_PLAIN");
        assertThat(propose(added("Orders"), "WHOSE", "OURS")).as("it is so").isEqualTo("UNCHANGED");
        var change = proposed(portal, "WHOSE", "OURS");
        assertThat(propose(portal, "WHOSE", "OURS")).as("it waits").isEqualTo("UNCHANGED");
        assertThat(approveChange(change)).isEqualTo("DONE");
        court.pass(THREE_DAYS.minusSeconds(1));
        assertThat(reads(portal, "third_party")).containsExactly("true");
        assertThat(asks(portal)).isTrue();
        court.pass(Duration.ofSeconds(2));
        assertThat(reads(portal, "third_party")).containsExactly("false");
        assertThat(asks(portal)).isFalse();
        signIn();
        // The next deed writes it into the row, and it stays.
        assertThat(narrow(portal, "SCOPE", "profile")).isEqualTo("DONE");
        assertThat(count("portal where id = ? and not third_party", portal)).isEqualTo(1);
        assertThat(narrow(portal, "WHOSE", "OTHERS")).isEqualTo("DONE");
        assertThat(asks(portal)).isTrue();
    }

    @Test
    void whoeverProposesItDoesNotApproveItAndAnyStopsIt() {
        var portal = marked();
        var change = proposed(portal, "WHOSE", "OURS");
        assertThat(console.ask("select approve_portal_change(?, ?, ?, '', '')", byFirst, key, change))
                .isEqualTo("NOT_ALLOWED");
        assertThat(approveChange(change)).isEqualTo("DONE");
        assertThat(withdrawChange(change)).isEqualTo("DONE");
        court.pass(THREE_DAYS.plusSeconds(1));
        assertThat(reads(portal, "third_party")).containsExactly("true");
    }

    @Test
    void aScopeThatWasTakenAwayIsAskedForAgainWhenItIsGivenBack() {
        var portal = marked();
        allowed(portal, ana, "{openid,profile}");
        narrow(portal, "SCOPE", "profile");
        assertThat(count("portal_consent where scopes = '{openid}'")).isEqualTo(1);
    }

    @Test
    void nothingIsKeptForAPortalThatIsClosed() {
        var portal = marked();
        allowed(portal, ana, "{openid}");
        assertThat(close(portal)).isEqualTo("DONE");
        assertThat(count("portal_consent")).isZero();
    }

    private UUID marked() {
        return done(add(DRAFT.formatted("Parcels", "SECRET", false, MARKED), Court.bytes("secret of Parcels")));
    }

    private boolean asks(UUID portal) {
        return court.ask("select missing from portal_consent_asked(?, ?, '{openid}')", portal, ana);
    }

    private void allowed(UUID portal, UUID account, String scopes) {
        court.root(
                "insert into portal_consent (account_id, portal_id, scopes) values (?, ?, ?::text[])",
                account,
                portal,
                scopes);
    }
}
