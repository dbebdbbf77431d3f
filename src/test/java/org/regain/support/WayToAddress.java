package org.regain.support;

import java.util.function.Supplier;

/// Somebody's way to one more address, by way of signing in.
///
/// @param other the address
/// @param code the newest code that was mailed there
public record WayToAddress(String name, String password, String other, Supplier<String> code) implements Way {

    @Override
    public boolean goOn(Person who) {
        if (who.sees("/sign-in")) {
            who.press("/sign-in", "name", name, "password", password);
        } else if (who.sees("/account/methods/email")) {
            who.press("/account/methods/email", "address", other);
        } else if (who.sees("/account/try")) {
            who.press("/account/try", "code", code.get());
        } else if (who.sees("/account/methods/add")) {
            if (who.names(other)) {
                return true;
            }
            who.press("/account/methods/add", "method", "EMAIL");
        } else {
            who.open("/account/methods");
        }
        return false;
    }
}
