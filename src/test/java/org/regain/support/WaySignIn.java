package org.regain.support;

/// Somebody's way to being signed in, with a password alone.
public record WaySignIn(String name, String password) implements Way {

    @Override
    public boolean goOn(Person who) {
        if (who.sees("/sign-in")) {
            who.press("/sign-in", "name", name, "password", password);
        } else if (who.sees("/sign-out")) {
            return true;
        } else {
            who.open("/");
        }
        return false;
    }
}
