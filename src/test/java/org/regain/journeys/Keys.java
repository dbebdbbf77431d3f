package org.regain.journeys;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Locator;

/// A visitor without a mouse: Tab, Space, Enter and letters.
record Keys(Visitor visitor) {

    private static final int MOST_TABS = 40;

    /// Goes to the field with this label and types.
    Keys type(String label, String text) {
        return type(visitor.field(label), text);
    }

    Keys type(Locator field, String text) {
        tabTo(field);
        visitor.page().keyboard().type(text);
        return this;
    }

    /// Goes to the button or link with this name and presses Enter on it.
    Keys enter(String name) {
        return press(visitor.control(name), "Enter");
    }

    Keys press(Locator control, String key) {
        tabTo(control);
        visitor.page().keyboard().press(key);
        return this;
    }

    /// Types where the focus is already, and sends the form.
    Keys answer(String text) {
        visitor.page().keyboard().type(text);
        visitor.page().keyboard().press("Enter");
        return this;
    }

    Keys isAt(String heading) {
        visitor.isAt(heading);
        return this;
    }

    private void tabTo(Locator target) {
        target.waitFor();
        for (var tabs = 0; tabs < MOST_TABS && !hasFocus(target); tabs++) {
            visitor.page().keyboard().press("Tab");
        }
        assertThat(hasFocus(target)).as("%s can be reached by Tab", target).isTrue();
    }

    static boolean hasFocus(Locator target) {
        return (boolean) target.evaluate("it => it === document.activeElement");
    }
}
