package org.regain.admin;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// A portal as it is this moment.
///
/// @param kind     `SECRET`, `PRIVATE_KEY` or `PUBLIC`: how it shows that it is itself
/// @param pairwise people are known to it by a `sub` of its own
/// @param kids     the names of its keys
/// @param thirdParty it is somebody else's, and people are asked for consent
/// @param waiting  how many changes of it wait
record PortalLine(
        UUID id,
        String clientId,
        String name,
        String kind,
        String startUri,
        List<String> redirectUris,
        List<String> afterLogoutUris,
        @Nullable String logoutUri,
        List<String> scopes,
        boolean pairwise,
        String signedWith,
        List<String> kids,
        Instant createdAt,
        @Nullable Instant closedAt,
        boolean thirdParty,
        int waiting) {

    /// The path of the address to which people come back, as some settings want it.
    public String callbackPath() {
        return redirectUris.getFirst().replaceFirst("^https?://[^/?]*", "").replaceFirst("[?].*$", "");
    }

    /// As a portal asks for them.
    public String scope() {
        return String.join(" ", scopes);
    }

    /// Those that it could still get.
    public List<String> otherScopes() {
        return PortalDraft.SCOPES.stream().filter(it -> !scopes.contains(it)).toList();
    }
}
