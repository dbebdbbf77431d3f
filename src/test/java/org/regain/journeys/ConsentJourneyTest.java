package org.regain.journeys;

import static org.regain.support.Deadline.await;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.portal.ApachePortal;
import org.regain.support.Needs;

/// Somebody is asked before another's portal knows them, allows it, and takes it back.
@Needs(
        value = {ApachePortal.PROGRAM, ApachePortal.MODULE},
        by = ApachePortal.PACKAGE)
class ConsentJourneyTest extends ApacheJourney {

    private static final String ASKED = "May Contoso Intranet know who you are?";

    @BeforeEach
    void itIsSomebodyElses() {
        people.run(sql -> sql.sql("update portal set third_party = true").update());
    }

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void whoAllowsItIsThereAndWhoTakesItBackIsAskedAgain(Screen screen) throws Exception {
        everybodySpeaks(screen);
        var ana = visitor(screen, "consent")
                .visits(orders)
                .sees("Sign in")
                .types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .isAt(ASKED)
                .looks()
                .selects("Allow")
                .isElsewhere(ORDERS)
                .visits(orders)
                .isElsewhere(ORDERS);
        ana.opens("/").sees("Your account").looks().selects("Take back").isAt("Your account");
        await("the end of the session at the portal")
                .until(() -> ana.visits(orders).page().url().startsWith(baseUrl.toString()));
        ana.isAt(ASKED).selects("Cancel");
        // What Apache makes of it is its own affair (docs/portals.md).
        ana.page().waitForURL(url -> url.startsWith(portal.address + "/callback?error=access_denied&"));
    }
}
