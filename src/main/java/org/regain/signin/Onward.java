package org.regain.signin;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Optional;

/// Somewhere that somebody was going when they were asked to sign in. It has waited in their browser, through a recovery too.
public interface Onward {

    /// The path of one of our own pages that leads on; never anything out of a request. Empty: they were going nowhere.
    Optional<String> path(HttpServletRequest request);

    /// The name that they are likely to sign in with, as whoever sent them says. It is only filled in.
    Optional<String> name(HttpServletRequest request);
}
