package org.regain.portal;

import java.net.URI;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A site to which people sign in here.
///
/// @param clientId as it names itself
/// @param name as people know it
/// @param startUri its first page
/// @param redirectUris where people may be led back to, to the letter
/// @param signedWith `ES256` or `RS256`: how its ID tokens are signed
/// @param thirdParty it is somebody else's, and people are asked before it is told anything
/// @param keys its public keys as a JWK set; null but for [Kind#PRIVATE_KEY]
record Portal(
        UUID id,
        String clientId,
        String name,
        Kind kind,
        URI startUri,
        List<String> redirectUris,
        List<String> afterLogoutUris,
        Set<String> scopes,
        String signedWith,
        boolean thirdParty,
        @Nullable String keys) {

    /// How it shows that it is itself.
    enum Kind {
        /// By a secret.
        SECRET,
        /// By what it signs (RFC 7523).
        PRIVATE_KEY,
        /// Not at all: an app on somebody's machine. PKCE has to do.
        PUBLIC
    }

    /// Compared to the letter; but an app on somebody's machine listens at whichever port is free (RFC 8252 § 7.3).
    boolean mayLeadTo(String uri) {
        return redirectUris.contains(uri)
                || (kind == Kind.PUBLIC
                        && redirectUris.stream()
                                .anyMatch(registered -> LoopbackUri.isSameButForThePort(registered, uri)));
    }
}
