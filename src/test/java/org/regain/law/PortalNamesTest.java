package org.regain.law;

import static org.assertj.core.api.Assertions.assertThat;
import static org.regain.law.Court.bytes;

import java.sql.SQLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A name by which people know a portal is never another's.
class PortalNamesTest extends PortalChangesScene {

    PortalNamesTest() throws SQLException {}

    @ParameterizedTest
    @ValueSource(strings = {"Orders", "ORDERS", " O r d e r s", "Ｏrders", "Or\u00adders"})
    void aNameThatAnotherHasOrHadIsRefused(String name) {
        var portal = added("Orders");
        assertThat(add(DRAFT.formatted(name, "SECRET", false, ""), bytes("x")).result())
                .isIn("NAME_TAKEN", "NOT_PLAIN");
        assertThat(close(portal)).isEqualTo("DONE");
        assertThat(add(DRAFT.formatted(name, "SECRET", false, ""), bytes("x")).result())
                .as("of one that is closed")
                .isIn("NAME_TAKEN", "NOT_PLAIN");
        assertThat(count("portal")).isEqualTo(1);
    }

    @Test
    void aNameIsKeptForThePortalThatIsToHaveItAndForTheOneThatHadIt() {
        var portal = added("Orders");
        added("Bills");
        assertThat(propose(portal, "NAME", "B I L L S")).isEqualTo("NAME_TAKEN");
        approveChange(proposed(portal, "NAME", "News"));
        assertThat(add(DRAFT.formatted("news", "SECRET", false, ""), bytes("x")).result())
                .isEqualTo("NAME_TAKEN");
        court.pass(THREE_DAYS.plusSeconds(1));
        signIn();
        assertThat(narrow(portal, "SCOPE", "profile")).isEqualTo("DONE");
        assertThat(add(DRAFT.formatted("orders", "SECRET", false, ""), bytes("x"))
                        .result())
                .isEqualTo("NAME_TAKEN");
        assertThat(propose(portal, "NAME", "Orders")).as("its own of before").isEqualTo("PROPOSED");
    }
}
