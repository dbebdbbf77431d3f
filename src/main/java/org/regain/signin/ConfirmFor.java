package org.regain.signin;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// What somebody signed in is asked for a fresher proof for. It leads back to one of these pages and to no other, so that
/// no request can name where to (CWE-601).
///
/// Source: OWASP ASVS 5.0 § 7.5.1.
public enum ConfirmFor {
    /// A way to prove who one is is added, changed or removed.
    METHODS("/account/methods"),
    /// Other sessions are ended by one that a sign-in has outgrown.
    SESSIONS("/"),
    /// The password is changed.
    PASSWORD("/account/password"),
    /// The password moves into the organisation's directory.
    DIRECTORY("/account/directory"),
    /// Something is done in the console that gives access back, or takes it for good.
    CONSOLE("/admin"),
    /// A portal asks for it.
    PORTAL("/portal");

    private final String page;

    ConfirmFor(String page) {
        this.page = page;
    }

    /// Where to send somebody whose proof is too old: the page that asks for another, and leads back.
    public String ask() {
        return "/account/confirm?for=" + name().toLowerCase(Locale.ROOT);
    }

    /// The page to go on at.
    String page() {
        return page;
    }

    /// Where somebody goes who would rather not: a portal would ask again at once.
    String back() {
        return this == PORTAL ? "/" : page;
    }

    /// As [#ask()] and the forms write it; nothing for anything else.
    static Optional<ConfirmFor> of(String text) {
        return Arrays.stream(values())
                .filter(it -> it.name().equalsIgnoreCase(text))
                .findFirst();
    }
}
