package org.regain.portal;

import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.springframework.security.crypto.password.PasswordEncoder;
import org.springframework.stereotype.Component;

/// Compares what a portal shows with its secrets, of which there are two while one takes the other's place. In the place of a hash
/// Spring Security has the portal's id.
@Component
class PortalSecrets implements PasswordEncoder {

    private static final int LONGEST = 256;

    private final Portals portals;

    PortalSecrets(Portals portals) {
        this.portals = portals;
    }

    @Override
    public boolean matches(@Nullable CharSequence secret, @Nullable String portal) {
        return secret != null
                && portal != null
                && secret.length() <= LONGEST
                && portals.isSecret(UUID.fromString(portal), Hashed.of(secret.toString()));
    }

    @Override
    public String encode(@Nullable CharSequence secret) {
        throw new UnsupportedOperationException("No secret is made this way");
    }
}
