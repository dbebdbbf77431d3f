package org.regain.support;

import java.util.function.Supplier;

/// The way of somebody who was invited to their account.
///
/// @param link the secret of the link that was mailed
/// @param code the newest code that was mailed
public record WayIn(String link, String password, Supplier<String> code) implements Way {

    @Override
    public boolean goOn(Person who) {
        if (who.browser.page().heading().equals("The account is yours")) {
            return true;
        }
        if (who.sees("/claim/code")) {
            who.press("/claim/code", "code", code.get());
        } else if (who.sees("/claim/password")) {
            who.press("/claim/password", "newPassword", password, "confirmation", password);
        } else if (who.sees("/claim")) {
            who.press("/claim", "token", link);
        } else {
            who.open("/claim");
        }
        return false;
    }
}
