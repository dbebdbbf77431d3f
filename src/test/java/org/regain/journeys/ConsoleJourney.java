package org.regain.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;
import org.junit.jupiter.api.BeforeEach;
import org.regain.account.AccountId;
import org.regain.account.Role;
import org.regain.support.AuthenticatorApp;

/// An organisation with administrators and people, and what is done in the console by the words on it.
abstract class ConsoleJourney extends Journey {

    static final String MARTA = "marta.ruiz@contoso.example";

    AccountId marta;
    AccountId ana;

    @BeforeEach
    void anOrganisationHasPeople() {
        marta = people.active(MARTA, OLD, Role.GLOBAL_ADMIN);
        ana = people.active(ANA, OLD, Role.SALES_AGENT);
    }

    Visitor marta(Screen screen, String journey) {
        return signedIn(screen, journey, MARTA, appOf(marta))
                .opens("/admin/people")
                .isAt("People");
    }

    AuthenticatorApp appOf(AccountId account) {
        return AuthenticatorApp.with(people.addTotp(account).bytes());
    }

    /// Signs in with a password and an app, and goes to the console.
    Visitor administrator(Visitor visitor, String name, AuthenticatorApp app) {
        return visitor.opens("/sign-in")
                .types("Email or username", name)
                .types("Password", OLD)
                .selects("Sign in")
                .types("Code", app.codeAt(clock.instant()))
                .selects("Sign in")
                .isAt("Your account")
                .selects("Console")
                .isAt("People");
    }

    /// From anywhere in the console to the page of somebody.
    static Visitor visits(Visitor admin, String name) {
        admin.opens("/admin/people")
                .isAt("People")
                .types("Name or address", name)
                .selects("Show");
        person(admin, name).click();
        return admin.isAtThePageOf(name);
    }

    static Locator person(Visitor admin, String name) {
        return admin.page()
                .getByRole(
                        AriaRole.LINK, new Page.GetByRoleOptions().setName(name).setExact(true));
    }

    /// Opens one of the things to do, reads what it would do, and does it.
    static Visitor does(Visitor admin, String act) {
        opener(admin, act).click();
        doer(admin, act).click();
        return admin;
    }

    static Locator opener(Visitor admin, String act) {
        return admin.page().locator("summary").filter(new Locator.FilterOptions().setHasText(admin.word(act)));
    }

    static Locator doer(Visitor admin, String act) {
        return admin.page()
                .locator("details[open]")
                .getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(admin.word(act)));
    }
}
