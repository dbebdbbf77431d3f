package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.time.Duration;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.regain.account.Role;

/// A global administrator adds a portal, sees its secret once, and lets it do more together with another one.
class PortalsJourneyTest extends ConsoleJourney {

    private static final String LI = "li@contoso.example";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void aPortalIsAddedAndDoesMoreByTwo(Screen screen) {
        var li = people.active(LI, OLD, Role.GLOBAL_ADMIN);
        people.run(sql -> sql.sql("update account_role set granted_at = granted_at - interval '4 days'")
                .update());
        everybodySpeaks(screen);
        var admin = marta(screen, "portals").selects("Portals").sees("Portals").reads("There is no portal yet.");
        admin.selects("Add a portal").sees("Add a portal");
        admin.page().fill("#name", "Orders");
        admin.page().fill("#startUri", "https://orders.example/");
        admin.page().fill("#redirectUris", "http://orders.example/callback");
        admin.selects("Add this portal").isAt("Add a portal");
        assertThat(admin.page().locator("#redirectUris")).isFocused();
        admin.page().fill("#redirectUris", "https://orders.example/callback");
        admin.selects("Add this portal").sees("The portal’s secret");
        var secret = admin.page().locator("#secret").textContent();
        admin.selects("I have kept it").isAtThePageOf("Orders").looks();
        assertThat(admin.page().content()).doesNotContain(secret);
        opener(admin, "Another redirect address").click();
        admin.page().fill("#new-REDIRECT", "https://orders.example/other");
        admin.page().locator("details[open] button").click();
        admin.reads("That lets the portal do more, so it waits for a second global administrator.");
        var second = signedIn(screen, "portals-second", LI, appOf(li));
        second.opens(URI.create(admin.page().url()).getPath())
                .isAtThePageOf("Orders")
                .selects("Approve");
        second.reads("Approved. It takes effect in three days unless it is withdrawn.");
        clock.advance(Duration.ofDays(3).plusMinutes(1));
        assertThat(people.run(sql -> sql.sql(
                                "select count(*) from portal p, find_portal(p.id, null) f where cardinality(f.redirect_uris) = 2")
                        .query(Integer.class)
                        .single()))
                .isEqualTo(1);
    }
}
