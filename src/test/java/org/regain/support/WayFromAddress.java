package org.regain.support;

/// Somebody's way to one address less, by way of signing in.
///
/// @param other the address
public record WayFromAddress(String name, String password, String other) implements Way {

    private static final String REMOVE = "form[action=/account/methods/remove] input[name=id]";

    @Override
    public boolean goOn(Person who) {
        if (who.sees("/sign-in")) {
            who.press("/sign-in", "name", name, "password", password);
        } else if (!who.sees("/account/methods/add")) {
            who.open("/account/methods");
        } else if (who.names(other)) {
            var row = who.browser.page().html().select("li:has(bdi:containsOwn(" + other + ")) " + REMOVE);
            who.press("/account/methods/remove", "id", row.attr("value"));
        } else {
            return true;
        }
        return false;
    }
}
