package org.regain.portal;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// An access token as it stands in a header.
///
/// @param withKey the header says that it is bound to a key, which has to be shown with it
record ShownToken(String text, boolean withKey) {

    private static final String BEARER = "Bearer ";
    private static final String BOUND = "DPoP ";
    private static final int LONGEST = 512;

    /// Empty where there is none, or something that is none.
    static Optional<ShownToken> of(@Nullable String authorization) {
        if (authorization == null || authorization.length() > LONGEST) {
            return Optional.empty();
        }
        return after(BEARER, authorization)
                .map(text -> new ShownToken(text, false))
                .or(() -> after(BOUND, authorization).map(text -> new ShownToken(text, true)));
    }

    private static Optional<String> after(String scheme, String authorization) {
        return authorization.regionMatches(true, 0, scheme, 0, scheme.length())
                ? Optional.of(authorization.substring(scheme.length()).strip())
                : Optional.empty();
    }

    @Override
    public String toString() {
        return "ShownToken[redacted]";
    }
}
