package org.regain.portal;

import java.time.Duration;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a portal asks for, read and found to be in order.
///
/// Source: OpenID Connect Core 1.0 §§ 3.1.2.1, 5.5; RFC 7636; RFC 9449 § 10; RFC 9470.
///
/// @param challenge of PKCE, always S256
/// @param maxAge how old a sign-in may be; null: as old as a session may
/// @param twoClasses a sign-in that shows two classes of proof (`aal2`) is asked for
/// @param otherLevel a level is asked for, and none that there is
/// @param key the thumbprint of the key that the code is for; null: for whoever has it
/// @param expected the `sub` of whoever is expected, or of each who will do; null: whoever comes
record Asked(
        String redirectUri,
        @Nullable String state,
        Set<String> scopes,
        @Nullable String nonce,
        String challenge,
        Set<Prompt> prompt,
        @Nullable Duration maxAge,
        boolean twoClasses,
        boolean otherLevel,
        @Nullable String key,
        @Nullable Set<String> expected)
        implements Reading {

    /// What whoever is sent here may be asked.
    enum Prompt {
        NONE,
        LOGIN,
        SELECT_ACCOUNT,
        CONSENT
    }

    boolean asks(Prompt one) {
        return prompt.contains(one);
    }
}
