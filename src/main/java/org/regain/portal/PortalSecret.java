package org.regain.portal;

import java.security.SecureRandom;
import java.util.Base64;

/// What a portal shows that it is itself by, for once in its owner's eyes: 256 random bits, of which the database keeps the hash.
public final class PortalSecret {

    private static final int BYTES = 32;

    private final String text;

    private PortalSecret(String text) {
        this.text = text;
    }

    public static PortalSecret random(SecureRandom random) {
        byte[] bytes = new byte[BYTES];
        random.nextBytes(bytes);
        return new PortalSecret(Base64.getUrlEncoder().withoutPadding().encodeToString(bytes));
    }

    /// 43 characters that need no escaping anywhere.
    public String text() {
        return text;
    }

    /// What is kept of it.
    public byte[] hash() {
        return Hashed.of(text);
    }

    @Override
    public String toString() {
        return "PortalSecret[redacted]";
    }
}
