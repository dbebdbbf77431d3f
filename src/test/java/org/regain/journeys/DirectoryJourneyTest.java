package org.regain.journeys;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.directory.EntryId;
import org.regain.directory.PeopleInSlapd;
import org.regain.directory.TestAuthority;
import org.regain.directory.TestSlapd;
import org.regain.directory.WithSlapd;
import org.regain.roster.Readings;
import org.regain.support.Needs;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/// People whose password is in an OpenLDAP: their account, and their way back into it.
@Needs(
        value = {TestSlapd.PROGRAM, TestAuthority.PROGRAM},
        by = TestSlapd.PACKAGE)
@Import(Readings.class)
@ContextConfiguration(initializers = WithSlapd.class)
class DirectoryJourneyTest extends Journey {

    @Autowired
    PeopleInSlapd slapd;

    @Autowired
    Readings readings;

    private EntryId ana = new EntryId("nobody");

    @BeforeEach
    void anaIsReadIn() throws Exception {
        slapd.empty();
        ana = slapd.add("ana", OLD);
        readings.read();
    }

    @AfterEach
    void itIsBack() throws Exception {
        slapd.back();
    }

    /// The account is made theirs, then it is locked at the desk, then the password is forgotten.
    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoIsInTheDirectoryClaimsAndKeepsAndChoosesAPassword(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var visitor = visitor(screen, "directory");
        var first = visitor.opens("/sign-in").types("Email or username", "ana").types("Password", OLD);
        var code = codeMailedTo(ANA, () -> first.selects("Sign in"));
        first.sees("Confirm your address")
                .types("Code", code)
                .selects("Next")
                .sees("Enter your password")
                .types("Password", NEW)
                .selects("Finish")
                .sees("Enter your password")
                .types("Password", OLD)
                .selects("Finish")
                .sees("The account is yours");
        slapd.lock(ana, OLD);
        var again =
                beginsRecovery(visitor(screen, "directory-locked"), ANA, "I know my password, but still can't sign in");
        provesByMail(again, ANA)
                .sees("Enter your existing password")
                .types("Password", OLD)
                .selects("Finish")
                .sees("Your account is unlocked");
        var forgetful = beginsRecovery(visitor(screen, "directory-forgotten"), ANA, "I forgot my password");
        provesByMail(forgetful, ANA)
                .sees("Choose a new password")
                .types("New password", OLD)
                .types("Confirm new password", OLD)
                .selects("Finish")
                .sees("Choose a new password")
                .reads("Your organisation's directory says that you have used this one before. Choose another.")
                .types("New password", NEW)
                .types("Confirm new password", NEW);
        slapd.cutAnswerToTheWriting();
        forgetful.selects("Finish").sees("Waiting for your organisation's directory");
        slapd.back();
        forgetful.selects("Look again").isAt("Waiting for your organisation's directory");
        readings.findOut();
        forgetful.selects("Look again").sees("Your password has been reset");
        signsIn(forgetful, ANA, NEW).opens("/account/password").sees("Change your password");
    }
}
