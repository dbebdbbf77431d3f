package org.regain.portal;

import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// What somebody lets a portal know, as it stands. It names no token.
///
/// @param sub by what the portal knows them
/// @param sid the session, as the portal knows it
/// @param challenge of PKCE, S256
/// @param endsAt however often it is refreshed
/// @param accessScopes those of the access token, which may be fewer
/// @param boundTo the thumbprint of the key without which it serves nobody; null: whoever has it
record PortalAccess(
        UUID id,
        UUID portal,
        UUID account,
        String sub,
        String sid,
        Instant authTime,
        String acr,
        List<String> amr,
        Set<String> scopes,
        String redirectUri,
        String challenge,
        @Nullable String nonce,
        Instant createdAt,
        Instant endsAt,
        @Nullable Instant accessAt,
        Set<String> accessScopes,
        @Nullable Instant refreshAt,
        @Nullable String boundTo) {

    /// By what it was found.
    enum By {
        CODE,
        ACCESS,
        REFRESH
    }
}
