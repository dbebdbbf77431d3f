package org.regain.journeys;

import com.microsoft.playwright.Locator;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.options.AriaRole;

/// "My sign-in methods", used by who is signed in: what is done to one row of it.
record MethodsList(Visitor visitor) {

    private static final String HEADING = "My sign-in methods";

    /// Opens it.
    static MethodsList of(Visitor visitor) {
        visitor.opens("/account/methods").isAt(HEADING);
        return new MethodsList(visitor);
    }

    /// Is on it, and looks at it.
    MethodsList sees() {
        visitor.sees(HEADING);
        return this;
    }

    MethodsList reads(String text) {
        visitor.reads(text);
        return this;
    }

    /// Begins to add one.
    Visitor adds(String way) {
        return visitor.selects(way);
    }

    /// Begins to try the one of this name.
    Visitor tries(String name) {
        button(row(name), "Try it").click();
        return visitor;
    }

    MethodsList renames(String name, String newName) {
        var row = row(name);
        opens(row, "Rename");
        row.getByLabel(visitor.word("New name")).fill(newName);
        button(row, "Save").click();
        return this;
    }

    MethodsList removes(String name) {
        var row = row(name);
        opens(row, "Remove");
        button(row, "Remove").click();
        return this;
    }

    /// The row of the method with this name.
    Locator row(String name) {
        var named = visitor.page().getByText(name, new Page.GetByTextOptions().setExact(true));
        return visitor.page().locator(".rows > li").filter(new Locator.FilterOptions().setHas(named));
    }

    /// What opens one of the forms of a row.
    Locator opener(Locator row, String word) {
        return row.locator("summary").filter(new Locator.FilterOptions().setHasText(visitor.word(word)));
    }

    private void opens(Locator row, String word) {
        opener(row, word).click();
    }

    private Locator button(Locator row, String word) {
        return row.getByRole(AriaRole.BUTTON, new Locator.GetByRoleOptions().setName(visitor.word(word)));
    }
}
