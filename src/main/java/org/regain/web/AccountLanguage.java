package org.regain.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// The language of the account that is signed in, for the pages of someone who never used the language switch.
@FunctionalInterface
public interface AccountLanguage {

    /// Null when nobody is signed in or the account has no language. Called at most once a request; must not query.
    @Nullable
    Locale of(HttpServletRequest request);
}
