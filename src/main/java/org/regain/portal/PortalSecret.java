package org.regain.portal;

import java.security.SecureRandom;
import org.regain.secret.Token;

/// What a portal shows that it is itself by, for once in its owner's eyes: 256 random bits, of which the database keeps the hash.
public final class PortalSecret {

    private final String text;

    private PortalSecret(String text) {
        this.text = text;
    }

    public static PortalSecret random(SecureRandom random) {
        return new PortalSecret(Token.random(random).text());
    }

    /// Letters and digits, which need no escaping anywhere.
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
