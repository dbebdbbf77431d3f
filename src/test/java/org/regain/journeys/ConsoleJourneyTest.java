package org.regain.journeys;

import static com.microsoft.playwright.assertions.PlaywrightAssertions.assertThat;

import java.time.Duration;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// An administrator finds somebody, reads what stands in their way, and does what may be done about it; and that person meets
/// it in a browser of their own.
class ConsoleJourneyTest extends ConsoleJourney {

    private static final String SUSPENDED =
            "Your organisation has suspended this account. Your password is right and stays as it is; you can sign in again once"
                    + " the suspension is lifted.";
    private static final String ASKED_FOR_A_NEW_ONE =
            "This password can't be used any more: somebody else may know it, or your organisation asked for a new one. Select"
                    + " “Can't access your account?” below and choose a new one.";

    @ParameterizedTest
    @MethodSource("org.regain.journeys.Screen#spread")
    void somebodyIsFoundAndTheWordsToSendThemStandThere(Screen screen) {
        everybodySpeaks(screen);
        people.run(sql -> sql.sql("update account set language = 'zh-CN' where id = ?")
                .param(ana.value())
                .update());
        people.run(sql -> sql.sql("""
                        insert into sign_in_guard (subject, account_id, failures, locked_until)
                        values (uuid_send(?), ?, 12, regain.now() + interval '1 hour')
                        """).params(ana.value(), ana.value()).update());
        var admin = marta(screen, "console-person").types("Name or address", "nobody at all");
        admin.selects("Show").sees("People").reads("Nobody matches. Try a part of the name, or fewer filters.");
        admin.types("Name or address", "AN");
        admin.field("State").selectOption("ACTIVE");
        admin.field("Role").selectOption("SALES_AGENT");
        admin.selects("Show").isAt("People");
        assertThat(admin.page().locator("tbody tr")).hasCount(1);
        person(admin, "ana").click();
        admin.isAtThePageOf("ana")
                .reads(
                        "Too many wrong passwords. The lock ends by itself, and they can use “Can't access your account?” at"
                                + " any time.");
        var letter = admin.field("Words to send them, in their language");
        assertThat(letter).hasAttribute("lang", "zh-CN");
        assertThat(letter).hasValue(Pattern.compile(baseUrl + "/sign-in"));
        opener(admin, "Why can't I reset their password?").click();
        admin.looks()
                .reads(
                        "Because nobody can, and that protects you too. Whoever could reset a password could sign in as that person,"
                                + " and so could anyone who tricks you or takes your place. All people get back in by themselves, with"
                                + " the methods they registered to prove who they are. What can help this person is shown above.");
        assertThat(admin.page().locator("input[type=password]")).hasCount(0);
    }

    @Test
    void whoIsSuspendedIsOutAtOnceUntilItIsLifted() {
        var screen = new Screen("es", Screen.PHONE, true);
        everybodySpeaks(screen);
        var person = signsIn(visitor(screen, "console-suspended"), ANA, OLD);
        var admin = visits(marta(screen, "console-suspend"), "ana");
        opener(admin, "Suspend").click();
        admin.looks()
                .reads("They are signed out everywhere and can't sign in or recover the account until you lift this."
                        + " Nothing else changes. We tell them by mail.");
        person.opens("/").isAt("Your account");
        doer(admin, "Suspend").click();
        admin.isAtThePageOf("ana").looks().reads("The account is suspended.");
        person.opens("/").isAt("Sign in");
        triesToSignIn(person).reads(SUSPENDED);
        does(admin, "Lift the suspension").isAtThePageOf("ana").reads("The suspension is lifted.");
        signsIn(person, ANA, OLD);
        does(admin, "End all sessions").isAtThePageOf("ana").reads("All their sessions have ended.");
        person.opens("/").isAt("Sign in");
        signsIn(person, ANA, OLD);
    }

    @Test
    void whoIsAskedForANewPasswordChoosesItAloneAndNoScriptsAreNeeded() throws Exception {
        var screen = Screen.withoutScripts();
        var person = signsIn(visitor(screen, "console-asked"), ANA, OLD);
        var admin = visits(marta(screen, "console-ask"), "ana");
        does(admin, "Ask for a new password")
                .isAtThePageOf("ana")
                .reads("Their password has stopped working. They will choose a new one.");
        person.opens("/").isAt("Sign in");
        triesToSignIn(person).reads(ASKED_FOR_A_NEW_ONE);
        beginsRecovery(person, ANA, "I forgot my password");
        provesByMail(person, ANA)
                .isAt("Choose a new password")
                .types("New password", NEW)
                .types("Confirm new password", NEW)
                .selects("Finish")
                .isAt("Your password has been reset");
        signsIn(person, ANA, NEW);
    }

    @Test
    void whatIsDeletedComesBackAfterOneHasConfirmedThatItIsOneself() {
        var screen = new Screen("zh-CN", Screen.DESKTOP, true);
        everybodySpeaks(screen);
        var app = appOf(marta);
        var admin = administrator(visitor(screen, "console-delete"), MARTA, app);
        visits(admin, "ana");
        does(admin, "Delete")
                .isAtThePageOf("ana")
                .looks()
                .reads("The account is deleted. You can restore it for thirty days.");
        var person = visitor(screen, "console-deleted").opens("/sign-in");
        triesToSignIn(person)
                .reads("That email or username and password don't go together. Check both and try again, or select"
                        + " “Can't access your account?” below.");
        clock.advance(Duration.ofMinutes(11));
        does(admin, "Restore")
                .isAt("Confirm it's you")
                .types("Password", OLD)
                .selects("Continue")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Continue")
                .isAtThePageOf("ana");
        does(admin, "Restore").isAtThePageOf("ana").reads("The account is restored.");
        signsIn(person, ANA, OLD);
    }

    @Test
    void theLastGlobalAdministratorStays() {
        var screen = new Screen("es", Screen.DESKTOP, true);
        everybodySpeaks(screen);
        var admin = visits(marta(screen, "console-last"), "marta.ruiz");
        opener(admin, "Change roles").click();
        admin.looks().field("Global administrator").uncheck();
        doer(admin, "Save").click();
        admin.isAtThePageOf("marta.ruiz")
                .looks()
                .reads(
                        "Your organisation needs at least one active global administrator. Give somebody else the role first.");
        assertThat(admin.page().locator("#refusal")).isFocused();
    }

    @Test
    void theKeyboardIsEnough() {
        var admin = marta(Screen.desktop(), "console-keyboard");
        var keys = new Keys(admin).type("Name or address", "ana").answer("");
        assertThat(admin.page().locator("tbody tr")).hasCount(1);
        keys.press(person(admin, "ana"), "Enter");
        admin.isAtThePageOf("ana");
        keys.press(opener(admin, "Suspend"), "Enter").press(doer(admin, "Suspend"), "Enter");
        admin.isAtThePageOf("ana").reads("The account is suspended.");
        keys.press(opener(admin, "Lift the suspension"), "Enter").press(doer(admin, "Lift the suspension"), "Enter");
        admin.isAtThePageOf("ana").reads("The suspension is lifted.");
        keys.press(opener(admin, "Change roles"), "Enter")
                .press(admin.field("Helpdesk agent"), "Space")
                .press(doer(admin, "Save"), "Enter");
        admin.isAtThePageOf("ana").reads("The roles are changed.");
        assertThat(admin.page().locator("dd").getByText("Sales agent, Helpdesk agent"))
                .isVisible();
    }

    private static Visitor triesToSignIn(Visitor person) {
        return person.types("Email or username", ANA)
                .types("Password", OLD)
                .selects("Sign in")
                .isAt("Sign in");
    }
}
