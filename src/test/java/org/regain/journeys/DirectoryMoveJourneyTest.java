package org.regain.journeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.directory.WithSlapd;
import org.regain.roster.Readings;
import org.regain.support.Needs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// Somebody with a password here who takes that of an OpenLDAP, and has one here again later.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@Import(Readings.class)
@ContextConfiguration(initializers = WithSlapd.class)
class DirectoryMoveJourneyTest extends Journey {

    private static final String AT_THE_DESK = "a kite above the harbour";
    private static final String MOVE = "Use the password of your organisation's directory";

    @Autowired
    private PeopleInSlapd slapd;

    @Autowired
    private Readings readings;

    @BeforeEach
    void anaIsHereAndThere() throws Exception {
        slapd.empty();
        people.active(ANA, OLD);
        slapd.add("ana", AT_THE_DESK);
        readings.command("move-in", "offer");
    }

    @AfterEach
    void itIsBack() throws Exception {
        slapd.back();
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void itIsPutOffThenTakenAndTakenBack(Screen screen) {
        everybodySpeaks(screen);
        var ana = visitor(screen, "move-in");
        typesAtTheDoor(ana, OLD)
                .sees(MOVE)
                .selects("Not now")
                .sees("Your account")
                .selects("What that means");
        ana.isAt(MOVE)
                .types("Current password", OLD)
                .types("Password in the directory", NEW)
                .selects("Use it from now on")
                .sees(MOVE)
                .reads(
                        "This is not the password that your organisation's directory has. Enter the one that you sign in with at your desk.")
                .types("Current password", OLD)
                .types("Password in the directory", AT_THE_DESK)
                .selects("Use it from now on")
                .sees("Your account");
        signsIn(visitor(screen, "moved-in"), ANA, AT_THE_DESK);

        readings.command("move-out", "offer");
        var back = visitor(screen, "move-out");
        typesAtTheDoor(back, AT_THE_DESK)
                .sees("Change your password")
                .selects("Not now")
                .isAt("Your account")
                .selects("Choose one")
                .isAt("Change your password")
                .types("Current password", AT_THE_DESK)
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Change password")
                .sees("Your account");
        signsIn(visitor(screen, "moved-out"), ANA, NEW);
    }

    @Test
    void theKeyboardIsEnough() {
        var ana = visitor(Screen.desktop(), "move-in-keyboard");
        typesAtTheDoor(ana, OLD).isAt(MOVE);
        new Keys(ana)
                .type("Current password", OLD)
                .type("Password in the directory", AT_THE_DESK)
                .enter("Use it from now on")
                .isAt("Your account");
        signsIn(visitor(Screen.desktop(), "moved-in-keyboard"), ANA, AT_THE_DESK);
    }

    private static Visitor typesAtTheDoor(Visitor visitor, String password) {
        return visitor.opens("/sign-in")
                .types("Email or username", ANA)
                .types("Password", password)
                .selects("Sign in");
    }
}
