package org.regain.portal;

import org.jspecify.annotations.Nullable;

/// What came of reading a portal's request.
sealed interface Reading permits Asked, Reading.Refused {

    /// The portal is told.
    ///
    /// @param error one of the standards' words
    record Refused(String redirectUri, @Nullable String state, String error) implements Reading {}
}
