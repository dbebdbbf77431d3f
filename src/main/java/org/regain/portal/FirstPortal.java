package org.regain.portal;

import java.net.URI;
import java.util.UUID;
import org.springframework.stereotype.Component;

/// A portal that is there from the first start on, as in the demo. Once there is a global administrator it makes none, and it never
/// changes one: who could point a portal elsewhere could stand in it as anybody.
@Component
public class FirstPortal {

    private final FirstPortals portals;

    FirstPortal(FirstPortals portals) {
        this.portals = portals;
    }

    /// What there is to say of it.
    ///
    /// @param logout where it wants to hear that a session is over
    public record Site(String clientId, String name, URI start, URI callback, URI afterLogout, URI logout) {}

    /// Makes it, with its first secret.
    ///
    /// @param organisation whose people sign in there
    /// @param secret of 256 random bits
    /// @return false where there is one of that name, or it is too late
    public boolean make(UUID organisation, Site site, String secret) {
        return portals.insert(organisation, site, Hashed.of(secret));
    }
}
