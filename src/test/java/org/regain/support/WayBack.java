package org.regain.support;

import java.util.function.Supplier;

/// Somebody's way back by mailed codes, page after page as each says, whatever came between.
///
/// @param reason `FORGOTTEN` or `KNOWN`
/// @param password the new one, or the one that stays
/// @param code the newest code that was mailed
public record WayBack(String name, String reason, String password, Supplier<String> code) implements Way {

    @Override
    public boolean goOn(Person who) {
        if (who.browser.page().path().equals("/recover/done")
                && who.browser.page().status() == 200) {
            return true;
        }
        if (who.sees("/recover")) {
            who.press("/recover", "name", name);
        } else if (who.sees("/recover/reason")) {
            who.press("/recover/reason", "reason", reason);
        } else if (who.sees("/recover/verify/method")) {
            who.press("/recover/verify/method", "method", "EMAIL");
        } else if (who.sees("/recover/verify/code")) {
            who.press("/recover/verify/code", "code", code.get());
        } else if (who.sees("/recover/new-password")) {
            who.press("/recover/new-password", "newPassword", password, "confirmation", password);
        } else if (who.sees("/recover/existing-password")) {
            who.press("/recover/existing-password", "password", password);
        } else {
            // The recovery cannot be found in this browser, and the page says to start again.
            who.open("/recover");
        }
        return false;
    }
}
